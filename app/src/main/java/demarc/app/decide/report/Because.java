package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Figure.Unit;
import demarc.core.simulation.choice.Leaning;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why, in plain words with numbers.
final class Because {

    private final Setting setting;
    private final Whys whys;
    private final Unit money;

    Because(Setting setting, Whys whys, Unit money) {
        this.setting = setting;
        this.whys = whys;
        this.money = money;
    }

    List<Sentence> of(Alternative mine, @Nullable Alternative today, List<Alternative> all, boolean stay, Leaning leaning) {
        var said = new ArrayList<Sentence>();
        var office = WeeklyHours.parse(setting.question().terms().office());
        var load = setting.load(office);
        double outside = outside(load, office);
        var outsideFigure = Figure.of(outside, Unit.SHARE, whys.model("hours of work that come outside %s ÷ all hours of work".formatted(setting.question().terms().office())));
        var weekly = Figure.of(setting.weekly(), Unit.HOURS, whys.model("tickets of a week × work on each, first and second line, + planned work; see “What is assumed”"));
        said.add(Sentence.of("The work comes to {} a week, {} of it outside office hours.", weekly, outsideFigure));
        if (today != null && !stay) {
            change(said, today, mine, Measure.OVERLOAD, "Weeks with more work than hours go from {} to {}.");
            change(said, today, mine, Measure.AFTER_HOURS, "Of the promises for tickets that come outside office hours, {} are kept today and {} then.");
            change(said, today, mine, Measure.PLANNED_OVERDUE, "Planned work (updates, restore tests, documents) that is overdue at a usual week's end goes from {} to {}.");
            change(said, today, mine, Measure.BACKLOG, "A usual week ends with {} open today, and with {} then.");
        }
        if (today != null && stay)
            said.add(Sentence.of("Today keeps {} of the promises, with more work than hours in {} of the weeks.", today.of(Measure.PROMISES), today.of(Measure.OVERLOAD)));
        said.add(Sentence.of("{} of the work and {} of the decisions stay inside.", mine.of(Measure.WORK_INSIDE), mine.of(Measure.DECISIONS_INSIDE)));
        all.stream().filter(each -> each != mine && each.role() == Role.OTHER).limit(3).forEach(each -> said.add(rival(mine, each)));
        leaning.ruledOut().forEach((arrangement, why) -> said.add(plain("%s is ruled out by the answers: %s".formatted(arrangement.title(), why))));
        var mark = leaning.marked().get(mine.model());
        if (mark != null) said.add(plain("Mind: " + mark));
        return List.copyOf(said);
    }

    private static Sentence plain(String text) {
        return new Sentence(List.of(new Sentence.Words(text)));
    }

    private static void change(List<Sentence> said, Alternative today, Alternative mine, Measure measure, String text) {
        if (!today.measures().containsKey(measure) || !mine.measures().containsKey(measure)) return;
        var before = today.of(measure);
        var then = mine.of(measure);
        if (!before.words().equals(then.words())) said.add(Sentence.of(text, before, then));
    }

    private Sentence rival(Alternative mine, Alternative other) {
        double more = other.of(Measure.COST).value() - mine.of(Measure.COST).value();
        var cost = Figure.of(Math.abs(more), money, whys.difference("its cost − the recommended one's", List.of(other.title() + ": " + other.of(Measure.COST).words(), mine.title() + ": " + mine.of(Measure.COST).words())));
        return Sentence.of("%s would cost {} %s a year and keep {} of the promises, with {} of the work inside.".formatted(other.title(), more >= 0 ? "more" : "less"), cost, other.of(Measure.PROMISES), other.of(Measure.WORK_INSIDE));
    }

    /// Share of the work of seven ordinary days.
    static double outside(double[][] load, WeeklyHours office) {
        double all = 0;
        double outside = 0;
        for (int day = 0; day < 7; day++)
            for (int hour = 0; hour < 24; hour++) {
                all += load[day][hour];
                if (!office.openAt(day * 1440 + hour * 60)) outside += load[day][hour];
            }
        return all == 0 ? 0 : outside / all;
    }
}
