package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Finding.Related;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `dead-end-decision`: somebody waits for a decision that nobody can take in time, and nothing says what happens then.
final class DecisionPaths {

    private final Space space;
    private final Agreement agreement;
    private final List<Finding> findings = new ArrayList<>();

    private DecisionPaths(Space space) {
        this.space = space;
        this.agreement = space.agreement();
    }

    static List<Finding> check(Space space) {
        var paths = new DecisionPaths(space);
        paths.kindsNobodyDecides();
        paths.agreement.decisions().forEach((kind, rules) -> {
            for (var rule : rules) if (rule.by() != null) paths.look(rule, rule.by());
            paths.amountsNobodyDecides(kind, rules);
        });
        return paths.findings;
    }

    private void kindsNobodyDecides() {
        var waiting = new EnumMap<DecisionKind, List<Activity>>(DecisionKind.class);
        for (var ground : space.grounds())
            for (var activity : ground.activities()) {
                var kind = activity.decision();
                if (kind != null && agreement.decisions().getOrDefault(kind, List.of()).isEmpty()) Words.into(waiting, kind, activity);
            }
        waiting.forEach((kind, activities) -> findings.add(Finding.error(
                "dead-end-decision",
                activities.getFirst().at(),
                "%s %s for a %s decision, and nobody is named to take it."
                        .formatted(Words.activities(activities, agreement), Words.verb(activities, "waits", "wait"), kind.written()),
                null,
                "Add under `decisions:`: %s: { by: responsible }".formatted(kind.written()))));
    }

    private void amountsNobodyDecides(DecisionKind kind, List<DecisionRule> rules) {
        if (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.upTo() == null)) return;
        var largest = rules.stream().max((one, other) -> compare(one, other)).orElseThrow();
        findings.add(Finding.error(
                "dead-end-decision",
                largest.at(),
                "Nobody decides on %s above %s.".formatted(kind.written(), largest.upTo()),
                "any amount above " + largest.upTo(),
                "Add a last rule without `up-to:`, for the largest amounts: - { by: PERSON }"));
    }

    private static int compare(DecisionRule one, DecisionRule other) {
        return Objects.requireNonNull(one.upTo()).compareTo(Objects.requireNonNull(other.upTo()));
    }

    private void look(DecisionRule rule, Contact by) {
        var reach = Reach.of(by, agreement);
        var then = rule.then();
        if (then instanceof TimeOut.Proceed || then instanceof TimeOut.Refuse) return;
        if (reach.isEmpty()) {
            if (then == null) add(rule, by, "can never be reached (%s)".formatted(by.hours().name()), null);
        } else if (rule.within() instanceof Target.Working within) {
            if (then == null || roundTheClock(rule.kind())) unreached(rule, by, reach, Promises.minutes(within, WeeklyHours.ALWAYS), then);
        } else if (rule.within() == null && then == null && roundTheClock(rule.kind()) && !reach.isAlways()) {
            add(rule, by, "can be reached %s only (%s), and the decision has no time limit".formatted(by.hours().name(), reach), reach.complement());
        }
        if (then instanceof TimeOut.Escalate escalate && (escalate.to().equals(by) || Reach.of(escalate.to(), agreement).isEmpty()))
            findings.add(Finding.error(
                    "dead-end-decision",
                    rule.at(),
                    escalate.to().equals(by)
                            ? "When %s does not decide, this %s decision escalates to %s again.".formatted(by.key(), rule.kind().written(), by.key())
                            : "When %s does not decide, this %s decision goes to %s, who can never be reached."
                                    .formatted(by.key(), rule.kind().written(), escalate.to().key()),
                    null,
                    "Escalate to somebody else, or write then: proceed or then: refuse",
                    new Related(escalate.to().at(), "whom it escalates to")));
    }

    /// Kinds that cannot wait for the decider's hours: their limits run around the clock.
    static boolean roundTheClock(DecisionKind kind) {
        return switch (kind) {
            case CONTAINMENT, EMERGENCY_CHANGE -> true;
            case STANDARD_CHANGE, NORMAL_CHANGE, SPEND, ACCESS, RESTORE, VENDOR_COMMITMENT, POLICY -> false;
        };
    }

    /// Minutes of asking from which the decider is not there before time is out, nor whoever it escalates to at that moment.
    private void unreached(DecisionRule rule, Contact by, WeeklyHours reach, int within, @Nullable TimeOut then) {
        var next = then instanceof TimeOut.Escalate escalate ? Reach.of(escalate.to(), agreement) : WeeklyHours.NEVER;
        var slots = new BitSet(Week.SLOTS);
        for (var turn : Turn.all(WeeklyHours.ALWAYS, agreement.holidays() != Holidays.none())) {
            var open = turn.countOpen(reach);
            for (int minute = 0; minute < Turn.LENGTH; minute++)
                if (Turn.between(open, minute, minute + within) == 0 && !next.openAt(turn.slot(minute + within))) slots.set(turn.slot(minute));
        }
        var dead = Turn.hours(slots).and(space.minutes());
        if (dead.isEmpty()) return;
        var why = "cannot be reached within %s".formatted(rule.within());
        if (then instanceof TimeOut.Escalate escalate) why += ", nor can %s when it escalates".formatted(escalate.to().key());
        add(rule, by, why, dead);
    }

    private void add(DecisionRule rule, Contact by, String why, @Nullable WeeklyHours dead) {
        var emergency = roundTheClock(rule.kind());
        findings.add(Finding.error(
                "dead-end-decision",
                rule.at(),
                "%s decides on %s but %s%s.".formatted(by.key(), rule.kind().written(), why, rule.then() == null ? ", and nothing says what happens then" : ""),
                dead == null ? null : "asked " + Words.stretches(dead),
                "Add what happens in silence: %s".formatted(emergency ? "within: 15m, then: proceed" : "then: refuse"),
                new Related(by.at(), "%s is reachable %s".formatted(by.key(), by.hours().weekly()))));
    }

}
