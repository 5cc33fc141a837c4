package demarc.core.simulation;

import static demarc.core.worktime.Week.SLOTS;

import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Target;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Every answer of the agreement's lookup, once: it gives the same [Assignment] for all cases that one rule decides, and a rule needs one look
/// at its teams. Minutes of the week with the same answers throughout are one *phase*; the route changes where one phase gives way to another.
final class AgreedRoute implements Route {

    private static final int REAL_PRIORITIES = Priority.values().length;

    private final InForce agreement;
    private final Map<String, Integer> crews = new HashMap<>();
    private final int crewCount;
    private final short[] phaseOfSlot = new short[SLOTS];
    /// By phase, service and priority.
    private final byte[] first;
    /// By phase, service, priority and the crew that had it.
    private final byte[] next;
    /// By phase, service and priority.
    private final Step[][] steps;
    private final int services;
    private final List<WorkCalendar> calendars = new ArrayList<>();

    /// @param to [Route#NOBODY] for a person, who is told and gets no work
    private record Step(Target after, WorkCalendar clock, int to) {}

    AgreedRoute(InForce agreement, List<String> activities, List<Crew> crews) {
        this.agreement = agreement;
        for (var crew : crews) this.crews.put(crew.name(), this.crews.size());
        this.crewCount = crews.size();
        this.services = activities.size();
        var columns = columns(activities);
        first = new byte[columns.size() * services * REAL_PRIORITIES];
        next = new byte[first.length * crewCount];
        steps = new Step[first.length][];
        int row = 0;
        for (var column : columns)
            for (var assignment : column) {
                first[row] = (byte) crew(assignment.responsible());
                for (int from = 0; from < crewCount; from++) next[row * crewCount + from] = (byte) after(from, assignment);
                var clock = agreement.calendar(assignment.level().clock());
                steps[row] = assignment.escalation().stream().map(step -> new Step(step.after(), clock, step.to() instanceof Team team ? crew(team) : NOBODY)).toArray(Step[]::new);
                row++;
            }
    }

    /// The answers of each phase; fills `phaseOfSlot` and `calendars`.
    private List<List<Assignment>> columns(List<String> activities) {
        var phases = new HashMap<List<Integer>, Short>();
        var ids = new IdentityHashMap<Assignment, Integer>();
        var columns = new ArrayList<List<Assignment>>();
        int[] indexes = activities.stream().mapToInt(agreement::index).toArray();
        var last = new Assignment[0];
        for (int slot = 0; slot < SLOTS; slot++) {
            var column = column(indexes, slot);
            boolean same = slot > 0;
            for (int i = 0; same && i < column.length; i++) same = column[i] == last[i];
            if (same) {
                phaseOfSlot[slot] = phaseOfSlot[slot - 1];
                continue;
            }
            last = column;
            var key = Arrays.stream(column).map(assignment -> ids.computeIfAbsent(assignment, _ -> ids.size())).toList();
            phaseOfSlot[slot] = phases.computeIfAbsent(key, _ -> {
                columns.add(List.of(column));
                return (short) (columns.size() - 1);
            });
        }
        for (short phase = 0; phase < columns.size(); phase++) calendars.add(agreement.calendar(minutes(phase)));
        return columns;
    }

    private Assignment[] column(int[] activities, int slot) {
        var column = new Assignment[activities.length * REAL_PRIORITIES];
        for (int i = 0; i < column.length; i++) {
            var assignment = agreement.atSlot(activities[i / REAL_PRIORITIES], i % REAL_PRIORITIES, 0, slot);
            if (assignment == null)
                throw new IllegalArgumentException("no rule matches all cases of (%s) at P%d. Check the agreement first.".formatted(agreement.activities().get(activities[i / REAL_PRIORITIES]).key(), i % REAL_PRIORITIES + 1));
            column[i] = assignment;
        }
        return column;
    }

    private WeeklyHours minutes(short phase) {
        var hours = WeeklyHours.NEVER;
        for (int from = 0; from < SLOTS; ) {
            int to = from + 1;
            while (to < SLOTS && phaseOfSlot[to] == phaseOfSlot[from]) to++;
            if (phaseOfSlot[from] == phase) hours = hours.or(WeeklyHours.of(from, to));
            from = to;
        }
        return hours;
    }

    private int crew(Team team) {
        var crew = crews.get(team.key());
        if (crew == null) throw new IllegalArgumentException("team (%s) of agreement (%s) has no crew among %s".formatted(team.key(), agreement.agreement().key(), crews.keySet()));
        return crew;
    }

    private int after(int from, Assignment assignment) {
        return assignment.escalation().stream().map(Escalation::to).filter(Team.class::isInstance).map(to -> crew((Team) to)).filter(to -> to != from).findFirst().orElse(from);
    }

    @Override
    public int first(int service, int priority, long at) {
        return first[row(service, priority, at)];
    }

    @Override
    public int next(int crew, int service, int priority, long at) {
        return next[row(service, priority, at) * crewCount + crew];
    }

    @Override
    public boolean escalates() {
        return Arrays.stream(steps).anyMatch(each -> each.length > 0);
    }

    @Override
    public long escalationAt(int service, int priority, long since, int step) {
        var all = steps[row(service, priority, since)];
        return priority == World.PLANNED || step >= all.length ? World.NEVER : 1000 * all[step].after.due(all[step].clock, Math.floorDiv(since, 1000L));
    }

    @Override
    public int escalationTo(int service, int priority, long since, int step) {
        return steps[row(service, priority, since)][step].to;
    }

    /// Planned work is routed as P4 is.
    private int row(int service, int priority, long at) {
        return (phase(at) * services + service) * REAL_PRIORITIES + Math.min(priority, REAL_PRIORITIES - 1);
    }

    private int phase(long at) {
        return phaseOfSlot[agreement.week().slot(Math.floorDiv(at, 1000L))];
    }

    @Override
    public long nextChange(long after) {
        if (calendars.size() == 1) return World.NEVER;
        long change = calendars.get(phase(after)).nextChange(Math.floorDiv(after, 1000L));
        return change == WorkCalendar.NEVER ? World.NEVER : change * 1000;
    }
}
