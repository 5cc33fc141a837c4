package demarc.app.decide.past;

import demarc.app.decide.Decision;
import demarc.app.decide.Job;
import demarc.app.decide.Step;
import demarc.app.decide.Wizard;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param mayChange the viewer may upload and say, not only read
/// @param zone    that stands in the form
/// @param going   while it is read
/// @param stopped why it was not read; null when it was, or when there is none
/// @param quality once it is read
/// @param next    where to go on, or null when there is nothing behind
public record HistoryPage(
        Wizard wizard, boolean mayChange, String address, @Nullable String fileName, String size, String zone, String dates, @Nullable Going going, @Nullable String stopped,
        @Nullable QualityView quality, @Nullable Link next, Map<String, String> problems) {

    /// @param left empty while nobody can tell
    public record Going(int percent, String says, String left) {}

    public record Link(String href, String title) {}

    public String most() {
        return Uploads.MOST_WORDS;
    }

    /// How dates may be said to be written.
    public Map<String, String> orders() {
        var orders = new LinkedHashMap<String, String>();
        orders.put("", "Let the file decide");
        orders.put("day-first", "Day first");
        orders.put("month-first", "Month first");
        return orders;
    }

    public long mostBytes() {
        return Uploads.MOST;
    }

    static HistoryPage of(Decision decision, boolean mayChange, Wizard wizard, @Nullable Step next, Pasts.@Nullable Past past, @Nullable Job job, Pasts.Said otherwise, Map<String, String> problems) {
        boolean over = job == null || job.isOver();
        var going = job == null || over || past == null ? null : new Going(job.percent(), job.state() == Job.State.WAITING ? "Waiting for another to end" : job.says(), job.leftWords());
        var said = past == null ? otherwise : past.said();
        var quality = past == null || going != null || past.quality() == null || job != null && job.state() == Job.State.FAILED ? null : QualityView.of(past.quality());
        return new HistoryPage(wizard, mayChange, decision.address() + HistoryStep.PATH, past == null ? null : past.fileName(), past == null ? "" : size(past.bytes()),
                past == null && said.zoneFrom().equals("assumed") ? "" : said.zone().getId(), said.dates() == null ? "" : said.dates(), going,
                past == null || going != null || quality != null ? null : stopped(job), quality, next == null ? null : new Link(decision.address() + next.path(), next.title()), problems);
    }

    private static String stopped(@Nullable Job job) {
        if (job == null) return "It was not read.";
        return switch (job.state()) {
            case CANCELLED -> "You stopped it. Nothing of it is used.";
            case FAILED -> job.failure() == null ? "It could not be read." : job.failure();
            case WAITING, RUNNING, DONE -> "It was not read.";
        };
    }

    private static String size(long bytes) {
        return bytes < 1 << 20 ? String.format(Locale.ROOT, "%,d kB", Math.max(1, bytes >> 10)) : String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
