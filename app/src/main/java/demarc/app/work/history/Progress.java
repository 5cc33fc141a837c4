package demarc.app.work.history;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// How far a long import is: a bar that redraws itself on a terminal, now and then a plain line elsewhere.
final class Progress {

    private static final long REDRAW = 100_000_000L;
    private static final long LINE = 10_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final String what;
    private final long total;
    private final long began = System.nanoTime();
    private long shown = began;
    private long done;

    /// @param total 0 when it is not known yet
    Progress(PrintWriter out, boolean terminal, String what, long total) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    void at(long now) {
        done = now;
        long time = System.nanoTime();
        if (time - shown < (terminal ? REDRAW : LINE)) return;
        shown = time;
        show(time);
    }

    void end() {
        if (terminal) {
            out.print("\r\033[K");
            out.flush();
        }
    }

    private void show(long time) {
        double seconds = (time - began) / 1e9;
        double rate = done / seconds;
        var text = new StringBuilder("%s %,d".formatted(what, done));
        if (total > 0) {
            double share = Math.min(1, (double) done / total);
            int filled = (int) (share * 30);
            text.append(" of %,d ".formatted(total)).append("█".repeat(filled)).append("░".repeat(30 - filled));
            text.append(" %d%%, %,.0f/s, %s left".formatted((int) (share * 100), rate, words(Duration.ofSeconds((long) ((total - done) / Math.max(rate, 0.001))))));
        }
        if (terminal) out.print("\r\033[K" + text);
        else out.println(text);
        out.flush();
    }

    private static String words(Duration left) {
        return left.toMinutes() > 0 ? "%d min %d s".formatted(left.toMinutes(), left.toSecondsPart()) : String.format(Locale.ROOT, "%d s", left.toSeconds());
    }
}
