package demarc.core.simulation.choice;

import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One plan of a frontier, and why.
///
/// @param template   the shipped template it is nearest to
/// @param stay       whether to stay with today's plan, as nothing beats it by more than noise
/// @param because    sentences with their numbers, the weightiest first
/// @param margin     by how much it leads the best plan of another arrangement, as a share of the score; 0 when there is no other
/// @param close      whether that lead is so small that the questionnaire decided, or could not
/// @param runnersUp  the best plan of each other arrangement, and today's
public record Recommendation(Arrangement model, String template, Point point, boolean stay, List<String> because, double margin, boolean close, List<Point> runnersUp) {

    /// A lead of less than this share of the score is none.
    private static final double LEAD = 0.03;
    private static final double STAY = 0.01;

    public Recommendation {
        because = List.copyOf(because);
        runnersUp = List.copyOf(runnersUp);
    }

    /// @param template names the shipped template nearest to a plan, as [Rerun#template]
    public static Recommendation of(Question question, Frontier frontier, Preference preference, Leaning leaning, java.util.function.Function<Plan, String> template) {
        return new Choosing(question, frontier, preference, leaning).recommended(template);
    }

    private static final class Choosing {
        private final Frontier frontier;
        private final Preference preference;
        private final Leaning leaning;
        private final Currency currency;
        private final double reference;
        private final @Nullable Point today;
        private final Map<Arrangement, Point> best = new EnumMap<>(Arrangement.class);

        Choosing(Question question, Frontier frontier, Preference preference, Leaning leaning) {
            this.frontier = frontier;
            this.preference = preference;
            this.leaning = leaning;
            currency = question.costs().currency();
            today = frontier.named().get("today");
            reference = today != null ? today.objectives().cost() : frontier.points().stream().mapToLong(each -> each.objectives().cost()).sorted().skip(frontier.points().size() / 2).findFirst().orElse(0);
            for (var point : frontier.points()) best.merge(point.plan().arrangement(), point, (a, b) -> score(b) < score(a) ? b : a);
            for (var name : List.of("in-house", "fully-managed")) {
                var point = frontier.named().get(name);
                if (point != null && allows(question, point.plan())) best.putIfAbsent(point.plan().arrangement(), point);
            }
        }

        private static boolean allows(Question question, Plan plan) {
            for (int s = 0; s < question.services().size(); s++) if (!question.services().get(s).may().contains(plan.splits().get(s))) return false;
            return true;
        }

        private double score(Point point) {
            return preference.score(point.objectives(), reference);
        }

        Recommendation recommended(java.util.function.Function<Plan, String> template) {
            var ranked = best.values().stream().filter(each -> !leaning.ruledOut().containsKey(each.plan().arrangement()))
                    .sorted((a, b) -> Double.compare(score(a), score(b))).toList();
            if (ranked.isEmpty() && today == null)
                throw new IllegalStateException("no plan keeps enough of its promises within what the question allows: allow more people, more agents, or fewer promises kept");
            if (ranked.isEmpty()) return result(today, true, List.of("No plan that is allowed keeps enough of its promises; today's is all there is to compare."), 0, false, template);
            var chosen = ranked.getFirst();
            double margin = ranked.size() > 1 ? score(ranked.get(1)) / score(chosen) - 1 : 0;
            boolean close = ranked.size() > 1 && margin < LEAD;
            var because = new ArrayList<String>();
            if (close) {
                var leant = byQuestionnaire(ranked);
                if (leant.isPresent() && leant.get() != chosen) {
                    chosen = leant.get();
                    because.add("Simulated, %s and %s are less than %s apart; the answers lean to %s (%s to %s points).".formatted(title(ranked.get(0)), title(ranked.get(1)), percent(LEAD), title(chosen),
                            points(chosen.plan().arrangement()), points(ranked.getFirst().plan().arrangement())));
                } else because.add("Simulated, %s and %s are less than %s apart: look at both.".formatted(title(ranked.get(0)), title(ranked.get(1)), percent(LEAD)));
            }
            if (today != null && !leaning.ruledOut().containsKey(today.plan().arrangement()) && score(today) - score(chosen) < Math.max(STAY * reference, noise(chosen))) {
                because.addFirst("Nothing beats what you have by more than noise: the best other plan would be worth %s a year, less than the %s that chance and small differences account for."
                        .formatted(money(Math.max(0, score(today) - score(chosen))), money(Math.max(STAY * reference, noise(chosen)))));
                leaning.ruledOut().forEach((arrangement, why) -> because.add("%s is ruled out: %s".formatted(arrangement.title(), why)));
                return result(today, true, because, margin, close, template);
            }
            because.addAll(0, reasons(chosen, ranked));
            return result(chosen, false, because, margin, close, template);
        }

