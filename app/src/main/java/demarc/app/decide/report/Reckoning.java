package demarc.app.decide.report;

import demarc.app.decide.questionnaire.Contradiction;
import demarc.app.decide.questionnaire.Engagement;
import demarc.app.decide.questionnaire.Questionnaire;
import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Answer.Spot;
import demarc.app.decide.report.Figure.Unit;
import demarc.core.simulation.choice.Contract;
import demarc.core.simulation.choice.Epsilon;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.choice.Frontier;
import demarc.core.simulation.choice.Leaning;
import demarc.core.simulation.choice.Lived;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Point;
import demarc.core.simulation.choice.Preference;
import demarc.core.simulation.choice.Recommendation;
import demarc.core.simulation.choice.Rerun;
import demarc.core.simulation.choice.Search;
import demarc.core.simulation.choice.Search.Settings;
import demarc.core.simulation.choice.Split;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Does the work behind an [Answer]: fits, searches, plays the shown plans through, and writes down where each figure comes from.
public final class Reckoning {

    /// The answer, and the agreements that its plans come to, by the code of the plan.
    public record Result(Answer answer, Map<String, String> agreements) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final int YEARS = 4;
    /// Fewer leave the intervals of rivals on top of each other, and what leads by chance may be recommended.
    private static final int QUICK_YEARS = 4;

    private final Matter matter;
    private final Watch watch;
    private final Setting setting;
    private final Preference preference;
    private final Unit money;
    private final Whys whys;
    private final Contract.Writer writer;

    private Reckoning(Matter matter, Watch watch) {
        this.matter = matter;
        this.watch = watch;
        tell("learning from the history", 0.04, null);
        setting = Setting.of(matter);
        preference = preference();
        money = Unit.money(setting.costs().currency());
        whys = new Whys(setting, matter.seed());
        writer = new Contract.Writer(setting.question());
    }

    /// @throws TooLittle       when the history does not carry it
    /// @throws Watch.CalledOff when the watcher said so
    public static Result of(Matter matter, Watch watch) {
        return new Reckoning(matter, watch).result();
    }

    private void tell(String what, double share, @Nullable String best) {
        if (!watch.goOn(what, share, best)) throw new Watch.CalledOff();
    }

    private Preference preference() {
        if (matter.written() == null) return Preference.USUAL;
        int wish = matter.written().answers().to(Questionnaire.get().question("Q14"));
        return wish == 0 ? Preference.USUAL : Preference.USUAL.withControl((wish - 1) / 2.0);
    }

    private Result result() {
        var question = setting.question();
        var usual = Settings.USUAL;
        var frontier = Search.run(question, setting.worlds(), matter.seed(), new Settings(matter.quick() ? QUICK_YEARS : usual.years(), matter.quick() ? usual.budget() / 20 : usual.budget(), usual.threads(), Epsilon.USUAL, preference), (share, best) -> {
            tell("trying plans", 0.05 + 0.75 * share, best.isEmpty() ? null : soFar(best));
            return true;
        });
        tell("playing the best through", 0.82, null);
        var rerun = new Rerun(question, setting.worlds(), matter.seed(), YEARS);
        var recommendation = Recommendation.of(question, frontier, preference, leaning(), rerun::template);
        var chosen = recommendation.point();
        var shown = shown(frontier, chosen);
        var plans = shown.values().stream().map(Point::plan).distinct().toList();
        var played = plans.stream().map(rerun::run).toList();
        var contracts = new LinkedHashMap<Plan, Contract>();
        for (var plan : plans) contracts.put(plan, writer.of(plan));
        var alternatives = new ArrayList<Alternative>();
        shown.forEach((title, point) -> alternatives.add(alternative(title, point, point.equals(chosen), played.get(plans.indexOf(point.plan())), contracts.get(point.plan()), frontier)));
        var plansFirst = Stream.concat(Stream.of(chosen.plan()), plans.stream().filter(plan -> !plan.equals(chosen.plan()))).toList();
        var ahead = new Ahead(setting, whys, money, preference, matter.seed());
        tell("looking ahead", 0.87, null);
        var look = ahead.lookAhead(plansFirst, alternatives);
        tell("moving one assumption at a time", 0.92, null);
        var sensitivity = ahead.sensitivity(chosen, plansFirst, alternatives);
        tell("writing it down", 0.96, null);
        var answer = answer(frontier, recommendation, alternatives, contracts, look, sensitivity);
        var agreements = new LinkedHashMap<String, String>();
        for (var point : frontier.points()) agreements.put(point.plan().code(), writer.of(point.plan()).text());
        contracts.forEach((plan, contract) -> agreements.put(plan.code(), contract.text()));
        return new Result(answer, agreements);
    }

