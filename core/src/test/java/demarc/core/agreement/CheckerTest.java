package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The finer points of each rule: what is found, and what is not. The examples of the user guide show the rest.
class CheckerTest {

    private static List<Finding> findings(String differences) {
        return Compilation.of("check.yaml", """
                agreement: check
                effective: 2026-07-01
                client: Copper Kettle Foods
                providers: { northwind: Northwind IT }
                time-zone: America/Chicago
                extends: co-managed/keep-the-desk
                """ + differences + "\n").findings();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            a decider out of reach needs an outcome          | decisions: { containment: { by: it-manager, within: 15m } }                                  | dead-end-decision
            and so does one without a limit                  | decisions: { containment: { by: it-manager } }                                               | dead-end-decision
            silence that proceeds is an outcome              | decisions: { containment: { by: it-manager, within: 15m, then: proceed } }                   | -
            a deputy who is always there is reach            | { people: { it-manager: { deputy: night }, night: { party: client, reachable: always } }, decisions: { containment: { by: it-manager, within: 15m } } } | -
            escalating to somebody away is no way out        | decisions: { containment: { by: it-manager, within: 15m, then: escalate to sponsor } }       | dead-end-decision
            working days wait for the decider                | decisions: { restore: { by: it-manager, within: 2 working days } }                           | -
            the largest amount needs a decider               | decisions: { spend: [ { up-to: 500 USD, by: it-manager, then: refuse } ] }                   | dead-end-decision
            silence may not spend the client's money         | decisions: { policy: { by: sponsor, within: 1 working day, then: proceed } }                 | rm-07
            work unbegun moves, so the response is kept      | at-boundary: unstarted                                                                       | -
            a resolve target before the response is none     | service-levels: { P3: { respond: 8h, resolve: 4h } }                                         | broken-promise
            two fees for two services                        | fees: [ { flat: 1 USD per month, covers: [ backup ] }, { flat: 1 USD per month, covers: all } ] | paid-twice
            a fee may name a service and its activity        | fees: [ { flat: 1 USD per month, covers: [ backup, backup/restore ] }, { flat: 1 USD per month, covers: [ network-monitoring, cybersecurity, identity, hardware, help-desk, strategy, vendors, patching, documentation, projects, compliance, cloud, onboarding ] } ] | -
            a framework the whole catalogue meets            | compliance: [ HIPAA, PCI DSS, cmmc, 'ISO/IEC 27001:2022' ]                                   | -
            a framework nobody knows                         | compliance: [ HIPPA ]                                                                        | unknown-name
            the clock stands still while the team is away    | services: { strategy: { responsible: it-team } }                                             | -
            a holiday is a day of the week of its own        | services: { patching: { activities: { servers: { rules: [ { when: 'mon-sun 00:00-24:00', responsible: service-desk } ] } } } } | gap
            without holidays there are no holidays to cover  | { holidays: none, services: { patching: { activities: { servers: { rules: [ { when: 'mon-sun 00:00-24:00', responsible: service-desk } ] } } } } } | -
            a rule above may leave some of its cases         | services: { patching: { activities: { servers: { rules: [ { priority: P1, responsible: service-desk }, { when: office, responsible: service-desk }, { otherwise: , responsible: service-desk } ] } } } } | -
            an escalation that does not grow                 | services: { patching: { activities: { servers: { rules: [ { otherwise: , responsible: service-desk, escalate: [ soc after 2h, soc after 1h ] } ] } } } } | unreachable-escalation
            an escalation to a team that has gone home       | services: { patching: { activities: { servers: { rules: [ { otherwise: , responsible: service-desk, escalate: [ vcio after 2h ] } ] } } } } | unreachable-escalation
            a quarter is often enough                        | review: every 3 months                                                                       | -
            """)
    void aRuleFindsWhatItShouldAndNoMore(String rule, String differences, String code) {
        var text = differences.startsWith("{") ? differences.substring(1, differences.length() - 1).strip().replace(" }, decisions:", " }\ndecisions:").replace("none, services:", "none\nservices:") : differences;
        var codes = findings(text).stream().map(Finding::code).distinct().toList();
        if (code.equals("-")) assertThat(codes).as(rule).isEmpty();
        else assertThat(codes).as(rule).containsExactly(code);
    }

    @Test
    void oneCauseIsOneFinding() {
        var offDuty = findings("teams: { service-desk: { hours: office } }").stream().filter(finding -> finding.code().equals("off-duty")).toList();
        assertThat(offDuty).hasSize(1);
        assertThat(offDuty.getFirst().message()).matches("service-desk is responsible for \\d+ activities of \\d+ services while it is off duty .* by \\d+ rules\\.");
    }

    @Test
    void aPromiseThatBreaksOnlyAroundHolidaysSaysSo() {
        // On the eve of a holiday the desk's day ends early, and the clock runs on.
        var broken = Compilation.of("holiday.yaml", """
                agreement: holiday
                effective: 2026-07-01
                client: Copper Kettle Foods
                model: internal
                time-zone: America/Chicago
                holidays: US
                hours: { desk: 'mon-sun 00:00-24:00', clock: 'mon-sun 00:00-24:00, holidays 00:00-24:00', feast: 'holidays 00:00-24:00' }
                teams: { day: { party: client, hours: desk, people: 2 }, feast-team: { party: client, hours: feast, people: 2 } }
                people: { lead: { party: client, reachable: desk, deputy: second }, second: { party: client, reachable: desk } }
                service-levels:
                  P1: { respond: 1h, resolve: 4h, clock: clock }
                  P2: { respond: 1h, resolve: 4h, clock: clock }
                  P3: { respond: 1h, resolve: 4h, clock: clock }
                  P4: { respond: 1h, resolve: 4h, clock: clock }
                services:
                  printing:
                    title: Printing
                    accountable: client
                    rules: [ { when: desk, responsible: day }, { otherwise: , responsible: feast-team } ]
                    activities: { toner: { title: Toner } }
                """).findings();
        assertThat(broken).extracting(Finding::code).containsOnly("broken-promise");
        assertThat(broken.getFirst().message()).contains("It happens only around holidays.");
    }
}
