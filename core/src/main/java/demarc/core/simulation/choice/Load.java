package demarc.core.simulation.choice;

import static demarc.core.simulation.World.PLANNED;

import demarc.core.simulation.Streams;
import demarc.core.simulation.Streams.Source;
import demarc.core.simulation.Promises;
import demarc.core.simulation.Sheet;
import demarc.core.simulation.Shift;
import demarc.core.simulation.World;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.util.Arrays;

/// One replication's tickets and all that does not depend on the plan: promises, who is away when, how much work each service brings, and what
/// would be kept if nobody ever had to wait for a colleague.
///
/// Lanes know nothing of priorities. So that P1 and P2 can wake somebody at night, each service stands twice in [#world]: `2 s` for what waits
/// until the morning, `2 s + 1` for what has a promise that runs at night.
final class Load {

    /// After the last arrival there is still somebody for this long.
    private static final Duration AFTER = Duration.ofDays(60);
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final double HOUR = 3_600_000;

    final World world;
    final Promises promises;
    final Sheet sheet;
    final long until;
    final int weeks;
    /// Answers and resolutions that were promised to P1 to P4.
    final long promised;
    /// Hours of work by service: first handlings in office hours and outside them, urgent or not, and second handlings after either.
    final double[][] hours;
    /// Of which planned.
    final double[][] planned;
    /// The same by week, summed as the internal team would get them: `[service][part][week]`.
    final float[][][] byWeek;
    /// Squares of the handlings' hours, by service and part: how uneven the work is.
    final double[][] squares;
    /// Promises that would be kept without waiting for a colleague, by service and case (see [#kept]).
    final long[][] kept;
    final double[] officeHoursByWeek;
    final long plannedWork;
    private final Shift[] teams;
    private final Shift night;
    private final Shift[] always;
    private final Shift[] byDay;

    /// Parts of a service's work.
    static final int DAY = 0;
    static final int NIGHT = 1;
    static final int NIGHT_URGENT = 2;
    static final int AGAIN_DAY = 3;
    static final int AGAIN_NIGHT = 4;
    static final int AGAIN_NIGHT_URGENT = 5;
    static final int PARTS = 6;

    /// @param bounds whether what could be kept at best is wanted, too
    Load(Question question, Ground ground, World drawn, Worlds worlds, Streams streams, int replication, boolean bounds) {
        int services = question.services().size();
        world = doubled(ground, drawn, services);
        promises = Promises.of(world, ground.promised(worlds));
        sheet = new Sheet(promises, ground.office());
        until = world.to() + AFTER.toMillis();
        weeks = (int) Math.max(1, (world.to() - world.from()) / WEEK);
        hours = new double[services][PARTS];
        planned = new double[services][PARTS];
        squares = new double[services][PARTS];
        byWeek = new float[services][PARTS][weeks];
        kept = new long[services][CASES];
        promised = count(ground, bounds);
        officeHoursByWeek = new double[weeks];
        for (int week = 0; week < weeks; week++) officeHoursByWeek[week] = worked(ground.office(), world.from() + week * WEEK, world.from() + (week + 1) * WEEK) / HOUR;
        long planned = 0;
        for (int i = 0; i < world.size(); i++) if (world.priority(i) == PLANNED) planned += world.work(i);
        plannedWork = planned;
        teams = teams(question, ground, streams, replication);
        night = Shift.of(ground.nights(), 1, world.from(), until);
        int agents = Math.max(question.agents().most(), question.today() == null ? 0 : question.today().agents());
        always = new Shift[agents + 1];
        byDay = new Shift[agents + 1];
        for (int i = 0; i <= agents; i++) {
            always[i] = Shift.of(ground.always(), i, world.from(), until);
            byDay[i] = Shift.of(ground.office(), i, world.from(), until);
        }
    }

    private static World doubled(Ground ground, World drawn, int services) {
        if (drawn.services() > services) throw new IllegalArgumentException("the world has (%d) services, the question (%d)".formatted(drawn.services(), services));
        var draft = World.between(drawn.from(), drawn.to());
        for (int i = 0; i < drawn.size(); i++) {
            int service = drawn.service(i);
            int priority = drawn.priority(i);
            draft.add(drawn.at(i), 2 * service + (ground.isUrgent(service, priority) ? 1 : 0), priority, drawn.work(i), drawn.again(i), drawn.idle(i), drawn.paused(i));
        }
        return draft.drawn();
    }

    private static long worked(WorkCalendar hours, long from, long to) {
        return hours.worked(Math.floorDiv(from, 1000L), Math.floorDiv(to, 1000L)) * 1000;
    }

