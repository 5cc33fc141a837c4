package demarc.core.simulation;

import static demarc.core.simulation.World.NEVER;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;

/// How many people of each group are there and busy at the present moment of a simulation. The groups of all crews are numbered through.
final class Groups {

    private final int[] firstOfCrew;
    private final int[] crew;
    private final Crew.Group[] groups;
    private final int[] there;
    private final int[] busy;
    private final long[] overtime;
    private final long[] overtimeSince;
    /// Groups that may have become able to take what waits.
    private final BitSet touched = new BitSet();

    private final long[] stepAt;
    private final int[] stepGroup;
    private final int[] stepAgents;
    private int nextStep;
    private long now = Long.MIN_VALUE;

    private record Step(long at, int group, int agents) {}

    Groups(Desk desk) {
        int crews = desk.crews().size();
        firstOfCrew = new int[crews + 1];
        for (int i = 0; i < crews; i++) firstOfCrew[i + 1] = firstOfCrew[i] + desk.crews().get(i).groups().size();
        int count = firstOfCrew[crews];
        crew = new int[count];
        groups = new Crew.Group[count];
        there = new int[count];
        busy = new int[count];
        overtime = new long[count];
        overtimeSince = new long[count];
        var steps = new ArrayList<Step>();
        for (int i = 0; i < crews; i++)
            for (int group = firstOfCrew[i]; group < firstOfCrew[i + 1]; group++) {
                crew[group] = i;
                groups[group] = desk.crews().get(i).groups().get(group - firstOfCrew[i]);
                var shift = groups[group].shift();
                for (int s = 0; s < shift.at.length; s++) steps.add(new Step(shift.at[s], group, shift.agents[s]));
            }
        steps.sort(Comparator.comparingLong(Step::at).thenComparingInt(Step::group));
        stepAt = steps.stream().mapToLong(Step::at).toArray();
        stepGroup = steps.stream().mapToInt(Step::group).toArray();
        stepAgents = steps.stream().mapToInt(Step::agents).toArray();
        step();
        touched.clear();
    }

    long now() {
        return now;
    }

    void now(long now) {
        this.now = now;
    }

    long nextStep() {
        return nextStep < stepAt.length ? stepAt[nextStep] : NEVER;
    }

    /// Shifts change as they do by now.
    void step() {
        for (; nextStep < stepAt.length && stepAt[nextStep] <= now; nextStep++) {
            int group = stepGroup[nextStep];
            countOvertime(group);
            there[group] = stepAgents[nextStep];
            overtimeSince[group] = now;
            touched.set(group);
        }
    }

    void free(int group) {
        countOvertime(group);
        busy[group]--;
        touched.set(group);
    }

    private void countOvertime(int group) {
        if (busy[group] <= there[group]) return;
        overtime[group] += (busy[group] - there[group]) * (now - overtimeSince[group]);
        overtimeSince[group] = now;
    }

    void occupy(int group) {
        busy[group]++;
    }

    boolean hasFree(int group) {
        return busy[group] < there[group];
    }

    /// The first group of this crew with somebody free for such work, or -1.
    int freeFor(int crew, int service, int priority) {
        for (int group = firstOfCrew[crew]; group < firstOfCrew[crew + 1]; group++)
            if (busy[group] < there[group] && groups[group].takes(service, priority)) return group;
        return -1;
    }

    int crew(int group) {
        return crew[group];
    }

    int crews() {
        return firstOfCrew.length - 1;
    }

    int firstOf(int crew) {
        return firstOfCrew[crew];
    }

    int endOf(int crew) {
        return firstOfCrew[crew + 1];
    }

    boolean takes(int group, int service, int priority) {
        return groups[group].takes(service, priority);
    }

    int nextTouched(int from) {
        return touched.nextSetBit(from);
    }

    void settled() {
        touched.clear();
    }

    void addOvertime(long[] byCrew) {
        for (int group = 0; group < crew.length; group++) byCrew[crew[group]] += overtime[group];
    }
}
