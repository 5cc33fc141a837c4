package demarc.app.signals.triage;

import demarc.app.agreement.Occasion;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Plan.Cause;
import demarc.app.signals.triage.Trouble.Grouping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Carries out what was decided, and speaks with the tickets.
@Component
class Doing {
    /// More new tickets than this do not fit into one transaction; what is left is looked at in the next.
    private static final int NEW_AT_ONCE = 50;
    private static final int LET_GO_AT_ONCE = 4_000;
    private static final Situation.Teller NOBODY = new Situation.Teller("a source", 0, null);

    private final Troubles troubles;
    private final Members members;
    private final Places places;
    private final ApplicationEventPublisher events;

    Doing(Troubles troubles, Members members, Places places, ApplicationEventPublisher events) {
        this.troubles = troubles;
        this.members = members;
        this.places = places;
        this.events = events;
    }

    /// @return how many conditions are done with
    int carryOut(int client, Situation situation, Plan plan) {
        var now = situation.now();
        var became = new ArrayList<Members.Became>();
        for (var held : plan.held()) became.add(new Members.Became(held.seen().id(), null, null, held.reason(), held.until()));
        var fresh = 0;
        for (var cause : plan.causes()) {
            if (cause.into() == null && cause.revives() == null && ++fresh > NEW_AT_ONCE) break;
            var trouble = cause(client, cause, situation);
            for (var member : cause.members()) became.add(new Members.Became(member.seen().id(), trouble, member.why(), null, null));
        }
        var open = situation.troubles().stream().collect(Collectors.toMap(Trouble::id, Function.identity()));
        // A cause that has just ended lets its conditions go first.
        for (var each : plan.still()) if (open.containsKey(each.trouble())) became.add(Members.Became.stays(each.id()));
        for (var each : plan.cleared()) if (open.containsKey(each.trouble())) became.add(Members.Became.stays(each.id()));
        for (var each : plan.leaving()) became.add(new Members.Became(each.id(), null, null, null, each.changedAt().plus(each.severity() == Severity.CRITICAL ? Defaults.WAIT_CRITICAL : Defaults.WAIT)));
        members.write(client, became);
        still(client, plan.still(), open, now);
        cleared(client, plan.cleared(), open, now);
        return became.size();
    }

    private long cause(int client, Cause cause, Situation situation) {
        var now = situation.now();
        var teller = situation.tellers().getOrDefault(cause.lead().source(), NOBODY);
        var into = cause.into() != null ? cause.into() : cause.revives() == null ? null : troubles.find(client, cause.revives()).orElse(null);
        var severity = worst(cause.members().stream().map(member -> member.seen().severity()).toList());
        var quiet = cause.isFlapping() ? now.plus(Defaults.FLAP_QUIET) : null;
        var absorbed = absorbed(cause);
        var id = into == null ? open(client, cause, severity, absorbed, quiet, now, teller) : join(client, into, cause, severity, absorbed, quiet, now);
        for (var part : cause.absorbed()) absorb(client, part, id, now);
        return id;
    }

    private static int absorbed(Cause cause) {
        return cause.absorbed().stream().mapToInt(Trouble::members).sum();
    }

    private long open(int client, Cause cause, Severity severity, int absorbed, @Nullable Instant quiet, Instant now, Situation.Teller teller) {
        var lead = cause.lead();
        var concern = cause.members().stream().anyMatch(member -> member.seen().concern() == Concern.CONTAINMENT) ? Concern.CONTAINMENT : lead.concern();
        var things = cause.grouping() == Grouping.CHECK ? members.waiting(client, lead.check(), cause, now) : cause.members().size();
        var subject = Words.subject(cause, things + absorbed, teller);
        var flood = cause.grouping() == Grouping.FLOOD;
        var keys = flood ? Set.of(Keys.flood(lead.source())) : Keys.of(cause.members(), Set.of());
        for (var part : cause.absorbed()) if (keys.size() < Keys.MOST) keys.addAll(part.keys());
        var id = troubles.open(client, cause.grouping(), lead, severity, concern, subject, keys, cause.members().size() + absorbed, now);
        troubles.go(client, id, quiet, flood ? now.plus(Defaults.FLOOD_WITHIN) : isUrgent(severity) ? now.plus(Defaults.AGAIN) : null);
        events.publishEvent(new Occasion(client, Trouble.ORIGIN + id, Occasion.Kind.INCIDENT, subject, Words.description(cause, things + absorbed, id, places.zone(client)),
                places.activities(client, concern, now), severity.priority(), site(cause), null));
        if (cause.members().stream().noneMatch(member -> member.seen().isWrong())) members.settle(client, id, now, quiet);
        return id;
    }

