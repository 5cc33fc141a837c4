package demarc.core.simulation;

/// The three ways to run IT.
public enum Arrangement {
    IN_HOUSE("In-house"),
    CO_MANAGED("Co-managed"),
    FULLY_MANAGED("Fully managed");

    private final String title;

    Arrangement(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
