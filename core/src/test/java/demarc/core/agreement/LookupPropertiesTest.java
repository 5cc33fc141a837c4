package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Site;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class LookupPropertiesTest {

    private static final long FROM = Instant.parse("2025-01-01T00:00:00Z").getEpochSecond();
    private static final long TO = Instant.parse("2028-01-01T00:00:00Z").getEpochSecond();

    @Property(tries = 200)
    void theTableAnswersLikeTryingEachRuleInTurn(@ForAll("agreements") String text, @ForAll("moments") List<Long> moments) {
        var inForce = Texts.inForce(text);
        var sites = inForce.agreement().sites().values().stream().toList();
        for (var activity : inForce.activities())
            for (var priority : Priority.values())
                for (int site = 0; site <= sites.size(); site++)
                    for (long moment : moments) {
                        var found = inForce.assign(inForce.index(activity.key()), priority.ordinal(), site, moment);
                        assertThat(found.rule()).isSameAs(firstMatch(inForce, activity, priority, site == 0 ? null : sites.get(site - 1), moment));
                        assertThat(found.responsible()).isEqualTo(found.rule().responsible());
                    }
    }

    @Property(tries = 50)
    void theNextChangeIsTheFirstMomentAnotherTeamAnswers(@ForAll("agreements") String text, @ForAll("moment") long moment) {
        var inForce = Texts.inForce(text);
        var activity = inForce.activities().getFirst();
        long minute = moment - moment % 60;
        var now = inForce.assign(0, 0, 0, minute).responsible();
        var next = inForce.nextChange(activity, Priority.P1, null, Instant.ofEpochSecond(minute));
        long end = next == null ? minute + 14 * 86_400 : Math.min(next.getEpochSecond(), minute + 14 * 86_400);
        for (long at = minute; at < end; at += 60) assertThat(inForce.assign(0, 0, 0, at).responsible()).isEqualTo(now);
        if (next != null) assertThat(inForce.assign(0, 0, 0, next.getEpochSecond()).responsible()).isNotEqualTo(now);
    }

    private static Rule firstMatch(InForce inForce, Activity activity, Priority priority, @Nullable Site site, long moment) {
        int slot = inForce.week().slot(moment);
        for (var rule : activity.rules()) {
            var when = rule.when();
            if (when != null && !when.openAt(slot)) continue;
            if (!rule.priorities().isEmpty() && !rule.priorities().contains(priority)) continue;
            if (!rule.sites().isEmpty() && (site == null || !rule.sites().contains(site))) continue;
            return rule;
        }
        throw new AssertionError("every generated activity ends with otherwise");
    }

    @Provide
    Arbitrary<Long> moment() {
        return Arbitraries.longs().between(FROM, TO);
    }

    @Provide
    Arbitrary<List<Long>> moments() {
        return moment().list().ofSize(20);
    }

    @Provide
    Arbitrary<String> agreements() {
        var zone = Arbitraries.of("America/Chicago", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata");
        var activity = rule().list().ofMaxSize(6);
        return Combinators.combine(zone, activity.list().ofMinSize(1).ofMaxSize(4)).as(LookupPropertiesTest::text);
    }

    private static Arbitrary<String> rule() {
        var hour = Arbitraries.integers().between(0, 23);
        var hours = Combinators.combine(Arbitraries.of("mon-fri", "sat", "daily", "holidays", "wed,sun"), hour, hour)
                .as((days, from, to) -> "when: \"%s %02d:00-%02d:30\"".formatted(days, from, days.equals("holidays") ? Math.max(from, to) : to));
        var limit = Arbitraries.oneOf(hours, hours.map(text -> text.replace("when: \"", "when: \"not ")), Arbitraries.of("when: office",
                "when: not office", "when: [ office, sat 20:00-24:00 ]"));
        var priority = Arbitraries.of("", "", ", priority: P1", ", priority: [ P2, P4 ]");
        var site = Arbitraries.of("", "", ", site: north", ", site: [ north, south ]");
        return Combinators.combine(limit, priority, site, Arbitraries.of("it-team", "service-desk")).as((when, p, s,
                team) -> "{ %s%s%s, responsible: %s }".formatted(when, p, s, team));
    }

    private static String text(String zone, List<List<String>> activities) {
        var text = new StringJoiner("\n");
        text.add(Texts.PARTIES.replace("America/Chicago",
                zone).strip()).add("sites: { north: North, south: South }").add("services:").add("  own:").add("    title: Own").add("    accountable: client").add("    activities:");
        int number = 0;
        for (var rules : activities) {
            text.add("      a%d:".formatted(number)).add("        title: Activity %d".formatted(number++)).add("        rules:");
            for (var rule : rules) text.add("          - " + rule);
            text.add("          - { otherwise: , responsible: service-desk }");
        }
        return text.toString();
    }
}