    /// Everybody holds office hours and is away now and then: weeks of leave, days of illness, drawn for each person apart, so that one more person
    /// changes nothing for the others.
    private static Shift[] teams(Question question, Ground ground, Streams streams, int replication, long from, long until) {
        int most = Math.max(question.people().most(), question.today() == null ? 0 : question.today().people());
        var random = streams.of(Source.ABSENCE, replication);
        var office = Shift.of(ground.office(), 1, from, until);
        var teams = new Shift[most + 1];
        teams[0] = Shift.of(ground.office(), 0, from, until);
        long day = Duration.ofDays(1).toMillis();
        int days = (int) ((until - from + day - 1) / day);
        for (int person = 1; person <= most; person++) {
            var away = new boolean[days + 1];
            for (int week = 0; week <= days / 7; week++) {
                boolean leave = random.nextDouble() < question.absence().value() * 2 / 3;
                for (int i = 0; i < 7; i++) {
                    boolean ill = random.nextDouble() < question.absence().value() / 3;
                    if (7 * week + i < days) away[7 * week + i] = leave || ill;
                }
            }
            var at = new long[days + 1];
            var gone = new int[days + 1];
            int size = 0;
            for (int i = 0; i <= days; i++)
                if (i == 0 || away[i] != away[i - 1]) {
                    at[size] = from + i * day;
                    gone[size++] = away[i] ? 1 : 0;
                }
            teams[person] = teams[person - 1].plus(office.minus(Shift.steps(Arrays.copyOf(at, size), Arrays.copyOf(gone, size))));
        }
        return teams;
    }

    private Shift[] teams(Question question, Ground ground, Streams streams, int replication) {
        return teams(question, ground, streams, replication, world.from(), until);
    }

    Shift team(int people) {
        return teams[people];
    }

    /// One person outside office hours.
    Shift night() {
        return night;
    }

    Shift agents(int agents, boolean allHours) {
        return (allHours ? always : byDay)[agents];
    }

    // --- what could be kept at best

    /// The ways in which a service's tickets can be begun at the earliest: the team's, in the morning at the latest or at night, too; the provider's, day and
    /// night or by day; by hours; by tier. Answers and resolutions that lie with the team and those that lie with the provider are told apart.
    static final int CASES = 2 * 3 * 4 * 2;

    /// @param side 0 what lies with the internal team, 1 with the provider
    static int caseOf(int split, int cover, boolean allHours, int side) {
        return ((split * 3 + cover) * 2 + (allHours ? 1 : 0)) * 2 + side;
    }

    private long count(Ground ground, boolean bounds) {
        long all = 0;
        for (int i = 0; i < world.size(); i++) {
            int service = world.service(i) / 2;
            boolean urgent = world.service(i) % 2 == 1;
            boolean inside = ground.office().open(Math.floorDiv(world.at(i), 1000L));
            int part = inside ? DAY : urgent ? NIGHT_URGENT : NIGHT;
            int week = (int) Math.min(weeks - 1, (world.at(i) - world.from()) / WEEK);
            double first = world.work(i) / HOUR;
            double second = world.again(i) / HOUR;
            hours[service][part] += first;
            hours[service][part + 3] += second;
            squares[service][part] += first * first;
            squares[service][part + 3] += second * second;
            byWeek[service][part][week] += (float) first;
            byWeek[service][part + 3][week] += (float) second;
            if (world.priority(i) == PLANNED) {
                planned[service][part] += first;
                planned[service][part + 3] += second;
                continue;
            }
            all += 2;
            if (!bounds) continue;
            for (var split : Split.values())
                for (var cover : Cover.values())
                    for (int allHours = 0; allHours < 2; allHours++) atBest(ground, i, service, urgent, inside, split, cover, allHours == 1);
        }
        return all;
    }

    private void atBest(Ground ground, int ticket, int service, boolean urgent, boolean inside, Split split, Cover cover, boolean allHours) {
        boolean providers = split == Split.PROVIDER || split == Split.BY_HOURS && !inside;
        boolean atNight = cover == Cover.SEAT || cover == Cover.ON_CALL && urgent;
        long at = world.at(ticket);
        boolean begunAtOnce = providers ? inside || allHours : inside || atNight;
        long start = begunAtOnce ? at : opening(ground, at);
        int code = caseOf(split.ordinal(), cover.ordinal(), allHours, 0);
        if (start <= promises.respondBy(ticket)) kept[service][code + (providers ? 1 : 0)]++;
        long end = start + world.work(ticket);
        boolean passed = false;
        if (world.again(ticket) > 0) {
            passed = split == Split.BY_TIER && (allHours || !urgent && (inside || !atNight));
            // Work that moves at the edge of hours before it is begun is passed on at once where it lands.
            boolean there = ground.office().open(Math.floorDiv(end, 1000L)) || (passed || providers || split == Split.BY_HOURS ? allHours : atNight);
            end = (there ? end : opening(ground, end)) + world.again(ticket);
        }
        if (end + world.idle(ticket) - world.paused(ticket) <= promises.resolveBy(ticket)) kept[service][code + (providers || passed ? 1 : 0)]++;
    }

    private static long opening(Ground ground, long at) {
        long opening = ground.office().nextOpen(Math.floorDiv(at, 1000L));
        return opening == WorkCalendar.NEVER ? World.NEVER / 2 : Math.max(at, opening * 1000);
    }
}
