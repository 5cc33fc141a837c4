package demarc.core.simulation;

/// A number we do not know exactly: what is likely, between what it may lie, and where that comes from.
///
/// @param source who says so, in a few words; shown beside the number wherever it is used
public record Estimate(double value, double low, double high, String source) {

    public Estimate {
        if (!(low <= value && value <= high))
            throw new IllegalArgumentException("an estimate must lie between its ends: %s is not from %s to %s".formatted(value, low, high));
    }

    /// A number somebody gave: no interval around it.
    public static Estimate exactly(double value, String source) {
        return new Estimate(value, value, value, source);
    }
}
