package demarc.core.simulation.choice;

import demarc.core.simulation.Arrangement;
import java.util.List;

/// One way to cut the work: a split for each service of the [Question], and the people on both sides.
///
/// @param people   on the internal team; 0 when it has nothing to do
/// @param agents   how many the provider's shared team is worth to this client at any time; 0 when it has nothing to do
/// @param allHours whether the provider works day and night, or office hours only
public record Plan(List<Split> splits, int people, Cover cover, int agents, boolean allHours) {

    /// People on a side, at most.
    public static final int MOST = 200;

    public Plan {
        splits = List.copyOf(splits);
        if (splits.stream().noneMatch(Split::needsPeople)) people = 0;
        if (splits.stream().noneMatch(Split::isNightsInternal)) cover = Cover.MORNING;
        if (splits.stream().noneMatch(Split::needsProvider)) {
            agents = 0;
            allHours = false;
        }
        if (people < 0 || people > MOST || agents < 0 || agents > MOST) throw new IllegalArgumentException("(%d) people and (%d) agents: from 0 to %d".formatted(people, agents, MOST));
        if (people == 0 && splits.stream().anyMatch(Split::needsPeople)) throw new IllegalArgumentException("nobody is there for what stays inside: " + splits);
        if (agents == 0 && splits.stream().anyMatch(Split::needsProvider)) throw new IllegalArgumentException("no agent is there for what the provider does: " + splits);
    }

    /// What work it leaves inside decides what it is called.
    public Arrangement arrangement() {
        if (splits.stream().noneMatch(Split::needsProvider)) return Arrangement.IN_HOUSE;
        return splits.stream().noneMatch(Split::needsPeople) ? Arrangement.FULLY_MANAGED : Arrangement.CO_MANAGED;
    }

    /// `IPHT 2c 3a`: a letter for each service, the people with their cover, the agents with their hours.
    public String code() {
        var code = new StringBuilder();
        for (var split : splits) code.append(split.letter());
        return code.append(' ').append(people).append(cover.letter()).append(' ').append(agents).append(allHours ? 'a' : 'o').toString();
    }

    @Override
    public String toString() {
        return code();
    }
}
