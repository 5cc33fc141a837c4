package demarc.core.simulation;

import demarc.core.agreement.Priority;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tickets of the past as far as a log tells, in the order in which they were opened. Kept as columns: about fifty bytes a ticket.
///
/// What a ticket is (service, priority, group) is what the log said first about it where the log tells more than once, so that a forecast
/// made in the middle of a history does not know how its tickets will end. Moments are epoch seconds, UTC.
public final class History {

    /// The log does not tell, or it had not happened yet.
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final int NOBODY = -1;

    private final ZoneId zone;
    private final Instant from;
    private final Instant to;
    private final List<String> services;
    private final List<String> groups;
    private final List<String> agents;
    private final Columns columns;

    /// A ticket as it is handed in.
    ///
    /// @param opened   when it was first seen
    /// @param answered when somebody first took it up; null when the log does not tell
    /// @param resolved the last time; null while it is open, or when the log does not tell
    /// @param waited   seconds in states that say that the client, a vendor or a date was waited for; 0 when the log has no such states
    /// @param service  a name in the words of the catalogue, or the log's own
    /// @param hands    how often it went from one group to another
    /// @param group    the first group that had it
    /// @param agent    the one who resolved it, or had it last
    public record Ticket(
            Instant opened, @Nullable Instant answered, @Nullable Instant resolved, long waited, String service, Priority priority, int hands, boolean reopened,
            @Nullable String group, @Nullable String agent) {

        public Ticket {
            if (answered != null && answered.isBefore(opened)) throw new IllegalArgumentException("answered (%s) before it was opened (%s)".formatted(answered, opened));
            if (resolved != null && resolved.isBefore(opened)) throw new IllegalArgumentException("resolved (%s) before it was opened (%s)".formatted(resolved, opened));
            if (waited < 0) throw new IllegalArgumentException("waited (%d) is negative".formatted(waited));
        }
    }

    private record Columns(long[] opened, long[] answered, long[] resolved, long[] waited, short[] service, byte[] priority, short[] hands, boolean[] reopened,
            int[] group, int[] agent) {

        static Columns of(int size) {
            return new Columns(new long[size], new long[size], new long[size], new long[size], new short[size], new byte[size], new short[size], new boolean[size],
                    new int[size], new int[size]);
        }

        /// The rows of `from`, in that order.
        Columns rows(int[] from, int size) {
            var chosen = of(size);
            for (int i = 0; i < size; i++) chosen.copy(i, this, from[i]);
            return chosen;
        }

        void copy(int to, Columns from, int row) {
            opened[to] = from.opened[row];
            answered[to] = from.answered[row];
            resolved[to] = from.resolved[row];
            waited[to] = from.waited[row];
            service[to] = from.service[row];
            priority[to] = from.priority[row];
            hands[to] = from.hands[row];
            reopened[to] = from.reopened[row];
            group[to] = from.group[row];
            agent[to] = from.agent[row];
        }
    }

    private History(ZoneId zone, Instant from, Instant to, List<String> services, List<String> groups, List<String> agents, Columns columns) {
        this.zone = zone;
        this.from = from;
        this.to = to;
        this.services = List.copyOf(services);
        this.groups = List.copyOf(groups);
        this.agents = List.copyOf(agents);
        this.columns = columns;
    }

    /// Takes tickets in any order.
    ///
    /// @param zone where the business is; hours of the day are its
    public static Builder in(ZoneId zone) {
        return new Builder(zone);
    }

    public ZoneId zone() {
        return zone;
    }

    /// When the log begins: its first opening.
    public Instant from() {
        return from;
    }

    /// The last moment that the log tells of: nothing is known after it.
    public Instant to() {
        return to;
    }

    public int size() {
        return columns.opened.length;
    }

    /// [#service(int)] is a place in this list; most frequent first.
    public List<String> services() {
        return services;
    }

    public List<String> groups() {
        return groups;
    }

    public List<String> agents() {
        return agents;
    }

    public long opened(int ticket) {
        return columns.opened[ticket];
    }

    /// Or [#UNKNOWN].
    public long answered(int ticket) {
        return columns.answered[ticket];
    }

    /// Or [#UNKNOWN].
    public long resolved(int ticket) {
        return columns.resolved[ticket];
    }

    public boolean isResolved(int ticket) {
        return columns.resolved[ticket] != UNKNOWN;
    }

    public long waited(int ticket) {
        return columns.waited[ticket];
    }

    public int service(int ticket) {
        return columns.service[ticket];
    }

    /// 0 for P1.
    public int priority(int ticket) {
        return columns.priority[ticket];
    }

    public int hands(int ticket) {
        return columns.hands[ticket];
    }

    public boolean reopened(int ticket) {
        return columns.reopened[ticket];
    }

    /// A place in [#groups()], or -1.
    public int group(int ticket) {
        return columns.group[ticket];
    }

    /// A place in [#agents()], or -1.
    public int agent(int ticket) {
        return columns.agent[ticket];
    }