    private long join(int client, Trouble into, Cause cause, Severity severity, int absorbed, @Nullable Instant quiet, Instant now) {
        var worse = severity.compareTo(into.severity()) < 0;
        var back = into.overAt() != null || !into.isOpen();
        var flapping = into.flappingUntil() != null && into.flappingUntil().isAfter(now);
        var due = !into.toldAt().plus(Defaults.AGAIN).isAfter(now);
        var tells = back || worse || !flapping && due;
        if (back) reopen(client, into, cause.lead(), severity, now);
        else if (tells) tell(client, into, Words.more(into, cause.members()), worse ? severity : null);
        else if (quiet != null && !flapping) tell(client, into, Words.flapping(), null);
        troubles.grow(client, into.id(), into.grouping().isStrongerThan(cause.grouping()) ? into.grouping() : cause.grouping(), worse ? severity : into.severity(), into.isFlood() ? into.keys() : Keys.of(cause.members(), into.keys()), cause.members().size() + absorbed, tells, now);
        troubles.go(client, into.id(), quiet, isUrgent(severity) ? now.plus(Defaults.AGAIN) : null);
        return into.id();
    }

    private void absorb(int client, Trouble part, long whole, Instant now) {
        var ref = troubles.find(client, whole).map(Trouble::ticket).orElse(null);
        var how = "It is part of %s".formatted(ref == null ? "a larger cause" : ref);
        troubles.end(client, part.id(), how, false, now);
        members.move(client, part.id(), whole);
        events.publishEvent(new Occasion.Over(client, part.origin(), how + "."));
    }

    private void still(int client, List<Seen> still, Map<Long, Trouble> open, Instant now) {
        still.stream().collect(Collectors.groupingBy(seen -> Objects.requireNonNull(seen.trouble()))).forEach((id, wrong) -> {
            var trouble = open.get(id);
            if (trouble == null) return;
            var worst = wrong.stream().min((a, b) -> a.severity().compareTo(b.severity())).orElseThrow();
            var worse = worst.severity().compareTo(trouble.severity()) < 0;
            var quiet = wrong.stream().anyMatch(Seen::isFlapping) ? now.plus(Defaults.FLAP_QUIET) : null;
            var flapping = trouble.flappingUntil() != null && trouble.flappingUntil().isAfter(now);
            if (trouble.overAt() != null) reopen(client, trouble, worst, worst.severity(), now);
            else if (worse) tell(client, trouble, Words.worse(worst), worst.severity());
            else if (quiet != null && !flapping) tell(client, trouble, Words.flapping(), null);
            if (worse) troubles.severe(client, id, worst.severity());
            troubles.go(client, id, flapping ? trouble.flappingUntil() : quiet, isUrgent(worst.severity()) ? now.plus(Defaults.AGAIN) : null);
        });
    }

    private void cleared(int client, List<Seen> cleared, Map<Long, Trouble> open, Instant now) {
        var by = new HashMap<Long, Boolean>();
        for (var seen : cleared) by.merge(Objects.requireNonNull(seen.trouble()), seen.isFlapping(), Boolean::logicalOr);
        by.forEach((id, flaps) -> {
            var trouble = open.get(id);
            if (trouble == null) return;
            var flapping = trouble.flappingUntil() != null && trouble.flappingUntil().isAfter(now);
            if (flaps && !flapping && trouble.overAt() == null) {
                tell(client, trouble, Words.flapping(), null);
                troubles.go(client, id, now.plus(Defaults.FLAP_QUIET), null);
            }
            members.settle(client, id, now, flapping ? trouble.flappingUntil() : flaps ? now.plus(Defaults.FLAP_QUIET) : null);
        });
    }

