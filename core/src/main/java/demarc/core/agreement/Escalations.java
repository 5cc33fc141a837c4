package demarc.core.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Escalation;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Space.Share;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `unreachable-escalation`: one that comes after the resolve target, goes to somebody off duty or to the team that has the work already,
/// or whose time does not grow.
final class Escalations {

    private enum Fault { LATE, OFF_DUTY, SAME_TEAM, NOT_GROWING }

    private record Cause(Fault fault, Contact to) {}

    private static final class Unreachable {
        final Cases cases = new Cases();
        final List<Escalation> steps = new ArrayList<>();
        String because = "";
    }

    private final Space space;
    private final Map<Cause, Unreachable> causes = new LinkedHashMap<>();

    private Escalations(Space space) {
        this.space = space;
    }

    static List<Finding> check(Space space) {
        var escalations = new Escalations(space);
        for (var ground : space.grounds())
            for (var share : ground.shares()) {
                var level = space.level(ground.service(), share.cell().priority());
                if (level != null && !space.clock(level).isEmpty()) escalations.look(ground, share, level);
            }
        var findings = new ArrayList<Finding>();
        escalations.causes.forEach((cause, unreachable) -> findings.add(escalations.finding(cause, unreachable)));
        return findings;
    }

    private void look(Space.Ground ground, Share share, ServiceLevel level) {
        var clock = space.clock(level);
        int before = 0;
        for (var step : share.rule().escalation()) {
            int after = Promises.minutes(step.after(), clock);
            if (step.to().equals(share.rule().responsible())) {
                note(Fault.SAME_TEAM, step, ground, share, share.minutes(), "it has the work already");
            } else if (after <= before) {
                note(Fault.NOT_GROWING, step, ground, share, share.minutes(), "the step before it is as late or later");
            } else if (after > Promises.minutes(level.resolve(), clock)) {
                note(Fault.LATE, step, ground, share, share.minutes(), "%s is to be resolved within %s".formatted(share.cell().priority(), level.resolve()));
            } else {
                var away = away(new Question(share.minutes(), clock, Reach.of(step.to(), space.agreement()), after));
                if (!away.isEmpty())
                    note(Fault.OFF_DUTY, step, ground, share, away, "%s works %s".formatted(step.to().key(), step.to().hours().weekly()));
            }
            before = Math.max(before, after);
        }
    }

    private void note(Fault fault, Escalation step, Space.Ground ground, Share share, WeeklyHours minutes, String because) {
        var unreachable = causes.computeIfAbsent(new Cause(fault, step.to()), _ -> new Unreachable());
        unreachable.cases.add(ground, share.rule(), share.cell(), minutes);
        if (unreachable.steps.isEmpty()) unreachable.because = because;
        if (unreachable.steps.stream().noneMatch(other -> other.at().equals(step.at()))) unreachable.steps.add(step);
    }

    private Finding finding(Cause cause, Unreachable unreachable) {
        var step = unreachable.steps.getFirst();
        var what = Words.activities(unreachable.cases.activities(), space.agreement());
        var message = switch (cause.fault()) {
            case LATE -> "The escalation of %s to %s after %s comes too late: %s.".formatted(what, step.to().key(), step.after(), unreachable.because);
            case OFF_DUTY -> "The escalation of %s to %s after %s reaches nobody: %s."
                    .formatted(what, step.to().key(), step.after(), unreachable.because);
            case SAME_TEAM -> "The escalation of %s to %s goes nowhere: %s.".formatted(what, step.to().key(), unreachable.because);
            case NOT_GROWING -> "The escalation of %s to %s after %s is never reached in order: %s."
                    .formatted(what, step.to().key(), step.after(), unreachable.because);
        };
        var hint = switch (cause.fault()) {
            case LATE -> "Escalate before the promise breaks: a shorter time, or a rule of its own for %s."
                    .formatted(Words.priorities(unreachable.cases.priorities()));
            case OFF_DUTY -> onDuty(unreachable.cases.minutes(), cause.to());
            case SAME_TEAM -> "Name another team, or delete this step.";
            case NOT_GROWING -> "Order the steps by time: escalate: [ first after 1h, second after 2h ]";
        };
        var related = new ArrayList<Related>();
        for (var other : unreachable.steps.stream().skip(1).limit(3).toList()) related.add(new Related(other.at(), "the same here"));
        if (cause.fault() == Fault.OFF_DUTY) related.add(new Related(cause.to().at(), unreachable.because));
        var witness = (cause.fault() == Fault.OFF_DUTY ? "opened " : "") + unreachable.cases.witness();
        return Finding.error("unreachable-escalation", step.at(), message, witness, hint, related.toArray(Related[]::new));
    }

    private String onDuty(WeeklyHours minutes, Contact away) {
        return space.agreement().teams().values().stream()
                .filter(team -> !team.equals(away) && team.hours().weekly().isAlways())
                .findFirst()
                .map(team -> "Escalate to a team that is on duty then, such as %s, or only by rules of the hours of %s (when: %s)."
                        .formatted(team.key(), away.key(), away.hours().name()))
                .orElse("Limit the step to a rule of the hours of %s (when: %s), or widen those hours.".formatted(away.key(), away.hours().name()));
    }

    private record Question(WeeklyHours opened, WeeklyHours clock, WeeklyHours hours, int after) {}

    private final Map<Question, WeeklyHours> answers = new HashMap<>();

    private WeeklyHours away(Question question) {
        return answers.computeIfAbsent(question, this::minutesAway);
    }

    /// The minutes of opening whose escalation finds the other off duty.
    private WeeklyHours minutesAway(Question question) {
        if (question.hours().isAlways()) return WeeklyHours.NEVER;
        var slots = new BitSet(Week.SLOTS);
        for (var turn : Turn.all(question.clock(), space.agreement().holidays() != Holidays.none()))
            for (int minute = 0; minute < Turn.LENGTH; minute++)
                if (question.opened().openAt(turn.slot(minute)) && !question.hours().openAt(turn.slot(turn.last(minute, question.after()))))
                    slots.set(turn.slot(minute));
        return Turn.hours(slots);
    }
}