    /// What was known at `cut`: later tickets are gone, tickets resolved later are open, and what happened to open ones is not told.
    public History until(Instant cut) {
        long end = cut.getEpochSecond();
        var rows = new int[size()];
        int count = 0;
        for (int i = 0; i < rows.length && columns.opened[i] < end; i++) rows[count++] = i;
        var known = columns.rows(rows, count);
        for (int i = 0; i < count; i++) {
            if (known.answered[i] >= end) known.answered[i] = UNKNOWN;
            if (known.resolved[i] < end) continue;
            known.resolved[i] = UNKNOWN;
            known.waited[i] = 0;
            known.hands[i] = 0;
            known.reopened[i] = false;
            known.agent[i] = NOBODY;
        }
        return new History(zone, from, cut.isBefore(to) ? cut : to, services, groups, agents, known);
    }

    /// Tickets opened from `start` on.
    public History since(Instant start) {
        int first = Arrays.binarySearch(columns.opened, start.getEpochSecond());
        if (first < 0) first = -first - 1;
        while (first > 0 && columns.opened[first - 1] == start.getEpochSecond()) first--;
        var rows = new int[size() - first];
        for (int i = 0; i < rows.length; i++) rows[i] = first + i;
        return new History(zone, start.isAfter(from) ? start : from, to, services, groups, agents, columns.rows(rows, rows.length));
    }

    /// Collects tickets one by one, so that a log is never held as objects.
    public static final class Builder {
        private final ZoneId zone;
        private final Names services = new Names();
        private final Names groups = new Names();
        private final Names agents = new Names();
        private Columns columns = Columns.of(1024);
        private int size;
        private long last = Long.MIN_VALUE;

        private Builder(ZoneId zone) {
            this.zone = zone;
        }

        public Builder add(Ticket ticket) {
            if (size == columns.opened.length) grow();
            columns.opened[size] = ticket.opened().getEpochSecond();
            columns.answered[size] = seconds(ticket.answered());
            columns.resolved[size] = seconds(ticket.resolved());
            columns.waited[size] = ticket.waited();
            columns.service[size] = (short) services.place(ticket.service());
            columns.priority[size] = (byte) ticket.priority().ordinal();
            columns.hands[size] = (short) Math.min(ticket.hands(), Short.MAX_VALUE);
            columns.reopened[size] = ticket.reopened();
            columns.group[size] = ticket.group() == null ? NOBODY : groups.place(ticket.group());
            columns.agent[size] = ticket.agent() == null ? NOBODY : agents.place(ticket.agent());
            last = Math.max(last, Math.max(columns.opened[size], Math.max(columns.answered[size], columns.resolved[size])));
            size++;
            return this;
        }

        /// Something happened at that moment: the log reaches at least so far.
        public Builder seen(Instant at) {
            last = Math.max(last, at.getEpochSecond());
            return this;
        }

        private static long seconds(@Nullable Instant at) {
            return at == null ? UNKNOWN : at.getEpochSecond();
        }

        private void grow() {
            var larger = Columns.of(size * 2);
            for (int i = 0; i < size; i++) larger.copy(i, columns, i);
            columns = larger;
        }

        /// @throws IllegalStateException when no ticket was added
        public History build() {
            if (size == 0) throw new IllegalStateException("a history without tickets");
            var sorted = columns.rows(byOpening(), size);
            var order = services.byFrequency(sorted.service);
            var place = new short[order.size()];
            for (int i = 0; i < place.length; i++) place[services.place(order.get(i))] = (short) i;
            for (int i = 0; i < size; i++) sorted.service[i] = place[sorted.service[i]];
            return new History(zone, Instant.ofEpochSecond(sorted.opened[0]), Instant.ofEpochSecond(last), order, groups.names, agents.names, sorted);
        }

        /// Stable, and without an object for each ticket: the moment above, the row below. Openings are taken from the first one on, which
        /// leaves 33 bits (270 years of seconds) for the moment and 30 for the row.
        private int[] byOpening() {
            long first = Long.MAX_VALUE;
            for (int i = 0; i < size; i++) first = Math.min(first, columns.opened[i]);
            var keys = new long[size];
            for (int i = 0; i < size; i++) keys[i] = columns.opened[i] - first << 30 | i;
            Arrays.sort(keys);
            var rows = new int[size];
            for (int i = 0; i < size; i++) rows[i] = (int) (keys[i] & (1 << 30) - 1);
            return rows;
        }
    }

    private static final class Names {
        private final Map<String, Integer> places = new HashMap<>();
        private final List<String> names = new ArrayList<>();

        int place(String name) {
            var place = places.get(name);
            if (place != null) return place;
            if (names.size() == Short.MAX_VALUE) return names.size() - 1; // beyond any desk: the rest shares the last name
            places.put(name, names.size());
            names.add(name);
            return names.size() - 1;
        }

        List<String> byFrequency(short[] uses) {
            var counts = new long[names.size()];
            for (var use : uses) counts[use]++;
            var order = new ArrayList<>(names);
            order.sort((a, b) -> Long.compare(counts[places.get(b)], counts[places.get(a)]));
            return order;
        }
    }
}
