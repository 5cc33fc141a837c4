package demarc.app.estate.protection;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a good run's figures say beside those before it. A backup that shrank ran well and lost something.
final class Judgement {
    /// Of so many good runs the median is taken; fewer than [#ENOUGH] judge nothing.
    static final int BASELINE = 7;
    static final int ENOUGH = 3;
    private static final double SHRUNK = 0.5;
    private static final double GROWN = 3;

    private Judgement() {}

    /// @param before the last good runs before it, whatever their order
    /// @return what is worth a look, with the numbers; null when nothing is
    static @Nullable String look(BackupRun run, List<BackupRun> before) {
        var said = new ArrayList<String>();
        if (run.state() == RunState.WARNING) said.add(run.message());
        var size = compare("It holds", run.bytes(), median(before, BackupRun::bytes), Bytes::words, "");
        var count = compare("It holds", run.files(), median(before, BackupRun::files), "%,d"::formatted, " files");
        if (size != null) said.add(size);
        if (count != null) said.add(count);
        return said.isEmpty() ? null : String.join(" ", said);
    }

    /// It holds much less than it used to.
    static boolean shrank(BackupRun run, List<BackupRun> before) {
        return shrank(run.bytes(), median(before, BackupRun::bytes)) || shrank(run.files(), median(before, BackupRun::files));
    }

    private static boolean shrank(@Nullable Long now, @Nullable Long usual) {
        return now != null && usual != null && now < usual * SHRUNK;
    }

    private static @Nullable String compare(String what, @Nullable Long now, @Nullable Long usual, Function<Long, String> words, String unit) {
        if (now == null || usual == null || usual == 0) return null;
        var ratio = now / (double) usual;
        if (ratio >= SHRUNK && ratio <= GROWN) return null;
        return "%s %s%s; the median of the last good runs is %s%s, so this is %s".formatted(what, words.apply(now), unit, words.apply(usual), unit,
                ratio < SHRUNK ? "%.0f %% of it. Was something left out or deleted?".formatted(ratio * 100) : "%.1f times as much. What came in, and does the place it goes to have room?".formatted(ratio));
    }

    static @Nullable Long median(List<BackupRun> runs, Function<BackupRun, @Nullable Long> figure) {
        var figures = runs.stream().map(figure).filter(Objects::nonNull).map(Objects::requireNonNull).sorted().toList();
        return figures.size() < ENOUGH ? null : figures.get(figures.size() / 2);
    }
}
