package demarc.core.simulation.choice;

/// Who does the work of one service.
public enum Split {
    INTERNAL('I', "your own people"),
    PROVIDER('P', "the provider"),
    BY_HOURS('H', "your own people in office hours, the provider outside them"),
    BY_TIER('T', "your own people first, the provider what they pass on");

    private final char letter;
    private final String words;

    Split(char letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    public char letter() {
        return letter;
    }

    public String words() {
        return words;
    }

    boolean needsPeople() {
        return this != PROVIDER;
    }

    boolean needsProvider() {
        return this != INTERNAL;
    }

    /// Is it the internal team's outside office hours, too?
    boolean isNightsInternal() {
        return this == INTERNAL || this == BY_TIER;
    }
}
