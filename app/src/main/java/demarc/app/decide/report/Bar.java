package demarc.app.decide.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How far an answer is, for somebody at a terminal: a bar with the time left, and the first answer as soon as there is one. Elsewhere a line now
/// and then.
final class Bar implements Watch {

    private static final long REDRAW = 150_000_000L;
    private static final long LINE = 10_000_000_000L;
    private static final int CELLS = 24;
    /// Before that, what is left cannot be told from what is done.
    private static final double TELLING = 0.1;

    private final PrintWriter err;
    private final boolean terminal = System.console() != null && System.console().isTerminal();
    private final long began = System.nanoTime();
    private long shown = began;
    private boolean first = true;

    Bar(PrintWriter err) {
        this.err = err;
    }

    @Override
    public boolean goOn(String what, double share, @Nullable String best) {
        if (best != null && first) {
            first = false;
            clear();
            err.printf(Locale.ROOT, "First answer after %.1f s, to be improved: %s%n", (System.nanoTime() - began) / 1e9, best.replace('\u00A0', ' '));
            err.flush();
        }
        say(what, share);
        return !Thread.currentThread().isInterrupted();
    }

    void say(String what, double share) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? REDRAW : LINE)) return;
        shown = now;
        double seconds = (now - began) / 1e9;
        var left = share >= TELLING ? Duration.ofSeconds(Math.round(seconds * (1 - share) / share)) : null;
        int filled = (int) (share * CELLS);
        var text = String.format(Locale.ROOT, "%s%s %3.0f %% %s%s", "█".repeat(filled), "░".repeat(CELLS - filled), share * 100, what,
                left == null ? "" : ", %s left".formatted(left.toMinutes() > 0 ? "%d min %d s".formatted(left.toMinutes(), left.toSecondsPart()) : left.toSeconds() + " s"));
        if (terminal) err.print("\r\033[K" + text);
        else err.println(text);
        err.flush();
    }

    void end() {
        clear();
    }

    private void clear() {
        if (!terminal) return;
        err.print("\r\033[K");
        err.flush();
    }
}
