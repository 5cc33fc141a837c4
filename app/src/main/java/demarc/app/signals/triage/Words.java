package demarc.app.signals.triage;

import demarc.app.signals.triage.Plan.Cause;
import demarc.app.signals.triage.Plan.Member;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a ticket says of its cause.
final class Words {
    private static final int NAMED = 3;
    private static final int LISTED = 20;
    private static final int COUNTED = 10;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm:ss", Locale.ENGLISH);

    private Words() {}

    /// @param things how many report it, those not looked at yet too
    /// @param teller the source it began with
    static String subject(Cause cause, int things, Situation.Teller teller) {
        var lead = cause.lead();
        var said = switch (cause.grouping()) {
            case SINGLE -> lead.isAttack() ? attack(cause, lead) : one(lead);
            case THING -> "%s: %s".formatted(lead.thing(), some(cause.members().stream().map(member -> member.seen().check()).distinct().toList()));
            case CHECK -> "%d things report %s: first %s".formatted(things, lead.check(), lead.thing());
            case PARENT -> "%s (%s behind it)".formatted(one(lead), count(Math.max(cause.members().size() - 1, 1), "thing"));
            case ATTACK -> attack(cause, lead);
            case FLOOD -> "Flood from %s: %s more than its %d tickets in %d minutes".formatted(teller.name(), count(things, "condition"), teller.flood(), Defaults.FLOOD_WITHIN.toMinutes());
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
        return "%s%s%s\n\nAll of it: /signals?trouble=%d".formatted(cause.grouping() == Trouble.Grouping.FLOOD ? counts(cause) : "", lines, more, trouble);
    }

    private static String counts(Cause cause) {
        return """
                No common cause is seen. What is critical has tickets of its own; the rest waits here, and what is still wrong when no more of it has come for %d minutes gets its own.

                By check: %s.
                By thing: %s.

                """.formatted(Defaults.FLOOD_WITHIN.toMinutes(), most(cause, Seen::check), most(cause, Seen::thing));
    }

    private static String most(Cause cause, Function<Seen, String> of) {
        var counts = new LinkedHashMap<String, Integer>();
        for (var member : cause.members()) counts.merge(of.apply(member.seen()), 1, Integer::sum);
        var first = counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed()).limit(COUNTED).map(each -> "%s %d".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining(", "));
        return counts.size() > COUNTED ? "%s and %d more".formatted(first, counts.size() - COUNTED) : first;
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

    static String ebbed(Trouble flood, ZoneId zone) {
        return "No more of it has come since %s. What was still wrong of its %s has tickets of its own now.".formatted(CLOCK.format(flood.lastAt().atZone(zone)),
                count(flood.members(), "condition"));
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
