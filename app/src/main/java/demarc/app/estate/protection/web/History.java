package demarc.app.estate.protection.web;

import demarc.app.estate.protection.BackupRun;
import demarc.app.estate.protection.Bytes;
import demarc.app.estate.protection.Operation;
import demarc.app.estate.protection.RunState;
import demarc.app.estate.protection.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A job's backups drawn as bars, the oldest on the left; one that failed is a mark on the floor.
///
/// @param words for whoever cannot see it
/// @param most  what the tallest bar stands for
public record History(String words, String most, List<Column> columns) {
    public static final int WIDTH = 600;
    public static final int HEIGHT = 90;
    private static final int SHOWN = 60;
    private static final int FLOOR = 4;

    public record Column(double x, double y, double width, double height, String css, String words) {}

    static History sizes(List<BackupRun> runs, Function<BackupRun, String> when) {
        return of("Size", runs, BackupRun::bytes, Bytes::words, when);
    }

    static History times(List<BackupRun> runs, Function<BackupRun, String> when) {
        return of("Duration", runs, run -> run.took() == null ? null : Objects.requireNonNull(run.took()).toMillis(), millis -> words(Duration.ofMillis(millis)), when);
    }

    private static History of(String what, List<BackupRun> newestFirst, Function<BackupRun, @Nullable Long> figure, LongFunction<String> words, Function<BackupRun, String> when) {
        var runs = newestFirst.stream().filter(run -> run.operation() == Operation.BACKUP && run.state() != RunState.RUNNING).limit(SHOWN).toList().reversed();
        var most = runs.stream().map(figure).filter(Objects::nonNull).mapToLong(Objects::requireNonNull).max().orElse(0);
        var step = (double) WIDTH / Math.max(14, runs.size());
        var columns = new ArrayList<Column>();
        for (var i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var value = figure.apply(run);
            var height = !run.state().isGood() || value == null || most == 0 ? FLOOR : Math.max(FLOOR, (HEIGHT - FLOOR) * value / (double) most);
            columns.add(new Column(i * step + step * 0.12, HEIGHT - height, step * 0.76, height, run.state().css(),
                    "%s: %s%s".formatted(when.apply(run), run.state().label(), value == null ? "" : ", " + words.apply(value))));
        }
        var good = runs.stream().filter(run -> run.state().isGood()).count();
        return new History("%s of the last %d backups: %d good, %d not. The most is %s.".formatted(what, runs.size(), good, runs.size() - good, words.apply(most)), words.apply(most), List.copyOf(columns));
    }

    static String words(Duration duration) {
        return duration.toSeconds() < 90 ? duration.toSeconds() + " s" : Times.words(duration);
    }
}
