package demarc.core.simulation.choice;

import static demarc.core.simulation.World.PLANNED;

import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.simulation.Crew;
import demarc.core.simulation.Desk;
import demarc.core.simulation.Engine;
import demarc.core.simulation.Kept;
import demarc.core.simulation.Measures;
import demarc.core.simulation.Route;
import demarc.core.simulation.Shift;
import demarc.core.simulation.Streams;
import demarc.core.worktime.WorkCalendar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Runs plans as they would be run: each becomes an agreement, the agreement is compiled, and its own lookup routes the tickets. All plans meet the same years.
public final class Rerun {

    private static final double HOUR = 3_600_000;

    private final Question question;
    private final Ground ground;
    private final Pricing pricing;
    private final List<Load> loads = new ArrayList<>();

    public Rerun(Question question, Worlds worlds, long seed, int years) {
        this.question = question;
        ground = new Ground(question);
        pricing = new Pricing(question);
        for (int year = 0; year < years; year++) loads.add(new Load(question, ground, worlds.draw(year), worlds, Streams.of(seed), year, false));
    }

    /// The plan's agreement, ready for the checker and for signing.
    public String agreement(Plan plan) {
        return AgreementText.of(question, ground, pricing, plan);
    }

    /// The shipped template that its agreement extends.
    public String template(Plan plan) {
        return AgreementText.nearest(question, ground, plan);
    }

    /// In which services it differs from that template, in words.
    public List<String> differences(Plan plan) {
        return AgreementText.differences(question, ground, plan);
    }

    public Lived run(Plan plan) {
        var text = agreement(plan);
        var agreement = Compilation.of("draft.yaml", text).inForce();
        var activities = question.services().stream().flatMap(each -> Collections.nCopies(2, each.activity()).stream()).toList();
        int years = loads.size();
        var promises = new double[years];
        var answered = new Kept[PLANNED];
        var resolved = new Kept[PLANNED];
        Arrays.fill(answered, new Kept(0, 0));
        Arrays.fill(resolved, new Kept(0, 0));
        var starts = new double[PLANNED];
        var ends = new double[PLANNED];
        var counts = new double[PLANNED];
        var afterHours = new Kept(0, 0);
        double nightsInside = 0;
        double nightsOutside = 0;
        double backlog = 0;
        double most = 0;
        double behind = 0;
        double overtime = 0;
        var worked = new double[Trials.CREWS];
        var there = new double[Trials.CREWS];
        for (int year = 0; year < years; year++) {
            var load = loads.get(year);
            var crews = List.of(Crew.of("team", 0, load.team(plan.people())), Crew.of("nights", 0, load.night()), Crew.of("provider", 1, load.agents(plan.agents(), plan.allHours())));
            var desk = new Desk(crews, new Pooled(agreement, activities, ground.office()), agreement.agreement().boundary());
            var measures = Measures.of(load.promises, desk, Engine.run(load.world, desk));
            var answers = measures.answered();
            var resolutions = measures.resolved();
            for (int priority = 0; priority < PLANNED; priority++) {
                answered[priority] = answered[priority].plus(answers.of(priority));
                resolved[priority] = resolved[priority].plus(resolutions.of(priority));
                var start = measures.toStart(priority);
                var end = measures.toResolve(priority);
                if (start.count() > 0) starts[priority] += start.mean() * start.count() / HOUR;
                if (end.count() > 0) ends[priority] += end.mean() * end.count() / HOUR;
                counts[priority] += start.count();
            }
            long kept = answers.all().kept() + resolutions.all().kept();
            afterHours = afterHours.plus(measures.afterHours(ground.office()));
            promises[year] = load.promised == 0 ? 1 : (double) kept / load.promised;
            double length = (load.world.to() - load.world.from()) / 31_557_600_000.0;
            var outside = measures.workOutside(ground.office());
            nightsInside += (outside[Trials.TEAM] + outside[Trials.NIGHTS]) / HOUR / length;
            nightsOutside += outside[Trials.PROVIDER] / HOUR / length;
            var open = measures.backlogByWeek();
            backlog += Arrays.stream(open).average().orElse(0);
            most = Math.max(most, Arrays.stream(open).max().orElse(0));
            behind += measures.behindByWeek().stream().mapToLong(Long::longValue).average().orElse(0) / HOUR;
            overtime += measures.overtime(Trials.TEAM) / HOUR / length;
            var work = measures.work();
            for (int crew = 0; crew < Trials.CREWS; crew++) {
                worked[crew] += work[crew];
                there[crew] += crews.get(crew).shift().time(load.world.from(), load.world.to());
            }
        }
        var use = new double[Trials.CREWS];
        double all = 0;
        for (int crew = 0; crew < Trials.CREWS; crew++) {
            use[crew] = there[crew] == 0 ? Double.NaN : worked[crew] / there[crew];
            all += worked[crew];
        }
        for (int priority = 0; priority < PLANNED; priority++) {
            starts[priority] /= counts[priority];
            ends[priority] /= counts[priority];
        }
        return new Lived(plan, text, promises, afterHours, answered, resolved, starts, ends, nightsInside / years, nightsOutside / years, backlog / years, most, behind / years, overtime / years, use,
                all == 0 ? 0 : (worked[Trials.TEAM] + worked[Trials.NIGHTS]) / all);
    }

    /// An agreement's route over three crews: its provider's teams are one pool, and whoever is on call sits in the team by day.
    private static final class Pooled implements Route {

        private final Route agreed;
        private final int[] crewOf;
        private final int[] teamOf = {-1, -1, -1};
        private final WorkCalendar office;

        Pooled(InForce agreement, List<String> activities, WorkCalendar office) {
            this.office = office;
            var teams = List.copyOf(agreement.agreement().teams().values());
            crewOf = new int[teams.size()];
            var crews = new ArrayList<Crew>();
            for (int i = 0; i < crewOf.length; i++) {
                var team = teams.get(i);
                crewOf[i] = switch (Ground.role(team)) {
                    case TEAM -> Trials.TEAM;
                    case NIGHTS -> Trials.NIGHTS;
                    case PROVIDER -> Trials.PROVIDER;
                };
                if (teamOf[crewOf[i]] < 0) teamOf[crewOf[i]] = i;
                crews.add(Crew.of(team.key(), team.party().isClient() ? 0 : 1, Shift.always(1)));
            }
            agreed = Route.of(agreement, activities, crews);
        }

        private int crew(int team, long at) {
            int crew = crewOf[team];
            return crew == Trials.NIGHTS && office.open(Math.floorDiv(at, 1000L)) ? Trials.TEAM : crew;
        }

        @Override
        public int first(int service, int priority, long at) {
            return crew(agreed.first(service, priority, at), at);
        }

        @Override
        public int next(int crew, int service, int priority, long at) {
            return teamOf[crew] < 0 ? crew : crew(agreed.next(teamOf[crew], service, priority, at), at);
        }

        @Override
        public long nextChange(long after) {
            long change = office.nextChange(Math.floorDiv(after, 1000L));
            return Math.min(agreed.nextChange(after), change == WorkCalendar.NEVER ? Long.MAX_VALUE : change * 1000);
        }
    }
}
