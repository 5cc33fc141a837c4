package demarc.app.decide.past;

/// One thing to know about a history before anything is computed from it.
///
/// @param key     stable, for programs: `bulk-closing`
/// @param count   tickets or rows it is about
/// @param title   what was found, with its number
/// @param example one of them; empty when there is none to show
/// @param means   what it does to the answer, and what is assumed instead
public record Finding(Severity severity, String key, long count, String title, String example, String means) {

    public enum Severity {
        /// Something cannot be said at all.
        STOPS,
        /// Something is said less surely.
        WEAKENS,
        /// Nothing suffers; an assumption is named.
        NOTE
    }
}
