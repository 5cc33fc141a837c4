package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;
import static demarc.core.simulation.World.PLANNED;
import static demarc.core.simulation.World.PRIORITIES;

import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What one run of a desk comes to; each figure is reckoned when it is asked for. An answer counts for the party that gave it, a resolution for the
/// one that did the last handling; what was never done is a broken promise of whoever has it waiting.
public final class Measures {

    private static final long WEEK = Duration.ofDays(7).toMillis();

    private final World world;
    private final Promises promises;
    private final Desk desk;
    private final Outcome outcome;
    private final int parties;

    private Measures(World world, Promises promises, Desk desk, Outcome outcome) {
        this.world = world;
        this.promises = promises;
        this.desk = desk;
        this.outcome = outcome;
        this.parties = 1 + desk.crews().stream().mapToInt(Crew::party).max().orElseThrow();
    }

    public static Measures of(Promises promises, Desk desk, Outcome outcome) {
        return new Measures(outcome.world, promises, desk, outcome);
    }

    // --- promises

    /// Promises by priority and party.
    public final class Promised {
        private final long[] promised = new long[PRIORITIES * parties];
        private final long[] kept = new long[PRIORITIES * parties];

        private void add(int priority, int party, boolean inTime) {
            promised[priority * parties + party]++;
            if (inTime) kept[priority * parties + party]++;
        }

        public Kept of(int priority, int party) {
            return new Kept(promised[priority * parties + party], kept[priority * parties + party]);
        }

        public Kept of(int priority) {
            var sum = Kept.NONE;
            for (int party = 0; party < parties; party++) sum = sum.plus(of(priority, party));
            return sum;
        }

        /// Of P1 to P4.
        public Kept all() {
            var sum = Kept.NONE;
            for (int priority = 0; priority < PLANNED; priority++) sum = sum.plus(of(priority));
            return sum;
        }
    }

    public Promised answered() {
        var answered = new Promised();
        for (int i = 0; i < world.size; i++)
            if (promises.respondBy[i] != NEVER) answered.add(world.priority[i], party(outcome.crew[i]), promises.answeredInTime(i, outcome.start[i]));
        return answered;
    }

    public Promised resolved() {
        var resolved = new Promised();
        for (int i = 0; i < world.size; i++) addResolution(resolved, i);
        return resolved;
    }

    /// By the month in which they arrived.
    public SortedMap<YearMonth, Promised> resolvedByMonth(ZoneId zone) {
        var months = new TreeMap<YearMonth, Promised>();
        long until = Long.MIN_VALUE;
        var resolved = new Promised();
        for (int i = 0; i < world.size; i++) {
            if (world.at[i] >= until) {
                var month = YearMonth.from(Instant.ofEpochMilli(world.at[i]).atZone(zone));
                until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant().toEpochMilli();
                resolved = new Promised();
                months.put(month, resolved);
            }
            addResolution(resolved, i);
        }
        return months;
    }

    /// Answers and resolutions of the tickets P1 to P4 that arrive outside these hours.
    public Kept afterHours(WorkCalendar office) {
        var kept = Kept.NONE;
        for (int i = 0; i < world.size; i++) {
            if (world.priority[i] == PLANNED || office.open(Math.floorDiv(world.at[i], 1000L))) continue;
            if (promises.respondBy[i] != NEVER) kept = kept.plus(Kept.one(promises.answeredInTime(i, outcome.start[i])));
            if (promises.resolveBy[i] != NEVER) kept = kept.plus(Kept.one(promises.resolvedInTime(i, outcome.lastEnd(i))));
        }
        return kept;
    }

    private void addResolution(Promised resolved, int ticket) {
        if (promises.resolveBy[ticket] == NEVER) return;
        int crew = outcome.escalated(ticket) ? outcome.secondCrew[ticket] : outcome.crew[ticket];
        resolved.add(world.priority[ticket], party(crew), promises.resolvedInTime(ticket, outcome.lastEnd(ticket)));
    }

    private int party(int crew) {
        return desk.crews().get(crew).party();
    }

    // --- times

    /// From arrival (or the end of the first handling) to the beginning, of every handling a crew began, by crew and priority.
    public Spread[][] waits() {
        var waits = new Spread.Gathering[desk.crews().size()][PRIORITIES];
        for (var row : waits) for (int priority = 0; priority < PRIORITIES; priority++) row[priority] = new Spread.Gathering();
        for (int i = 0; i < world.size; i++) {
            if (outcome.start[i] != NEVER) waits[outcome.crew[i]][world.priority[i]].add(outcome.start[i] - world.at[i]);
            if (outcome.secondStart[i] != NEVER) waits[outcome.secondCrew[i]][world.priority[i]].add(outcome.secondStart[i] - outcome.end(i));
        }
        var spreads = new Spread[waits.length][PRIORITIES];
        for (int crew = 0; crew < waits.length; crew++) for (int priority = 0; priority < PRIORITIES; priority++) spreads[crew][priority] = waits[crew][priority].done();
        return spreads;
    }