        private Recommendation result(Point chosen, boolean stay, List<String> because, double margin, boolean close, java.util.function.Function<Plan, String> template) {
            var others = new ArrayList<Point>();
            if (today != null && today != chosen) others.add(today);
            for (var each : best.values()) if (each != chosen && (stay || each.plan().arrangement() != chosen.plan().arrangement())) others.add(each);
            return new Recommendation(chosen.plan().arrangement(), template.apply(chosen.plan()), chosen, stay, because, margin, close, others);
        }

        /// What the years' chance may be worth: half the promises' interval, at the price of a point of promises.
        private double noise(Point chosen) {
            double half = Double.isNaN(chosen.high()) ? 0.005 : (chosen.high() - chosen.low()) / 2;
            double worth = chosen.objectives().promises() < preference.target() ? preference.promiseBelow() : preference.promiseAbove();
            return half * 100 * worth * reference;
        }

        private Optional<Point> byQuestionnaire(List<Point> ranked) {
            var near = ranked.stream().filter(each -> score(each) <= score(ranked.getFirst()) * (1 + LEAD)).toList();
            return near.stream().filter(each -> leaning.scores().containsKey(each.plan().arrangement())).max((a, b) -> Double.compare(leaning.scores().get(a.plan().arrangement()), leaning.scores().get(b.plan().arrangement())))
                    .filter(leader -> near.stream().allMatch(each -> each == leader || leaning.scores().get(leader.plan().arrangement()) - leaning.scores().getOrDefault(each.plan().arrangement(), 0.0) >= 10));
        }

        private List<String> reasons(Point chosen, List<Point> ranked) {
            var all = new ArrayList<String>();
            if (today != null) {
                var was = today.objectives();
                var is = chosen.objectives();
                all.add("Against today it costs %s a year instead of %s, keeps %s of its promises instead of %s, and leaves %s of the control inside instead of %s."
                        .formatted(money(is.cost()), money(was.cost()), percent(is.promises()), percent(was.promises()), percent(is.control()), percent(was.control())));
                if (was.overload() > is.overload() + 0.02)
                    all.add("Weeks that bring your people more work than they have hours fall from %s to %s.".formatted(percent(was.overload()), percent(is.overload())));
            } else {
                var is = chosen.objectives();
                all.add("It costs %s a year, keeps %s of its promises, and leaves %s of the control inside.".formatted(money(is.cost()), percent(is.promises()), percent(is.control())));
            }
            for (var other : ranked) {
                if (other == chosen) continue;
                all.add("The best %s plan (%s) costs %s, keeps %s and leaves %s inside: all in all %s a year worse, by what you say matters."
                        .formatted(title(other).toLowerCase(Locale.ROOT), other.plan().code(), money(other.objectives().cost()), percent(other.objectives().promises()), percent(other.objectives().control()),
                                money(score(other) - score(chosen))));
            }
            leaning.ruledOut().forEach((arrangement, why) -> all.add("%s is ruled out: %s".formatted(arrangement.title(), why)));
            var warning = leaning.marked().get(chosen.plan().arrangement());
            if (warning != null) all.add("Mind: " + warning);
            if (leaning.scores().size() > 1) {
                var first = leaning.scores().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
                if (first.getKey() != chosen.plan().arrangement())
                    all.add("The answers alone lean to %s (%s points to %s): the tickets say otherwise.".formatted(first.getKey().title().toLowerCase(Locale.ROOT), points(first.getKey()), points(chosen.plan().arrangement())));
                else all.add("The answers lean the same way (%s points).".formatted(points(first.getKey())));
            }
            all.add(frontier.howClose());
            return all;
        }

        private static String title(Point point) {
            return point.plan().arrangement().title();
        }

        private String points(Arrangement arrangement) {
            return BigDecimal.valueOf(leaning.scores().getOrDefault(arrangement, 0.0)).setScale(1, RoundingMode.HALF_UP).toPlainString();
        }

        private String money(double cents) {
            long unit = (long) StrictMath.pow(10, currency.getDefaultFractionDigits());
            return new Money(Math.round(cents / unit / 100) * unit * 100, currency).human();
        }

        private static String percent(double share) {
            return BigDecimal.valueOf(share * 100).setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString() + " %";
        }
    }
}
