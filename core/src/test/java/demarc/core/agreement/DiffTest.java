package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {

    private static Agreement agreement(String more) {
        var agreement = Compilation.of("diff.yaml", """
                agreement: ridgeline
                effective: 2026-07-01
                client: Ridgeline Manufacturing
                providers: { northwind: Northwind IT }
                time-zone: America/New_York
                extends: co-managed/keep-the-desk
                """ + more).agreement();
        assertThat(agreement).isNotNull();
        return agreement;
    }

    private static Diff diff(String before, String after) {
        return Diff.between(agreement(before), agreement(after));
    }

    @Test
    void theSameMeaningIsNoDifference() {
        assertThat(diff("", "version: 2\n").isEmpty()).isTrue();
        assertThat(diff("hours: { weekend: 'sat,sun 00:00-24:00' }\n", "hours: { weekend: 'sat-sun 00:00-24:00' }\n").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            services: { patching: { activities: { servers: { rules: [ { when: 'sat,sun 00:00-24:00', responsible: it-team }, { otherwise: , responsible: service-desk } ] } } } } | services: { patching: { activities: { servers: { responsible: service-desk } } } } | patching/servers, Saturday and Sunday: it-team → service-desk (48 h a week)
            services: { hardware: { responsible: it-team } }         | services: { hardware: { responsible: service-desk } }  | 8 activities of hardware (standards, asset-records, refresh-plan, …): it-team → service-desk (168 h a week)
            services: { documentation: { accountable: client } }     | services: { documentation: { accountable: northwind } } | 6 activities of documentation (standard, diagrams, configuration-records, …), accountable: client → northwind
            decisions: { policy: { by: sponsor } }                   | decisions: { policy: { by: it-manager } }              | policy: sponsor within 5 working days, then refuse → it-manager within 5 working days, then refuse
            service-levels: { P1: { resolve: 4h } }                  | service-levels: { P1: { resolve: 2h } }                | P1 resolve: 4h → 2h (tighter)
            service-levels: { P4: { respond: 8h } }                  | service-levels: { P4: { respond: 2 working days } }    | P4 respond: 8h → 2 working days (looser)
            teams: { it-team: { people: 2 } }                        | teams: { it-team: { people: 3 } }                      | it-team: client, 2 people, office → client, 3 people, office
            model: co-managed                                        | model: fully-managed                                   | model: co-managed → fully-managed
            fees: [ { flat: 4200 USD per month, covers: [ backup ] } ] | fees: [ { flat: 4600 USD per month, covers: [ backup ] } ] | flat fee of northwind: 4,200 USD a month → 4,600 USD a month
            services: { backup: }                                    | services: { backup: remove }                           | backup (9 activities): gone, was part of the agreement
            hours: { office: mon-fri 08:00-18:00 }                   | hours: { office: mon-fri 07:00-18:00 }                 | office: mon-fri 08:00-18:00 → mon-fri 07:00-18:00
            """)
    void aDifferenceIsToldInPlainWords(String before, String after, String sentence) {
        assertThat(diff(before + "\n", after + "\n").differences()).extracting(Difference::sentence).contains(sentence);
    }

    @Test
    void theMonthlyPriceIsSetBesideTheOther() {
        var diff = diff("fees: [ { per: user, amount: 85 USD per month, covers: all } ]\n", "fees: [ { per: user, amount: 90 USD per month, covers: all } ]\n");
        var price = diff.price(YearMonth.of(2026, 10), new Bill.Usage(Map.of("user", 40), Map.of("projects", BigDecimal.ONE)));
        assertThat(price.before()).hasToString("[3400.00 USD]");
        assertThat(price.after()).hasToString("[3600.00 USD]");
    }

    @Test
    void whatOneSideGainsTheOtherLoses() {
        var one = "services: { help-desk: { responsible: service-desk } }\n";
        var other = "services: { help-desk: { responsible: it-team } }\n";
        var there = diff(one, other).byKind().get(Difference.Kind.RESPONSIBLE);
        var back = diff(other, one).byKind().get(Difference.Kind.RESPONSIBLE);
        assertThat(there).hasSameSizeAs(back);
        for (int i = 0; i < there.size(); i++) {
            assertThat(there.get(i).before()).isEqualTo(back.get(i).after());
            assertThat(there.get(i).note()).isEqualTo(back.get(i).note());
        }
    }
}
