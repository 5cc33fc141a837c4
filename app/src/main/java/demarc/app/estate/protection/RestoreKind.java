package demarc.app.estate.protection;

/// What a restore test brings back.
public enum RestoreKind {
    FULL("Full restore in isolation"), SAMPLE("Sample restore"), RANDOM("Random file"), EXERCISE("Site exercise");

    private final String label;

    RestoreKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
