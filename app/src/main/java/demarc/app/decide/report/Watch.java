package demarc.app.decide.report;

import org.jspecify.annotations.Nullable;

/// Whoever waits for an answer, and may call it off.
public interface Watch {

    Watch NOBODY = (_, _, _) -> true;

    /// @param what  that is being done, in a few words
    /// @param share of the whole, 0 to 1
    /// @param best  the best plan so far, in a sentence, once there is one
    /// @return false to stop
    boolean goOn(String what, double share, @Nullable String best);

    /// Somebody called it off.
    final class CalledOff extends RuntimeException {
        public CalledOff() {
            super("called off", null, false, false);
        }
    }
}
