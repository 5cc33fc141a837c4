package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Agreement.Activity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesTest {

    static List<String> names() {
        return Templates.names();
    }

    static Compilation compiled(String template) {
        return Compilation.of("test.yaml", """
                agreement: test
                client: Harbor Dental Group
                %s
                time-zone: America/Chicago
                effective: 2026-07-01
                extends: %s
                """.formatted(template.equals("internal") ? "" : "providers: { northwind: Northwind IT }", template));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTemplateIsCleanGivenOnlyWhoAndWhere(String name) {
        assertThat(compiled(name).findings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void aTemplateHoldsTheWholeCatalogue(String name) {
        var inForce = compiled(name).inForce();
        assertThat(inForce.agreement().services()).hasSize(14);
        assertThat(inForce.activities()).hasSize(121);
    }

    @ParameterizedTest
    @CsvSource({"fully-managed, 84, 37", "co-managed/keep-the-desk, 41, 80", "co-managed/keep-the-strategy, 49, 72", "internal, 0, 121"})
    void accountabilityIsSharedAsPublished(String name, int provider, int client) {
        assertThat(accountable(name, false)).isEqualTo(provider);
        assertThat(accountable(name, true)).isEqualTo(client);
    }

    @Test
    void theClientKeepsItsOwnDutiesInEveryModel() {
        var kept = Catalogue.services().stream().flatMap(service -> service.activities().stream()).filter(Catalogue.Activity::clients).map(Catalogue.Activity::key).toList();
        assertThat(kept).hasSize(37);
        for (var name : List.of("fully-managed", "internal")) {
            var inForce = compiled(name).inForce();
            assertThat(kept).allMatch(key -> inForce.activity(key).accountable().getFirst().party().isClient());
        }
    }

    private static long accountable(String template, boolean client) {
        return activities(template).filter(activity -> activity.accountable().getFirst().party().isClient() == client).count();
    }

    private static Stream<Activity> activities(String template) {
        return compiled(template).inForce().activities().stream();
    }
}
