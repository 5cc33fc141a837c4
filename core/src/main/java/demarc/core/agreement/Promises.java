package demarc.core.agreement;

import demarc.core.agreement.Agreement.Boundary;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Space.Ground;
import demarc.core.agreement.Space.Share;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// `broken-promise`: a service level is tighter than what the teams behind it can give. Work that stays with its team at the edge of
/// hours (`at-boundary:`) falls due when nobody who holds it is on duty: an error when none of them is there from the first minute to
/// the last, a warning when they leave before the end. The team holds the work from the start, each escalation from its time on.
final class Promises {

    private final Space space;
    private final boolean holidays;
    private final Map<Question, Answer> answers = new HashMap<>();

    private Promises(Space space) {
        this.space = space;
        this.holidays = space.agreement().holidays() != Holidays.none();
    }

    static List<Finding> check(Space space) {
        var promises = new Promises(space);
        var findings = new ArrayList<Finding>();
        findings.addAll(promises.contradictions());
        findings.addAll(promises.unkeepable());
        return findings;
    }

    /// A time in running minutes of a clock; a working day counts as the clock's mean day.
    static int minutes(Target target, WeeklyHours clock) {
        return switch (target) {
            case Target.Working working -> Math.max(1, Math.toIntExact(working.time().toMinutes()));
            case Target.WorkingDays working -> Math.max(1, working.days() * meanDay(clock));
        };
    }

    private static int meanDay(WeeklyHours clock) {
        int open = 0;
        for (int day = 0; day < Week.WEEKDAYS; day++)
            if (clock.overlaps(WeeklyHours.of(Week.slot(day, 0), Week.slot(day + 1, 0)))) open++;
        return open == 0 ? Week.MINUTES_PER_DAY : clock.minutesPerWeek() / open;
    }

    private List<Finding> contradictions() {
        var findings = new ArrayList<Finding>();
        var agreement = space.agreement();
        agreement.serviceLevels().forEach((priority, level) -> contradiction(priority.name(), level, agreement.at(), findings));
        if (agreement.requestLevel() != null) contradiction("request", agreement.requestLevel(), agreement.at(), findings);
        for (var service : agreement.services().values())
            service.levels().forEach((priority, level) -> contradiction(service.key() + ", " + priority, level, service.at(), findings));
        return findings;
    }

    private void contradiction(String name, ServiceLevel level, Place section, List<Finding> findings) {
        var clock = space.clock(level);
        var at = level.at() == null ? section : level.at();
        if (clock.isEmpty())
            findings.add(Finding.error(
                    "broken-promise",
                    at,
                    "The clock '%s' of %s never runs, so its promises never fall due.".formatted(level.clock(), name),
                    null,
                    "Name a clock with hours: clock: %s".formatted(space.agreement().hours().keySet().stream().findFirst().orElse("office"))));
        else if (minutes(level.respond(), clock) > minutes(level.resolve(), clock))
            findings.add(Finding.error(
                    "broken-promise",
                    at,
                    "%s promises to resolve within %s, before the response is due (%s).".formatted(name, level.resolve(), level.respond()),
                    null,
                    "Let the response be due first: respond: %s, resolve: %s".formatted(level.resolve(), level.respond())));
    }

    private record Cause(Team team, String clock) {}

    private static final class Broken {
        final Cases cases = new Cases();
        final SequencedSet<String> promises = new LinkedHashSet<>();
        final SequencedSet<Place> levels = new LinkedHashSet<>();
        boolean atAll;
        boolean ordinaryWeek;
        boolean response;
    }

    private List<Finding> unkeepable() {
        var boundary = space.agreement().boundary();
        var causes = new LinkedHashMap<Cause, Broken>();
        for (var ground : space.grounds())
            for (var share : ground.shares()) {
                var level = space.level(ground.service(), share.cell().priority());
                if (level == null || space.clock(level).isEmpty() || !Duty.away(space, share, level).isEmpty()) continue;
                if (boundary == Boundary.STAY) look(ground, share, level, "respond", level.respond(), causes);
                if (boundary != Boundary.ALL) look(ground, share, level, "resolve", level.resolve(), causes);
            }
        var findings = new ArrayList<Finding>();
        causes.forEach((cause, broken) -> findings.add(finding(cause, broken)));
        return findings;
    }

