package demarc.app.signals.triage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What things that have one cause have in common, written so that a cause can keep it.
final class Keys {
    static final String ATTACKER = "attacker ";
    static final String TOGETHER = "together ";
    /// A cause keeps no more: who attacks from ten thousand addresses is known by what is attacked.
    static final int MOST = 200;

    private Keys() {}

    static List<String> ofAttack(Seen seen) {
        var keys = new ArrayList<String>();
        if (seen.attacker() != null) keys.add(ATTACKER + seen.attacker());
        keys.add("target %s / %s".formatted(seen.thing(), seen.check()).toLowerCase(Locale.ROOT));
        return keys;
    }

    static String flood(long source) {
        return "flood " + source;
    }

    static String check(Seen seen) {
        return "check %s %s".formatted(seen.family(), seen.check()).toLowerCase(Locale.ROOT);
    }

    static String thing(String family, String thing) {
        return "%s %s".formatted(family, thing).toLowerCase(Locale.ROOT);
    }

    static Set<String> of(List<Plan.Member> members, Set<String> already) {
        var keys = new LinkedHashSet<>(already);
        for (var member : members) {
            if (keys.size() >= MOST) break;
            var seen = member.seen();
            keys.add(check(seen));
            if (seen.isAttack()) keys.addAll(ofAttack(seen));
            if (seen.together() != null) keys.add(TOGETHER + seen.together());
        }
        return keys;
    }
}
