package demarc.core.simulation;

/// How many of these promises were kept.
public record Kept(long promised, long kept) {

    static final Kept NONE = new Kept(0, 0);

    static Kept one(boolean kept) {
        return new Kept(1, kept ? 1 : 0);
    }

    /// NaN when nothing was promised.
    public double share() {
        return (double) kept / promised;
    }

    public Kept plus(Kept other) {
        return new Kept(promised + other.promised, kept + other.kept);
    }
}
