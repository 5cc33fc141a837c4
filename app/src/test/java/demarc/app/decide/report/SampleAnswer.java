package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Assumption;
import demarc.app.decide.report.Answer.Bar;
import demarc.app.decide.report.Answer.Check;
import demarc.app.decide.report.Answer.Cut;
import demarc.app.decide.report.Answer.Finding;
import demarc.app.decide.report.Answer.Future;
import demarc.app.decide.report.Answer.Heat;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Regret;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Answer.Spot;
import demarc.app.decide.report.Answer.Tile;
import demarc.app.decide.report.Figure.Unit;
import demarc.app.decide.report.Figure.Why;
import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An answer made by hand, in which every text that could come from a file is given.
final class SampleAnswer {

    private static final Currency USD = Currency.getInstance("USD");
    private static final Unit MONEY = Unit.money(USD);

    private SampleAnswer() {}

    /// @param text stands for every name and value of the history
    static Answer saying(String text) {
        var cost = figure(397_500, 341_000, 469_000, MONEY);
        var kept = figure(0.953, 0.949, 0.957, Unit.SHARE);
        var spots = new ArrayList<Spot>();
        for (int i = 0; i < 400; i++) {
            double share = i / 399.0;
            var model = i == 0 ? Arrangement.FULLY_MANAGED : i > 350 ? Arrangement.IN_HOUSE : Arrangement.CO_MANAGED;
            spots.add(new Spot("P" + i, model, i == 200 ? "Recommended" : null, "2 people, provider of 3", spread(280_000 + 400_000 * share, MONEY, "pay + fee"),
                    spread(0.99 - 0.12 * (1 - share) * ((i * 7919) % 100) / 100.0, Unit.SHARE, "kept ÷ promised"), spread(0.2 + 0.7 * ((i * 31) % 97) / 97.0, Unit.SHARE, "half work, half decisions"),
                    spread(0.02, Unit.SHARE, "weeks over ÷ weeks"), List.of(new Cut(text, "your own people"), new Cut("patching, backup", "the provider"))));
        }
        return new Answer(text, "24,918 tickets from 1 March 2025 to 28 February 2026, of " + text + ".", 1, USD,
                new Answer.Verdict(Arrangement.CO_MANAGED, "co-managed/keep-the-desk", "Co-managed: keep the desk",
                        Sentence.of("Keep the help desk with two people of your own and give security, backup and nights to a provider: {} a year, with {} of promises kept.", cost, kept), false, true,
                        Sentence.of("That is {} less than today, beyond noise.", figure(64_000, 41_000, 88_000, MONEY)), "", List.of(
                        new Tile("A year costs", cost, Sentence.of("today {}", figure(461_500, 399_000, 533_000, MONEY))),
                        new Tile("Promises kept", kept, Sentence.of("today {}", figure(0.871, 0.86, 0.88, Unit.SHARE))),
                        new Tile("Weeks of overload", figure(0.04, 0.02, 0.06, Unit.SHARE), Sentence.of("today {}", figure(0.31, 0.27, 0.35, Unit.SHARE))))),
                List.of(Sentence.of("{} of the work comes outside office hours, when nobody is there today.", figure(0.18, 0.18, 0.18, Unit.SHARE)),
                        Sentence.of("Planned work falls behind by {} a year.", figure(410, 300, 520, Unit.HOURS))),
                List.of(alternative("Today", Role.TODAY, Arrangement.IN_HOUSE, 461_500, 0.871, -1, text), alternative("Recommended", Role.RECOMMENDED, Arrangement.CO_MANAGED, 397_500, 0.953, 200, text),
                        alternative("In-house, improved", Role.OTHER, Arrangement.IN_HOUSE, 530_650, 0.93, 399, text), alternative("Fully managed", Role.OTHER, Arrangement.FULLY_MANAGED, 321_285, 0.91, 0, text)),
                new Answer.Frontier(false, Sentence.of("Sampled: {} of the true points are expected within half a percent.", figure(0.97, 0.97, 0.97, Unit.SHARE)), spots), heat(),
                new Answer.Sensitivity("What the recommended one saves a year", figure(0, MONEY), List.of(
                        new Bar("Pay of a system administrator", "77,440", "116,160", figure(-22_000, MONEY), figure(26_000, MONEY), cost, cost, kept, kept, Optional.empty()),
                        new Bar("Fee, " + text, "50", "150", figure(-61_000, MONEY), figure(91_000, MONEY), cost, cost, kept, kept, Optional.of("Fully managed")))),
                new Answer.LookAhead(Sentence.of("The recommended one stays best for three years in {} of the futures looked at.", figure(0.83, 0.83, 0.83, Unit.SHARE)),
                        List.of(new Future("likely growth", 0.4, "Recommended", true, "stays best"), new Future("fast growth, " + text, 0.3, "Fully managed", false, "is best until quarter 9")),
                        List.of(regret("Recommended", true, 0), regret("Fully managed", false, 41_000))),
                List.of(new Assumption("effort.tier1", "Work", "Work on a ticket, first line", "min", 20, 13, 30, "our estimate", false), new Assumption(null, "Prices", text, "USD", 96_800, 77_440, 116_160, text, true)),
                new Answer.Trust(Sentence.of("On the last part of this history the forecast was off by {}.", figure(0.021, 0.021, 0.021, Unit.POINTS)),
                        List.of(new Check("Tickets a week", figure(481, Unit.TICKETS), figure(11, Unit.TICKETS), figure(26, Unit.TICKETS), "better than as before"))),
                new Answer.Quality(figure(24_918, Unit.TICKETS), figure(12, Unit.TICKETS), "America/Chicago", List.of(new Finding("GRAVE", "Handling time is not in the log", 0, text, "Effort is assumed by tier."),
                        new Finding("CARE", "Closed in bulk", 812, text, "Times to resolve of these are not trusted."))), List.of());
    }