    private String soFar(List<Point> best) {
        var least = best.stream().min((a, b) -> Double.compare(score(a), score(b))).orElseThrow();
        return "%s: %s, %s of promises kept".formatted(Titles.people(least.plan()), Figure.of(amount(least), money, Whys.NONE).words(), Figure.of(least.objectives().promises(), Unit.SHARE, Whys.NONE).words());
    }

    private double score(Point point) {
        var today = setting.question().today();
        return preference.score(point.objectives(), today == null ? point.objectives().cost() : reference());
    }

    private double reference = Double.NaN;

    /// A year's cost as it is: what the worth of promises is a share of.
    private double reference() {
        var today = setting.question().today();
        if (Double.isNaN(reference)) reference = today == null ? 50_000_000 : writer.of(today).cost().likely().cents();
        return reference;
    }

    private double amount(Point point) {
        return point.objectives().cost() / StrictMath.pow(10, setting.costs().currency().getDefaultFractionDigits());
    }

    private Leaning leaning() {
        var assessment = setting.assessment();
        if (assessment == null || !assessment.enough()) return Leaning.NONE;
        var scores = new EnumMap<Arrangement, Double>(Arrangement.class);
        var ruledOut = new EnumMap<Arrangement, String>(Arrangement.class);
        var marked = new EnumMap<Arrangement, String>(Arrangement.class);
        for (var model : Arrangement.values()) scores.put(model, assessment.scores().of(model));
        for (var gate : assessment.gates()) (gate.rulesOut() ? ruledOut : marked).putIfAbsent(gate.model(), gate.rulesOut() ? gate.why() : gate.says() + ": " + gate.why() + " " + gate.wayOut());
        return new Leaning(scores, ruledOut, marked);
    }

    /// What stands beside each other: today, the recommended one, and the best of each other way.
    private Map<String, Point> shown(Frontier frontier, Point chosen) {
        var shown = new LinkedHashMap<String, Point>();
        var today = frontier.named().get("today");
        if (today != null) shown.put("Today", today);
        if (!chosen.equals(today)) shown.put("Recommended", chosen);
        put(shown, "In-house, improved", frontier.named().get("in-house"));
        frontier.named().entrySet().stream().filter(each -> each.getKey().startsWith("co-managed/")).filter(each -> each.getValue().objectives().promises() >= setting.question().leastPromises())
                .min((a, b) -> Double.compare(score(a.getValue()), score(b.getValue()))).ifPresent(each -> put(shown, "Template: " + Engagement.title(each.getKey()), each.getValue()));
        put(shown, "Fully managed", frontier.named().get("fully-managed"));
        return shown;
    }

    private static void put(Map<String, Point> shown, String title, @Nullable Point point) {
        if (point != null && shown.values().stream().noneMatch(each -> each.plan().equals(point.plan()))) shown.put(title, point);
    }

    // --- figures

    private Alternative alternative(String title, Point point, boolean recommended, Lived played, Contract contract, Frontier frontier) {
        var plan = point.plan();
        var measures = new EnumMap<Measure, Figure>(Measure.class);
        var cost = contract.cost();
        measures.put(Measure.COST, Figure.between(cost.likely().amount().doubleValue(), cost.low().amount().doubleValue(), cost.high().amount().doubleValue(), money, whys.cost(cost)));
        measures.put(Measure.PROMISES, Figure.between(point.objectives().promises(), point.low(), point.high(), Unit.SHARE, whys.promises(point)));
        var nights = played.afterHours();
        if (nights.promised() > 0)
            measures.put(Measure.AFTER_HOURS, Figure.of(nights.share(), Unit.SHARE, whys.played("of the tickets that come outside %s: answers and resolutions in time ÷ all that were promised (%,d a year)"
                    .formatted(setting.question().terms().office(), nights.promised() / YEARS), plan, YEARS)));
        measures.put(Measure.BACKLOG, Figure.between(played.backlog(), 0, played.backlogMost(), Unit.TICKETS, whys.played("tickets open at the end of a week, on average; the high end is the worst week", plan, YEARS)));
        measures.put(Measure.OVERLOAD, Figure.of(point.objectives().overload(), Unit.SHARE, whys.overload(plan)));
        measures.put(Measure.PLANNED_OVERDUE, Figure.of(played.plannedBehind(), Unit.HOURS, whys.played("hours of planned work that are overdue at the end of a week, on average", plan, YEARS)));
        measures.put(Measure.OWN_NIGHTS, Figure.of(played.nightsInside(), Unit.HOURS, whys.played("hours that your own people work outside office hours in a year: overtime, calls, a night seat", plan, YEARS)));
        measures.put(Measure.WORK_INSIDE, Figure.of(played.workInside(), Unit.SHARE, whys.played("hours of handling by your own people ÷ all hours of handling", plan, YEARS)));
        double decisions = Math.clamp(2 * point.objectives().control() - played.workInside(), 0, 1);
        measures.put(Measure.DECISIONS_INSIDE, Figure.of(decisions, Unit.SHARE, whys.decisions(plan)));
        var role = recommended ? Role.RECOMMENDED : title.equals("Today") ? Role.TODAY : Role.OTHER;
        return new Alternative(plan.code(), title, title.equals("Today") ? Role.TODAY : role, plan.arrangement(), Titles.people(plan), measures, Titles.services(setting.question(), plan, Split.INTERNAL),
                Titles.shared(setting.question(), plan), Titles.services(setting.question(), plan, Split.PROVIDER), spot(frontier, plan));
    }

