package demarc.app.signals.triage;

import demarc.app.signals.triage.Plan.Cause;
import demarc.app.signals.triage.Plan.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a ticket says of its cause.
final class Words {
    private static final int NAMED = 3;
    private static final int LISTED = 20;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);

    private Words() {}

    /// @param things how many report it, those not looked at yet too
    static String subject(Cause cause, int things) {
        var lead = cause.lead();
        var said = switch (cause.grouping()) {
            case SINGLE -> lead.isAttack() ? attack(cause, lead) : one(lead);
            case THING -> "%s: %s".formatted(lead.thing(), some(cause.members().stream().map(member -> member.seen().check()).distinct().toList()));
            case CHECK -> "%d things report %s: first %s".formatted(things, lead.check(), lead.thing());
            case PARENT -> "%s (%s behind it)".formatted(one(lead), count(Math.max(cause.members().size() - 1, 1), "thing"));
            case ATTACK -> attack(cause, lead);
            case RULE -> "%s: %s".formatted(lead.together() == null ? lead.thing() : lead.together(), one(lead));
        };
        return cause.isFlapping() ? said + " (comes and goes)" : said;
    }

    private static String one(Seen seen) {
        var summary = seen.summary().isBlank() ? seen.check() : seen.summary().strip();
        return summary.toLowerCase(Locale.ROOT).contains(seen.thing().toLowerCase(Locale.ROOT)) || seen.thing().isEmpty() ? summary : seen.thing() + ": " + summary;
    }

    private static String attack(Cause cause, Seen lead) {
        var attackers = cause.members().stream().map(member -> member.seen().attacker()).filter(attacker -> attacker != null).distinct().toList();
        var checks = cause.members().stream().map(member -> member.seen().check()).distinct().toList();
        var from = attackers.isEmpty() ? "" : attackers.size() == 1 ? " from " + attackers.getFirst() : " from %d addresses".formatted(attackers.size());
        return "%s on %s%s".formatted(some(checks), lead.thing(), from);
    }

    private static String some(List<String> names) {
        return names.size() <= NAMED ? String.join(", ", names) : "%s and %d more".formatted(String.join(", ", names.subList(0, NAMED)), names.size() - NAMED);
    }

    static String description(Cause cause, int conditions, long trouble, ZoneId zone) {
        var lines = cause.members().stream().limit(LISTED).map(member -> line(member, zone)).collect(Collectors.joining("\n"));
        var more = conditions > LISTED ? "\n… and %d more.".formatted(conditions - Math.min(LISTED, cause.members().size())) : "";
        return "%s%s\n\nAll of it: /signals?trouble=%d".formatted(lines, more, trouble);
    }

    private static String line(Member member, ZoneId zone) {
        var seen = member.seen();
        var why = member.why() == null ? "" : " (%s)".formatted(member.why());
        return "%s since %s: %s on %s: %s%s".formatted(seen.severity().name().toLowerCase(Locale.ROOT), CLOCK.format(seen.changedAt().atZone(zone)), seen.check(),
                seen.thing(), seen.summary(), why);
    }

    static String more(Trouble trouble, List<Member> joined) {
        var count = joined.size() + trouble.untold();
        var what = joined.isEmpty() ? "" : ": " + some(joined.stream().map(member -> "%s on %s".formatted(member.seen().check(), member.seen().thing())).distinct().toList());
        return "%s joined, %s in all%s".formatted(count(count, "condition"), count(trouble.members() + joined.size(), "condition"), what);
    }

    static String worse(Seen seen) {
        return "%s is now %s: %s".formatted(one(seen), seen.severity().name().toLowerCase(Locale.ROOT), seen.summary());
    }

    static String flapping() {
        return "It comes and goes: %d changes or more in %d minutes. Nothing more is said of that for %d minutes.".formatted(Defaults.FLAPS, Defaults.FLAPS_WITHIN.toMinutes(),
                Defaults.FLAP_QUIET.toMinutes());
    }

    static String over(Instant since, ZoneId zone) {
        return "All is well again since %s.".formatted(CLOCK.format(since.atZone(zone)));
    }

    static String unattended(Instant since, Instant now) {
        return "Still so, and nobody has touched it for %d minutes.".formatted(Duration.between(since, now).toMinutes());
    }

    static String count(int n, String what) {
        return n == 1 ? "1 " + what : "%d %ss".formatted(n, what);
    }
}
