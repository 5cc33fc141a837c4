package demarc.app.decide.report;

import demarc.core.simulation.Arrangement;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that can be said about how a business should run its IT, from its own history.
///
/// @param name of the business
/// @param rests on what it was reckoned from, in a sentence
/// @param said what could not be done as asked, and what is said all the same; most grave first
public record Answer(
        String name, String rests, long seed, Currency currency, Verdict verdict, List<Sentence> because, List<Alternative> alternatives, Frontier frontier, Heat heat, Sensitivity sensitivity,
        LookAhead lookAhead, List<Assumption> assumptions, Trust trust, Quality quality, List<String> said) {

    /// @param sentence the recommendation
    /// @param stay     the best there is does not beat today beyond noise
    /// @param robust   it stays best in most futures looked at, rather than merely winning today
    /// @param close    what else to look at, or an empty text
    public record Verdict(Arrangement model, String template, String title, Sentence sentence, boolean stay, boolean robust, Sentence margin, String close, List<Tile> tiles) {}

    /// A figure of the first screen.
    ///
    /// @param beside what it is today, or against what it stands
    public record Tile(String title, Figure figure, Sentence beside) {}

    public enum Role { TODAY, RECOMMENDED, OTHER }

    public enum Measure {
        COST("Cost of a year", true),
        PROMISES("Promises kept", false),
        AFTER_HOURS("Promises kept, tickets of nights and weekends", false),
        BACKLOG("Open tickets, a usual week's end", true),
        OVERLOAD("Weeks with more work than hours", true),
        PLANNED_OVERDUE("Planned work overdue, a usual week's end", true),
        OWN_NIGHTS("Own people's hours at night", true),
        WORK_INSIDE("Work that stays inside", false),
        DECISIONS_INSIDE("Decisions that stay inside", false);

        private final String title;
        private final boolean lessIsBetter;

        Measure(String title, boolean lessIsBetter) {
            this.title = title;
            this.lessIsBetter = lessIsBetter;
        }

        public String title() {
            return title;
        }

        public boolean isBetter(double value, double than) {
            return lessIsBetter ? value < than : value > than;
        }
    }

    /// @param people   on both sides, in words
    /// @param yours    the services whose work stays with the business's own people, `shared` and `providers` likewise
    /// @param spot     its place in the frontier's list, or -1 when it does not lie on it
    public record Alternative(
            String code, String title, Role role, Arrangement model, String people, Map<Measure, Figure> measures, List<String> yours, List<String> shared, List<String> providers, int spot) {

        public Figure of(Measure measure) {
            var figure = measures.get(measure);
            if (figure == null) throw new IllegalStateException("no (%s) of (%s)".formatted(measure, code));
            return figure;
        }
    }

    /// @param exact    every plan of the space was looked at; otherwise the frontier is a sample
    /// @param closeness how near to the true one, in a sentence
    public record Frontier(boolean exact, Sentence closeness, List<Spot> spots) {}

    /// A plan no other one beats in everything.
    ///
    /// @param label what it is called where it is more than one of many: `Recommended`
    /// @param cut   who does each service
    public record Spot(String code, Arrangement model, @Nullable String label, String people, Figure cost, Figure promises, Figure control, Figure overload, List<Cut> cut) {}

    public record Cut(String service, String who) {}

    /// Work that comes in an hour of the week against the hours of people who are there, by day (Monday first, holiday last) and hour.
    public record Heat(double[][] load, List<Cover> covers, Figure busiest, Figure outside) {

        /// @param there people on duty, by day and hour
        public record Cover(String title, double[][] there) {}
    }

    /// @param of  what the bars show
    /// @param now the value with everything as assumed
    public record Sensitivity(String of, Figure now, List<Bar> bars) {}

    /// What comes out when one assumption is at its low or its high end and all others stay.
    ///
    /// @param flips who would lead then, at an end at which somebody else does
    public record Bar(String assumption, String low, String high, Figure atLow, Figure atHigh, Figure costAtLow, Figure costAtHigh, Figure promisesAtLow, Figure promisesAtHigh, Optional<String> flips) {}

    /// @param until when the recommended one stops being the best, in a sentence
    public record LookAhead(Sentence until, List<Future> futures, List<Regret> regrets) {}

    /// @param best        what is best over the three years then
    /// @param recommended whether that is the recommended one
    /// @param until       how long the recommended one stays the best, in words
    public record Future(String title, double probability, String best, boolean recommended, String until) {}

    /// How a choice fares.
    ///
    /// @param costs    of each of the three years, with growth as is likely and nothing else
    /// @param promises and `overload`, in the third of them
    /// @param expected what it is worse than the best of each future, on average; `worst` at worst
    /// @param chance   that it is the best
    public record Regret(String code, String title, boolean recommended, List<Figure> costs, Figure promises, Figure overload, Figure expected, Figure worst, Figure chance) {}

    /// @param key      under which it can be replaced, or null
    /// @param replaced somebody gave another value than the usual one
    public record Assumption(@Nullable String key, String group, String title, String unit, double value, double low, double high, String source, boolean replaced) {}

    /// How far to believe it.
    ///
    /// @param checks forecasts of this very history's last part against what then happened
    public record Trust(Sentence says, List<Check> checks) {}

    /// @param off   by how much the forecast missed it, on average
    /// @param naive by how much "the same as before" missed it
    public record Check(String what, Figure happened, Figure off, Figure naive, String verdict) {}

    /// @param used rows or tickets that went in
    public record Quality(Figure used, Figure notUsed, String zone, List<Finding> findings) {}

    /// @param severity GRAVE, CARE or NOTE
    public record Finding(String severity, String title, long count, String example, String means) {}

    public Alternative today() {
        return alternatives.stream().filter(each -> each.role() == Role.TODAY).findFirst().orElseThrow();
    }

    public Alternative recommended() {
        return alternatives.stream().filter(each -> each.role() == Role.RECOMMENDED).findFirst().or(() -> alternatives.stream().filter(each -> each.role() == Role.TODAY).findFirst()).orElseThrow();
    }
}
