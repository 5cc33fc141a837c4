package demarc.app.estate.protection;

/// How a run stands.
public enum RunState {
    RUNNING("running", ""), OK("good", "good"),
    /// A recovery point was made, and something was left out of it.
    WARNING("with warnings", "warn"), FAILED("failed", "bad"),
    /// It began and never said how it ended.
    INCOMPLETE("unfinished", "bad");

    private final String label;
    private final String css;

    RunState(String label, String css) {
        this.label = label;
        this.css = css;
    }

    public String label() {
        return label;
    }

    public String css() {
        return css;
    }

    /// Whether there is something to restore from.
    public boolean isGood() {
        return this == OK || this == WARNING;
    }
}
