package demarc.app.estate.protection.web;

import demarc.app.estate.protection.Times;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How old the newest recovery point is, drawn against the limit, which stands in the middle.
///
/// @param width of a hundred; the limit is at fifty
/// @param css   `good`, `warn` within the grace, `bad`
public record Bar(double width, String css, String age, String limit, String words) {
    /// @param broken more than a run that is only just due lies behind an age beyond the RPO
    static Bar of(@Nullable Duration age, Duration rpo, boolean broken) {
        if (age == null) return new Bar(100, "none", "never", Times.words(rpo), "There is no backup yet.");
        var share = age.toMillis() / (double) rpo.toMillis();
        var css = share <= 1 ? "good" : broken ? "bad" : "warn";
        return new Bar(Math.clamp(share * 50, 1, 100), css, Times.words(age), Times.words(rpo),
                "The newest recovery point is %s old; the RPO is %s.".formatted(Times.words(age), Times.words(rpo)));
    }
}
