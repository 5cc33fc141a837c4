package demarc.app.estate.protection;

import org.jspecify.annotations.Nullable;

/// A tool whose words are its own: its exit code counts, its last lines are kept.
final class PlainOutput {
    private PlainOutput() {}

    static Outcome read(Said said, @Nullable Operation asked, @Nullable Integer exit) {
        var lines = said.plain();
        var last = String.join(" ", lines.subList(Math.max(0, lines.size() - 2), lines.size()));
        if (exit == null || exit == 0) return new Outcome(asked, RunState.OK, null, null, null, null, null, last.isEmpty() ? "Done." : last);
        return new Outcome(asked, RunState.FAILED, null, null, null, null, null, ResticOutput.sentence(Advice.on(last.isEmpty() ? "It failed and said nothing" : last), exit, ""));
    }
}
