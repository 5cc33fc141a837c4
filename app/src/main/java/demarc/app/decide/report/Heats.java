package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Heat;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Figure.Unit;
import demarc.core.simulation.choice.Cover;
import demarc.core.simulation.choice.Plan;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The week of the work against the week of the people: today and as recommended.
final class Heats {

    private final Setting setting;
    private final Whys whys;

    Heats(Setting setting, Whys whys) {
        this.setting = setting;
        this.whys = whys;
    }

    Heat of(List<Alternative> alternatives, Collection<Plan> plans) {
        var office = WeeklyHours.parse(setting.question().terms().office());
        var load = setting.load(office);
        var covers = new ArrayList<Heat.Cover>();
        for (var each : alternatives)
            if (each.role() != Role.OTHER) covers.add(new Heat.Cover(each.title(), there(plans.stream().filter(plan -> plan.code().equals(each.code())).findFirst().orElseThrow(), office, load.length)));
        double busiest = 0;
        for (var day : load) for (double hour : day) busiest = Math.max(busiest, hour);
        return new Heat(load, covers, Figure.of(busiest, Unit.HOURS, whys.model("hours of work of the tickets that come in the busiest hour of the week, on average, with planned work spread over office hours")),
                Figure.of(Because.outside(load, office), Unit.SHARE, whys.model("hours of work that come outside %s ÷ all hours of work".formatted(setting.question().terms().office()))));
    }

    /// People on duty, less those who are away.
    private double[][] there(Plan plan, WeeklyHours office, int days) {
        var there = new double[days][24];
        double present = 1 - setting.question().absence().value();
        for (int day = 0; day < days; day++)
            for (int hour = 0; hour < 24; hour++) {
                boolean open = office.openAt(Week.slot(day, hour * 60));
                there[day][hour] = (open ? plan.people() * present : plan.cover() == Cover.MORNING ? 0 : 1) + (plan.allHours() || open ? plan.agents() : 0);
            }
        return there;
    }
}