    private void look(Ground ground, Share share, ServiceLevel level, String promise, Target target, Map<Cause, Broken> causes) {
        var clock = space.clock(level);
        var holders = new ArrayList<Holder>();
        holders.add(new Holder(share.rule().responsible().hours().weekly(), 0));
        for (var step : share.rule().escalation()) holders.add(new Holder(reachable(step.to()), minutes(step.after(), clock)));
        var answer = answers.computeIfAbsent(new Question(share.minutes(), clock, holders, minutes(target, clock)), this::answer);
        if (answer.minutes().isEmpty()) return;
        var broken = causes.computeIfAbsent(new Cause(share.rule().responsible(), level.clock()), _ -> new Broken());
        broken.cases.add(ground, share.rule(), share.cell(), answer.minutes());
        broken.promises.add("%s %s within %s".formatted(share.cell().priority(), promise, target));
        if (level.at() != null) broken.levels.add(level.at());
        broken.atAll |= answer.atAll();
        broken.ordinaryWeek |= answer.ordinaryWeek();
        broken.response |= promise.equals("respond");
    }

    private WeeklyHours reachable(Contact contact) {
        return Reach.of(contact, space.agreement());
    }

    private Finding finding(Cause cause, Broken broken) {
        var agreement = space.agreement();
        var stays = agreement.boundary() == Boundary.STAY ? "work stays with it at the edge of hours" : "work it has begun stays with it";
        var message = "%s cannot keep %s for %s (clock '%s'): %s, and %s.%s"
                .formatted(
                        cause.team().key(),
                        Words.list(broken.promises),
                        Words.activities(broken.cases.activities(), agreement),
                        cause.clock(),
                        stays,
                        broken.atAll ? "nobody who holds it is on duty before it falls due" : "nobody who holds it is on duty when it falls due",
                        broken.ordinaryWeek ? "" : " It happens only around holidays.");
        var next = agreement.teams().values().stream()
                .filter(team -> !team.equals(cause.team()) && team.hours().weekly().isAlways())
                .findFirst();
        var hint = broken.response
                ? "Write at-boundary: unstarted (or all), so that work nobody has begun moves to the team that is responsible next."
                : "Escalate in time, to a team that is on duty then (escalate: [ %s after 1h ]), or write at-boundary: all."
                        .formatted(next.map(Team::key).orElse("TEAM"));
        var related = new ArrayList<Related>();
        for (var level : broken.levels) related.add(new Related(level, "the promise"));
        related.add(new Related(cause.team().at(), "%s works %s".formatted(cause.team().key(), cause.team().hours().weekly())));
        var places = related.toArray(Related[]::new);
        var witness = "opened " + broken.cases.witness();
        return broken.atAll
                ? Finding.error("broken-promise", broken.cases.firstRule(), message, witness, hint, places)
                : Finding.warning("broken-promise", broken.cases.firstRule(), message, witness, hint, places);
    }

    /// Somebody who holds the work from `after` running minutes on.
    private record Holder(WeeklyHours hours, int after) {}

    private record Question(WeeklyHours opened, WeeklyHours clock, List<Holder> holders, int target) {}

    /// @param minutes the minutes of opening at which the promise breaks
    /// @param atAll   from some of them on, no holder is on duty for even a minute
    private record Answer(WeeklyHours minutes, boolean atAll, boolean ordinaryWeek) {}

    private Answer answer(Question question) {
        var slots = new BitSet(Week.SLOTS);
        boolean atAll = false;
        boolean ordinary = false;
        for (var turn : Turn.all(question.clock(), holidays)) {
            var counts = question.holders().stream().map(holder -> turn.countOpen(holder.hours())).toList();
            for (int minute = 0; minute < Turn.LENGTH; minute++) {
                if (!question.opened().openAt(turn.slot(minute))) continue;
                int last = turn.last(minute, question.target());
                boolean held = false;
                int given = 0;
                for (int i = 0; i < question.holders().size() && !held; i++) {
                    var holder = question.holders().get(i);
                    if (holder.after() >= question.target()) continue;
                    int from = holder.after() == 0 ? minute : turn.last(minute, holder.after()) + 1;
                    held = holder.hours().openAt(turn.slot(last));
                    given += Turn.between(counts.get(i), from, last + 1);
                }
                if (held) continue;
                slots.set(turn.slot(minute));
                atAll |= given == 0;
                ordinary |= turn.ordinary();
            }
        }
        return new Answer(Turn.hours(slots), atAll, ordinary);
    }
}
