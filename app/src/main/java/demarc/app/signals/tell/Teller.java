package demarc.app.signals.tell;

import demarc.app.platform.Refused;
import demarc.app.signals.Source;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How one kind of source is told what became of its problems.
public interface Teller {
    /// Key of the kind.
    String kind();

    /// The label of its conditions that holds the tool's own number of the problem.
    String numberedBy();

    /// Whether anybody asked for this source to be told.
    boolean isWanted(Source source);

    /// One and the same tool; in the order in which it happened.
    ///
    /// @return what did not work besides, in a sentence
    /// @throws Misunderstood the tool says no to this one for good: trying again would not help
    /// @throws IOException   it cannot be reached, or is ill
    /// @throws Refused       something in the settings must be mended first
    @Nullable String tell(Source source, Word word) throws IOException, Misunderstood;

    /// The tool does not want to hear this, now or later.
    final class Misunderstood extends Exception {
        public Misunderstood(String message) {
            super(message);
        }
    }
}
