package demarc.core.simulation.choice;

/// What becomes, outside office hours, of the internal team's work.
public enum Cover {
    MORNING('o', "waits for the morning"),
    ON_CALL('c', "P1 and P2 wake whoever is on call; the rest waits for the morning"),
    SEAT('s', "one seat is held day and night");

    private final char letter;
    private final String words;

    Cover(char letter, String words) {
        this.letter = letter;
        this.words = words;
    }

    char letter() {
        return letter;
    }

    public String words() {
        return words;
    }
}