    private static int spot(Frontier frontier, Plan plan) {
        for (int i = 0; i < frontier.points().size(); i++) if (frontier.points().get(i).plan().equals(plan)) return i;
        return -1;
    }

    // --- the answer

    private Answer answer(Frontier frontier, Recommendation recommendation, List<Alternative> alternatives, Map<Plan, Contract> contracts, Ahead.Look look, Answer.Sensitivity sensitivity) {
        var chosen = recommendation.point();
        var today = alternatives.stream().filter(each -> each.role() == Role.TODAY).findFirst().orElse(null);
        var mine = alternatives.stream().filter(each -> each.code().equals(chosen.plan().code())).findFirst().orElseThrow();
        boolean stay = recommendation.stay();
        var contract = contracts.get(chosen.plan());
        var spots = new ArrayList<Spot>();
        for (var point : frontier.points()) {
            var label = alternatives.stream().filter(each -> each.code().equals(point.plan().code())).map(Alternative::title).findFirst().orElse(null);
            spots.add(new Spot(point.plan().code(), point.plan().arrangement(), label, Titles.people(point.plan()), Figure.of(amount(point), money, whys.anyCost()),
                    Figure.between(point.objectives().promises(), point.low(), point.high(), Unit.SHARE, whys.anyPromises(point.replications())), Figure.of(point.objectives().control(), Unit.SHARE, whys.control()),
                    Figure.of(point.objectives().overload(), Unit.SHARE, whys.anyOverload()), Titles.cut(setting.question(), point.plan())));
        }
        var verdict = new Verdicts(setting, whys, money).verdict(recommendation, mine, today, look.robust(), contract);
        return new Answer(matter.name(), rests(), matter.seed(), setting.costs().currency(), verdict, new Because(setting, whys, money).of(mine, today, alternatives, stay, leaning()), alternatives,
                new Answer.Frontier(frontier.exact(), Sentence.of(escaped(frontier.howClose())), spots), new Heats(setting, whys).of(alternatives, contracts.keySet()),
                sensitivity, look.answer(), Assumed.of(setting, preference), Trusted.of(setting), Data.of(setting, whys), said());
    }

    private static String escaped(String text) {
        return text.replace("{}", "( )");
    }

    private String rests() {
        var history = setting.history();
        return "%,d tickets, %s to %s.".formatted(history.size(), day(history.from().atZone(ZoneOffset.UTC).toLocalDate()), day(history.to().atZone(ZoneOffset.UTC).toLocalDate()));
    }

    static String day(LocalDate date) {
        return DAY.format(date);
    }

    /// What could not be done as asked.
    private List<String> said() {
        var said = new ArrayList<String>();
        if (!setting.model().knowsResolutions()) said.add("The log does not tell when tickets were resolved. So the time they lie with others is left out: the promises and backlogs here are the best that people's hours allow, not what was.");
        if (setting.unmapped() > 0.3) said.add("%.0f %% of the tickets are of categories that no service is known for; they count as the help desk's. Say which services they are, and the cut between services means something.".formatted(100 * setting.unmapped()));
        if (setting.assessment() != null) {
            for (Contradiction clash : setting.assessment().contradictions()) said.add("%s do not fit: %s %s".formatted(String.join(" and ", clash.questions()), clash.says(), clash.still()));
        }
        int step = setting.question().people().step();
        if (step > 1) said.add("For a team of this size the numbers of people that are tried lie %d apart.".formatted(step));
        if (setting.people() > Plan.MOST) said.add("%,.0f people do IT today; at most %d can be tried, so today is reckoned with %d.".formatted(setting.people(), Plan.MOST, Plan.MOST));
        return List.copyOf(said);
    }
}
