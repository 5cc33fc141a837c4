package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Agreement.Rule;
import demarc.core.worktime.Week;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// The checker's gaps, shadowed rules and off-duty hours are those of a walk through every slot, priority and site.
class CheckerPropertiesTest {

    private static final List<String> WHEN = List.of(
            "office", "not office", "evening", "[ office, evening ]", "'sat,sun 00:00-24:00'", "'holidays 00:00-24:00'", "'daily 22:00-06:00'", "'mon 08:00-08:01'");
    private static final List<String> PRIORITY = List.of("", "priority: P1, ", "priority: [ P2, P3, P4 ], ", "priority: [ P1, P2 ], ");
    private static final List<String> SITE = List.of("", "", "site: plant, ", "site: [ plant, shop ], ");

    @Provide
    Arbitrary<List<String>> rules() {
        var when = Arbitraries.oneOf(Arbitraries.of(WHEN).map(hours -> "when: " + hours), Arbitraries.just("otherwise: "));
        return Combinators.combine(when, Arbitraries.of(PRIORITY), Arbitraries.of(SITE), Arbitraries.of("it-team", "night-team"))
                .as((hours, priority, site, team) -> "{ %s, %s%sresponsible: %s }".formatted(hours, priority, site, team))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Property(tries = 150)
    void gapsShadowedRulesAndOffDutyHoursAreThoseOfAWalk(@ForAll("rules") List<String> rules) {
        var compilation = Compilation.of("walk.yaml", text(rules));
        var agreement = compilation.agreement();
        assertThat(agreement).isNotNull();
        var activity = agreement.services().get("printing").activities().get("printing/toner");
        boolean gap = false;
        var live = new LinkedHashSet<Integer>();
        var offDuty = new TreeSet<String>();
        for (var priority : Priority.values())
            for (var site : new @Nullable String[] {null, "plant", "shop", "yard"})
                for (int slot = 0; slot < Week.SLOTS; slot++) {
                    var rule = first(activity.rules(), priority, site, slot);
                    if (rule == null) gap = true;
                    else {
                        live.add(rule.number());
                        var clock = agreement.hours().get(agreement.serviceLevels().get(priority).clock()).weekly();
                        if (clock.openAt(slot) && !rule.responsible().hours().weekly().openAt(slot)) offDuty.add(rule.responsible().key());
                    }
                }
        var dead = activity.rules().stream().filter(rule -> !live.contains(rule.number())).map(rule -> rule.at().line()).collect(Collectors.toSet());

        assertThat(lines(compilation, "gap").isEmpty()).isEqualTo(!gap);
        assertThat(lines(compilation, "shadowed")).isEqualTo(dead);
        assertThat(compilation.findings().stream().filter(finding -> finding.code().equals("off-duty")).map(finding -> finding.message().split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(offDuty);
    }

    /// The open minutes themselves, cell by cell.
    @Property(tries = 60)
    void theOpenMinutesAreExact(@ForAll("rules") List<String> rules) {
        var agreement = Compilation.of("walk.yaml", text(rules)).agreement();
        assertThat(agreement).isNotNull();
        var ground = Space.of(agreement).grounds().getFirst();
        for (var cell : ground.cells()) {
            var walked = new ArrayList<Integer>();
            for (int slot = 0; slot < Week.SLOTS; slot++)
                if (first(ground.rules(), cell.priority(), cell.site() == null ? null : cell.site().key(), slot) == null) walked.add(slot);
            var open = ground.open().stream().filter(one -> one.cell().equals(cell)).toList();
            assertThat(open).hasSize(walked.isEmpty() ? 0 : 1);
            if (!open.isEmpty()) {
                assertThat(open.getFirst().minutes().minutes()).isEqualTo(walked.size());
                assertThat(walked).allMatch(slot -> open.getFirst().minutes().openAt(slot));
            }
        }
    }

    private static @Nullable Rule first(List<Rule> rules, Priority priority, @Nullable String site, int slot) {
        for (var rule : rules) {
            if (!rule.priorities().isEmpty() && !rule.priorities().contains(priority)) continue;
            if (!rule.sites().isEmpty() && rule.sites().stream().noneMatch(one -> one.key().equals(site))) continue;
            if (rule.when() == null || rule.when().openAt(slot)) return rule;
        }
        return null;
    }

    private static Set<Integer> lines(Compilation compilation, String code) {
        return compilation.findings().stream().filter(finding -> finding.code().equals(code)).map(finding -> finding.at().line()).collect(Collectors.toSet());
    }

    private static String text(List<String> rules) {
        return """
                agreement: walk
                effective: 2026-07-01
                client: Walk
                model: internal
                time-zone: America/Chicago
                holidays: US
                hours: { office: mon-fri 08:00-18:00, evening: mon-fri 17:00-22:00, late: 'mon-sat 17:00-24:00' }
                sites: { plant: Plant, shop: Shop, yard: Yard }
                teams:
                  it-team: { party: client, hours: office, people: 2 }
                  night-team: { party: client, hours: late, people: 2 }
                service-levels:
                  P1: { respond: 15m, resolve: 4h, clock: always }
                  P2: { respond: 1h, resolve: 8h, clock: evening }
                  P3: { respond: 4h, resolve: 16h, clock: office }
                  P4: { respond: 8h, resolve: 40h, clock: office }
                services:
                  printing:
                    title: Printing
                    accountable: client
                    rules:
                %s
                    activities:
                      toner: { title: Toner }
                """.formatted(rules.stream().map(rule -> "      - " + rule).collect(Collectors.joining("\n")));
    }
}