    private static Alternative alternative(String title, Role role, Arrangement model, double cost, double promises, int spot, String text) {
        Map<Measure, Figure> measures = new EnumMap<>(Measure.class);
        measures.put(Measure.COST, figure(cost, cost * .86, cost * 1.17, MONEY));
        measures.put(Measure.PROMISES, figure(promises, promises - .006, promises + .006, Unit.SHARE));
        measures.put(Measure.OVERLOAD, figure(1 - promises, Unit.SHARE));
        measures.put(Measure.BACKLOG, figure(120 * (2 - promises), Unit.TICKETS));
        measures.put(Measure.WORK_INSIDE, figure(model == Arrangement.IN_HOUSE ? 1 : 0.6, Unit.SHARE));
        return new Alternative("P" + spot, title, role, model, "2 people", measures, List.of("help desk", text), List.of("identity"), List.of("patching"), spot);
    }

    private static Regret regret(String title, boolean recommended, double worse) {
        return new Regret("P", title, recommended, List.of(figure(400_000, MONEY), figure(411_000, MONEY), figure(423_000, MONEY)), figure(0.94, Unit.SHARE), figure(0.06, Unit.SHARE), figure(worse, MONEY),
                figure(worse * 2, MONEY), figure(recommended ? 0.8 : 0.2, Unit.SHARE));
    }

    private static Heat heat() {
        var load = new double[8][24];
        var today = new double[8][24];
        var then = new double[8][24];
        for (int day = 0; day < 8; day++)
            for (int hour = 0; hour < 24; hour++) {
                boolean office = day < 5 && hour >= 8 && hour < 18;
                load[day][hour] = office ? 0.5 + 2.4 * Math.sin((hour - 7) * Math.PI / 12) * (5 - day) / 5 : 0.1;
                today[day][hour] = office ? 2 : 0;
                then[day][hour] = office ? 5 : 1;
            }
        return new Heat(load, List.of(new Heat.Cover("Today", today), new Heat.Cover("Recommended", then)), figure(2.9, Unit.HOURS), figure(0.18, Unit.SHARE));
    }

    private static Figure figure(double value, Unit unit) {
        return figure(value, value, value, unit);
    }

    private static Figure spread(double value, Unit unit, String formula) {
        return new Figure(value, value, value, unit, new Why(formula, "simulation"));
    }

    private static Figure figure(double value, double low, double high, Unit unit) {
        return new Figure(value, low, high, unit, new Why("people × pay × (1 + benefits) + users × fee × 12", List.of("2 people", "fee 85 USD"), "BLS May 2023"));
    }
}