    /// A cause's own moment has come.
    void comeBack(int client, long id, Instant now) {
        var trouble = troubles.find(client, id).orElseThrow();
        if (!trouble.isOpen() && trouble.isFlood() && members.release(client, id, LET_GO_AT_ONCE, now) == LET_GO_AT_ONCE) {
            troubles.lookAt(client, id, now);
            return;
        }
        if (!trouble.isOpen()) {
            troubles.lookAt(client, id, members.letGo(client, trouble, LET_GO_AT_ONCE, now) == LET_GO_AT_ONCE ? now : null);
            return;
        }
        var flapping = trouble.flappingUntil() != null && trouble.flappingUntil().isAfter(now) ? trouble.flappingUntil() : null;
        if (!members.anyWrong(client, id)) {
            var since = trouble.clearedAt() == null ? now : trouble.clearedAt();
            var until = since.plus(Defaults.CLEAR_FOR);
            if (flapping != null && flapping.isAfter(until)) until = flapping;
            if (trouble.clearedAt() == null || until.isAfter(now)) {
                members.settle(client, id, now, flapping);
                troubles.lookAt(client, id, until);
                return;
            }
            troubles.over(client, id, now);
            events.publishEvent(new Occasion.Over(client, trouble.origin(), Words.over(since, places.zone(client))));
            return;
        }
        if (trouble.isFlood()) {
            ebb(client, trouble, now);
            return;
        }
        var untold = trouble.untold() > 0 && !trouble.toldAt().plus(Defaults.AGAIN).isAfter(now);
        if (flapping == null && untold) {
            tell(client, trouble, Words.more(trouble, List.of()), null);
            troubles.told(client, id, now);
        } else if (flapping == null && isUrgent(trouble.severity())) {
            events.publishEvent(new Occasion.Unattended(client, trouble.origin(), Words.unattended(trouble.openedAt(), now)));
        }
        troubles.lookAt(client, id, isUrgent(trouble.severity()) || trouble.untold() > 0 && !untold ? now.plus(patience(trouble, now)) : flapping);
    }

    /// When nothing has joined for a while the flood is over, and what burns on gets tickets of its own: as many at a time as make no flood, the worst first.
    private void ebb(int client, Trouble flood, Instant now) {
        var quiet = flood.lastAt().plus(Defaults.FLOOD_WITHIN);
        if (flood.untold() > 0 && !flood.toldAt().plus(Defaults.AGAIN).isAfter(now)) {
            tell(client, flood, Words.more(flood, List.of()), null);
            troubles.told(client, flood.id(), now);
        }
        if (quiet.isAfter(now)) {
            troubles.lookAt(client, flood.id(), quiet);
            return;
        }
        members.release(client, flood.id(), Math.min(troubles.bearable(client, flood.id()), LET_GO_AT_ONCE), now);
        if (members.anyWrong(client, flood.id())) {
            // A minute more, so that those of the last time are no longer counted.
            troubles.lookAt(client, flood.id(), now.plus(Defaults.FLOOD_WITHIN).plusSeconds(60));
            return;
        }
        troubles.end(client, flood.id(), "The flood is over", true, now);
        events.publishEvent(new Occasion.Over(client, flood.origin(), Words.ebbed(flood, places.zone(client))));
    }

    /// Ever longer: what nobody has touched all night is not said every half hour.
    private static Duration patience(Trouble trouble, Instant now) {
        var age = Duration.between(trouble.openedAt(), now);
        return age.compareTo(Defaults.AGAIN) < 0 ? Defaults.AGAIN : age.compareTo(Defaults.SAME_CAUSE) > 0 ? Defaults.SAME_CAUSE : age;
    }

    private void reopen(int client, Trouble trouble, Seen by, Severity severity, Instant now) {
        events.publishEvent(new Occasion(client, trouble.origin(), Occasion.Kind.INCIDENT, trouble.subject(), by.summary(),
                places.activities(client, trouble.concern(), now), severity.priority(), by.site(), null));
        troubles.told(client, trouble.id(), now);
    }

    private void tell(int client, Trouble trouble, String what, @Nullable Severity worse) {
        events.publishEvent(new Occasion.Again(client, trouble.origin(), what, worse == null ? null : worse.priority()));
    }

    private static @Nullable String site(Cause cause) {
        var sites = cause.members().stream().map(member -> member.seen().site()).distinct().toList();
        return sites.size() == 1 ? sites.getFirst() : null;
    }

    private static boolean isUrgent(Severity severity) {
        return severity == Severity.CRITICAL || severity == Severity.HIGH;
    }

    private static Severity worst(List<Severity> of) {
        return of.stream().min(Severity::compareTo).orElseThrow();
    }
}
