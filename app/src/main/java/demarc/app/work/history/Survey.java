package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The first pass over a file: which columns it has, how its dates are written, where each ticket ends and which values there are. It keeps
/// sixteen bytes a ticket and no row.
///
/// @param endsAtLast whether its activities say nothing of states, so that the last one of a ticket has to count as its end
/// @param order  null when the file's dates need no telling (year first, or names of months)
/// @param rows   without the header
/// @param first  the earliest date in it, unchecked
/// @param last   the latest
/// @param values how many tickets begin with each value, by what the value means; for states how many rows have it
record Survey(
        HistoryFile file, Columns columns, Shape shape, boolean endsAtLast, String format, Moments.@Nullable Order order, long rows, long tickets, boolean together, LastLines lastLines,
        Map<Meaning, Map<String, Long>> values, @Nullable LocalDate first, @Nullable LocalDate last) {

    enum Shape {
        /// One row for each thing that happened.
        EVENTS,
        /// One row for each ticket.
        TICKETS
    }

    private static final int MAX_VALUES = 20_000;
    private static final Set<String> LIFECYCLE = Set.of("complete", "start", "schedule", "assign", "withdraw", "reassign", "autoskip", "manualskip", "suspend", "resume", "ate_abort",
            "pi_abort", "unknown");
    private static final List<Meaning> COUNTED = List.of(Meaning.CATEGORY, Meaning.GROUP, Meaning.PRIORITY, Meaning.STATE);
    private static final List<Meaning> TIMES = List.of(Meaning.EVENT_TIME, Meaning.OPENED, Meaning.FIRST_RESPONSE, Meaning.RESOLVED, Meaning.CLOSED);

    /// @param watch told how far it is, now and then
    static Survey of(HistoryFile file, Mapping mapping, HistoryFile.Watch watch) {
        var walk = new Walk(mapping);
        file.read(walk::header, walk::take, watch);
        return walk.survey(file);
    }

    /// Empty cells as the common desks write them.
    static @Nullable String cell(Cells row, @Nullable Integer column) {
        if (column == null || column >= row.count()) return null;
        var text = row.at(column).strip();
        return switch (text) {
            case "", "?", "-", "NULL", "null", "N/A", "n/a", "None", "(empty)" -> null;
            default -> text;
        };
    }

    /// A state of two parts, such as `Accepted` and `Wait`, is one. What a log of the standard lifecycle says (`complete`) is none.
    static @Nullable String state(Cells row, Columns columns) {
        var state = cell(row, columns.at().get(Meaning.STATE));
        var part = state == null ? null : cell(row, columns.at().get(Meaning.SUBSTATE));
        return part == null || LIFECYCLE.contains(part.toLowerCase(Locale.ROOT)) || part.equals(state) ? state : state + "-" + part;
    }

    /// How the times of this file are read.
    Moments moments(ZoneId zone) {
        return new Moments(order == null ? Moments.Order.DAY_FIRST : order, zone);
    }

    /// The dates of a file if they are read one way.
    private static final class Span {
        private final Moments moments;
        private @Nullable Instant first;
        private @Nullable Instant last;

        Span(Moments.Order order) {
            moments = new Moments(order, ZoneOffset.UTC);
        }

        void see(String text) {
            try {
                var at = moments.read(text);
                if (first == null || at.isBefore(first)) first = at;
                if (last == null || at.isAfter(last)) last = at;
            } catch (Moments.Unreadable e) {
                // The second pass refuses the row.
            }
        }

        static @Nullable LocalDate date(@Nullable Instant at) {
            return at == null ? null : LocalDate.ofInstant(at, ZoneOffset.UTC);
        }
    }

    private static final class Walk {
        private final Span dayFirst = new Span(Moments.Order.DAY_FIRST);
        private final Span monthFirst = new Span(Moments.Order.MONTH_FIRST);
        private final Mapping mapping;
        private final Moments.Proof proof = new Moments.Proof();
        private final LastLines lastLines = new LastLines();
        private final Map<Meaning, Map<String, Long>> values = new EnumMap<>(Meaning.class);
        private @Nullable Columns columns;
        private @Nullable String previous;
        private long rows;
        private boolean together = true;

        Walk(Mapping mapping) {
            this.mapping = mapping;
            for (var meaning : COUNTED) values.put(meaning, new HashMap<>());
        }

        void header(List<String> names) {
            columns = Columns.recognise(names, mapping.columns());
        }

        void take(Cells row) {
            var columns = this.columns;
            if (columns == null) throw new IllegalStateException("a row before the header");
            rows++;
            for (var meaning : TIMES) {
                var text = cell(row, columns.at().get(meaning));
                if (text != null) proof.see(text);
            }
            var time = cell(row, columns.at().get(columns.has(Meaning.EVENT_TIME) && columns.has(Meaning.STATE) ? Meaning.EVENT_TIME : Meaning.OPENED));
            if (time != null) {
                dayFirst.see(time);
                monthFirst.see(time);
            }
            var id = cell(row, columns.at().get(Meaning.ID));
            if (id == null) return;
            boolean first = false;
            if (!id.equals(previous)) {
                first = lastLines.put(id, row.line());
                together &= first;
                previous = id;
            } else lastLines.put(id, row.line());
            for (var meaning : COUNTED) {
                var value = meaning == Meaning.STATE ? state(row, columns) : cell(row, columns.at().get(meaning));
                if (value != null) count(values.getOrDefault(meaning, Map.of()), value, first || meaning == Meaning.STATE);
            }
        }

        private static void count(Map<String, Long> counts, String value, boolean counts_) {
            if (counts.size() < MAX_VALUES || counts.containsKey(value)) counts.merge(value, counts_ ? 1L : 0L, Long::sum);
        }

        Survey survey(HistoryFile file) {
            var columns = this.columns;
            if (columns == null) throw new Refused("%s holds no table.".formatted(file.path().getFileName()));
            if (rows == 0) throw new Refused("%s holds a header and no rows.".formatted(file.path().getFileName()));
            if (lastLines.size() == 0)
                throw new Refused("No row of %s has a value in '%s', the ticket number.".formatted(file.path().getFileName(), columns.name(Meaning.ID)));
            var order = mapping.dates() != null ? mapping.dates() : proof.order();
            if (order == null)
                throw new Refused(("Dates such as '%s' can be read day first and month first, and no date in the file decides. "
                        + "Say which: --dates day-first or --dates month-first, or dates: in the mapping file.").formatted(proof.example()));
            var span = order == Moments.Order.DAY_FIRST ? dayFirst : monthFirst;
            // An export of tickets may repeat a few of them; a log has several rows for most.
            boolean events = columns.has(Meaning.EVENT_TIME) && columns.has(Meaning.STATE) && (!columns.has(Meaning.OPENED) || rows > lastLines.size() * 1.1);
            return new Survey(file, columns, events ? Shape.EVENTS : Shape.TICKETS, events && saysNothingOfStates(), format(columns, events), proof.needed() ? order : null,
                    rows, lastLines.size(), together, lastLines, values, Span.date(span.first), Span.date(span.last));
        }

        /// Activities of any process: most rows have one that is no state of a ticket, and none says that a ticket is over.
        private boolean saysNothingOfStates() {
            long known = 0;
            long all = 0;
            for (var each : values.getOrDefault(Meaning.STATE, Map.of()).entrySet()) {
                var told = mapping.states().get(each.getKey());
                var condition = told == null ? Condition.ofState(each.getKey()).orElse(null) : told;
                all += each.getValue();
                if (condition == null) continue;
                if (condition.kind() == Condition.Kind.RESOLVED || condition.kind() == Condition.Kind.CLOSED) return false;
                known += each.getValue();
            }
            return known * 2 < all;
        }

        private static String format(Columns columns, boolean events) {
            var desk = columns.desk();
            if (desk == Desk.SERVICENOW) return events ? "ServiceNow incident log, one row for each state" : "ServiceNow export, one row for each ticket";
            if (desk != null) return "%s export, one row for each %s".formatted(desk.words(), events ? "state" : "ticket");
            return events ? "event log, one row for each activity" : "ticket export, one row for each ticket";
        }
    }
}
