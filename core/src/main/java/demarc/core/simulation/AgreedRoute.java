package demarc.core.simulation;

import static demarc.core.worktime.Week.SLOTS;

import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
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
    private final int services;
    private final List<WorkCalendar> calendars = new ArrayList<>();

    AgreedRoute(InForce agreement, List<String> activities, List<Crew> crews) {
        this.agreement = agreement;
        for (var crew : crews) this.crews.put(crew.name(), this.crews.size());
        this.crewCount = crews.size();
        this.services = activities.size();
        var columns = columns(activities);
        first = new byte[columns.size() * services * REAL_PRIORITIES];
        next = new byte[first.length * crewCount];
        int row = 0;
        for (var column : columns)
            for (var assignment : column) {
                first[row] = (byte) crew(assignment.responsible());
                for (int from = 0; from < crewCount; from++) next[row * crewCount + from] = (byte) after(from, assignment);
                row++;
            }
    }

    /// The answers of each phase; fills `phaseOfSlot` and `calendars`.
    private List<List<Assignment>> columns(List<String> activities) {
        var ids = new IdentityHashMap<Assignment, Integer>();
        var phases = new HashMap<List<Integer>, Integer>();
        var columns = new ArrayList<List<Assignment>>();
        int[] indexes = activities.stream().mapToInt(agreement::index).toArray();
        for (int slot = 0; slot < SLOTS; slot++) {
            var column = new ArrayList<Assignment>();
            var key = new ArrayList<Integer>();
            for (int service = 0; service < services; service++)
                for (int priority = 0; priority < REAL_PRIORITIES; priority++) {
                    var assignment = agreement.atSlot(indexes[service], priority, 0, slot);
                    if (assignment == null)
                        throw new IllegalArgumentException("no rule of (%s) matches P%d at all hours. Check the agreement first.".formatted(activities.get(service), priority + 1));
                    column.add(assignment);
                    key.add(ids.computeIfAbsent(assignment, _ -> ids.size()));
                }
            var phase = phases.get(key);
            if (phase == null) {
                phase = phases.size();
                phases.put(key, phase);
                columns.add(column);
            }
            phaseOfSlot[slot] = phase.shortValue();
        }
        for (short phase = 0; phase < columns.size(); phase++) calendars.add(agreement.calendar(minutes(phase)));
        return columns;
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

    @Override
    public String toString() {
        return "route of %s over %s".formatted(agreement.agreement().key(), Arrays.asList(crews.keySet().toArray()));
    }
}