    /// From arrival to the beginning of the first handling.
    public Spread toStart(int priority) {
        var spread = new Spread.Gathering();
        for (int i = 0; i < world.size; i++) if (world.priority[i] == priority && outcome.start[i] != NEVER) spread.add(outcome.start[i] - world.at[i]);
        return spread.done();
    }

    /// From arrival to the resolution, idle time and all.
    public Spread toResolve(int priority) {
        var spread = new Spread.Gathering();
        for (int i = 0; i < world.size; i++) {
            if (world.priority[i] != priority) continue;
            long resolved = outcome.resolved(i);
            if (resolved != NEVER) spread.add(resolved - world.at[i]);
        }
        return spread.done();
    }

    /// P1 to P4 that are open at the end of each week since the world's beginning.
    public int[] backlogByWeek() {
        var change = new int[(int) ((world.to - world.from + WEEK - 1) / WEEK) + 1];
        for (int i = 0; i < world.size; i++) {
            if (world.priority[i] == PLANNED) continue;
            long resolved = outcome.resolved(i);
            change[(int) ((world.at[i] - world.from) / WEEK)]++;
            if (resolved < world.to) change[(int) ((resolved - world.from) / WEEK)]--;
        }
        var open = new int[change.length - 1];
        for (int week = 0, sum = 0; week < open.length; week++) open[week] = sum += change[week];
        return open;
    }

    // --- work

    /// Milliseconds that each crew worked, whenever it was.
    public long[] work() {
        var work = new long[desk.crews().size()];
        for (int i = 0; i < world.size; i++) {
            if (outcome.start[i] != NEVER) work[outcome.crew[i]] += world.work[i];
            if (outcome.secondStart[i] != NEVER) work[outcome.secondCrew[i]] += world.again[i];
        }
        return work;
    }

    /// Work of each crew as a share of the time its people were there; above 1 only by overtime, or by work done after the world's end.
    public double[] use() {
        var work = work();
        var use = new double[work.length];
        for (int crew = 0; crew < use.length; crew++) use[crew] = (double) work[crew] / desk.crews().get(crew).shift().time(world.from, world.to);
        return use;
    }

    /// Share of the work that each party did.
    public double[] shareOfWork() {
        var share = new double[parties];
        double all = 0;
        var work = work();
        for (int crew = 0; crew < work.length; crew++) {
            share[party(crew)] += work[crew];
            all += work[crew];
        }
        for (int party = 0; party < parties; party++) share[party] /= all;
        return share;
    }

    public long overtime(int crew) {
        return outcome.overtime[crew];
    }

    /// Milliseconds that each crew worked outside these hours.
    public long[] workOutside(WorkCalendar office) {
        var outside = new long[desk.crews().size()];
        for (int i = 0; i < world.size; i++) {
            if (outcome.start[i] != NEVER) outside[outcome.crew[i]] += outside(office, outcome.start[i], outcome.end(i));
            if (outcome.secondStart[i] != NEVER) outside[outcome.secondCrew[i]] += outside(office, outcome.secondStart[i], outcome.secondEnd(i));
        }
        return outside;
    }

    private static long outside(WorkCalendar office, long from, long to) {
        return Math.max(0, to - from - 1000 * office.worked(from / 1000, to / 1000));
    }

    /// Tickets that nobody began.
    public int neverBegun() {
        int count = 0;
        for (int i = 0; i < world.size; i++) if (outcome.lastEnd(i) == NEVER) count++;
        return count;
    }

    /// Planned work, in tickets and in milliseconds of handling.
    ///
    /// @param done   finished before the world ended
    /// @param behind due by then and not finished
    /// @param late   finished after it was due, or not at all
    public record Planned(int tickets, long work, long done, long behind, long late) {}

    public Planned planned() {
        int tickets = 0;
        long all = 0;
        long done = 0;
        long behind = 0;
        long late = 0;
        for (int i = 0; i < world.size; i++) {
            if (world.priority[i] != PLANNED) continue;
            long work = world.work[i] + (outcome.escalated(i) ? world.again[i] : 0);
            long end = outcome.lastEnd(i);
            tickets++;
            all += work;
            if (end < world.to) done += work;
            else if (promises.resolveBy[i] < world.to) behind += work;
            if (!promises.resolvedInTime(i, end)) late += work;
        }
        return new Planned(tickets, all, done, behind, late);
    }

    /// Hours of planned work that are overdue at the end of each week since the world's beginning, in milliseconds.
    public List<Long> behindByWeek() {
        var change = new long[(int) ((world.to - world.from + WEEK - 1) / WEEK) + 1];
        for (int i = 0; i < world.size; i++) {
            long due = promises.resolveBy[i];
            long end = outcome.lastEnd(i);
            if (world.priority[i] != PLANNED || due >= world.to || end <= due) continue;
            long work = world.work[i] + (outcome.escalated(i) ? world.again[i] : 0);
            change[(int) ((due - world.from) / WEEK)] += work;
            if (end < world.to) change[(int) ((end - world.from) / WEEK)] -= work;
        }
        var behind = new ArrayList<Long>();
        long sum = 0;
        for (int week = 0; week < change.length - 1; week++) behind.add(sum += change[week]);
        return behind;
    }
}
