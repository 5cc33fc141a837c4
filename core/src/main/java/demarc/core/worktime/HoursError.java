package demarc.core.worktime;

/// Hours that cannot be read: where in the text, what is wrong and the way out.
public final class HoursError extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    HoursError(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /// Characters before the mistake in the text that was given.
    public int offset() {
        return offset;
    }
}
