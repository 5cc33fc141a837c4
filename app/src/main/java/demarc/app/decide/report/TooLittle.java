package demarc.app.decide.report;

import java.util.List;

/// The history does not carry a simulation; what can still be said stands in the message.
public final class TooLittle extends RuntimeException {

    private final List<String> said;

    /// @param said what is missing first, then what can be said all the same
    TooLittle(List<String> said) {
        super(String.join(" ", said), null, false, false);
        this.said = List.copyOf(said);
    }

    public List<String> said() {
        return said;
    }
}
