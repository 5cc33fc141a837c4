package demarc.app.decide.past;

import demarc.app.decide.past.Finding.Severity;
import demarc.app.work.history.PastRead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the rows that could not be used, and the columns that are not there, say of a file.
final class FileFindings {

    private final PastRead read;
    private final List<Finding> findings = new ArrayList<>();

    private FileFindings(PastRead read) {
        this.read = read;
    }

    static List<Finding> of(PastRead read) {
        var file = new FileFindings(read);
        file.rows();
        file.columns();
        return file.findings;
    }

    private void rows() {
        long rows = read.seen().rows();
        if (read.tickets() == 0)
            add(Severity.STOPS, "no-tickets", rows, "Not one row can be used", read.refused().isEmpty() ? "" : read.refused().getFirst().reason(),
                    "Nothing can be said. The reasons below name what to change in the export.");
        of("future", "in the future", Severity.WEAKENS, "%,d rows are dated in the future",
                "They are left out. Most likely the dates are read the wrong way round, or these are due dates. Say how dates are written, if they were read the wrong way.");
        of("mixed-dates", "no such date, read", Severity.WEAKENS, "%,d dates cannot be read in the order in which the others are written",
                "The file mixes day first and month first. Those rows are left out; but dates that can be read both ways, such as 3/4/2026, may be wrong without anybody noticing. Export it again in one format.");
        of("unreadable-dates", "not a date", Severity.WEAKENS, "%,d times cannot be read", "Those rows are left out.");
        of("duplicates", "stands in an earlier row already", Severity.NOTE, "%,d rows repeat a ticket", "Each ticket counts once, by its first row.");
        of("ragged", "another number of cells", Severity.WEAKENS, "%,d rows have fewer or more cells than the header",
                "They are left out. A comma or a line break within a text that is not in quotation marks does this.");
        of("unknown-states", "not a known state", Severity.WEAKENS, "%,d rows are in a state nobody here knows", "They are left out; their tickets go on without them.");
        of("backwards", "before the ticket was opened", Severity.NOTE, "%,d rows lie before their ticket's opening", "They are left out.");
        long refused = read.refusedRows();
        if (read.tickets() > 0 && refused * 10 > rows)
            add(Severity.WEAKENS, "many-refused", refused, "%s of all rows are not used".formatted(percent(refused, rows)), "",
                    "What is left may be another kind of tickets than what is missing. The reasons below name what to change.");
    }

    private void of(String key, String reason, Severity severity, String title, String means) {
        long rows = 0;
        var example = "";
        for (var group : read.refused()) {
            if (!group.reason().contains(reason)) continue;
            rows += group.rows();
            if (example.isEmpty() && !group.examples().isEmpty()) example = (group.column() == null ? "" : group.column() + ", ") + group.examples().getFirst();
        }
        boolean few = severity == Severity.WEAKENS && !key.equals("mixed-dates") && rows * 100 < read.seen().rows();
        if (rows > 0) add(few ? Severity.NOTE : severity, key, rows, String.format(Locale.ROOT, title, rows), example, means);
    }

    private void columns() {
        var seen = read.seen();
        if (seen.activities())
            add(Severity.WEAKENS, "activities", seen.rows(), "The log names activities, and none of them says that a ticket is over", "",
                    "The last activity of a ticket counts as its resolution, so a ticket that goes on after the log looks resolved.");
        if (!seen.events() && !seen.resolutions() && hasColumn("time of closing"))
            add(Severity.WEAKENS, "closing-only", read.tickets(), "The file says when tickets were closed, not when they were resolved", "",
                    "Closing counts as resolution. Many desks close by themselves some days later; then the times to resolve are too long by that much.");
        if (!seen.priorities())
            add(Severity.WEAKENS, "no-priorities", read.tickets(), "No column gives a priority", "", "Every ticket counts as P3, so nothing can be said of urgent ones.");
        long unknown = read.unknownPriorities().values().stream().mapToLong(Long::longValue).sum();
        if (seen.priorities() && unknown > 0)
            add(Severity.NOTE, "unknown-priorities", unknown, "%,d tickets have a priority that says nothing".formatted(unknown),
                    read.unknownPriorities().keySet().stream().sorted().findFirst().orElse(""), "They count as P3.");
    }

    private boolean hasColumn(String meaning) {
        return read.seen().columns().stream().anyMatch(column -> column.meaning().equals(meaning));
    }

    private void add(Severity severity, String key, long count, String title, String example, String means) {
        findings.add(new Finding(severity, key, count, title, example, means));
    }

    static String percent(long part, long all) {
        return part == 0 ? "0 %" : part * 100 < all ? "under 1 %" : "%d %%".formatted(Math.round(100.0 * part / all));
    }
}
