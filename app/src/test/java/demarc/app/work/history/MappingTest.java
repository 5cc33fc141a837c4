package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mapping file says what coded names mean, and every mistake in it is named with its line.
class MappingTest {

    private static final String TABLE = """
            Nr,When,Was,Type of work,Team name,Level
            1,2026-03-02 08:00,Desk stuff,Passwords,Value 1,L
            2,2026-03-02 08:00,x,Value 9,Value 2,M
            3,2026-03-02 08:00,x,,Unheard of,
            """;

    private static final String MAPPING = """
            columns: { id: Nr, opened: When, category: Type of work, group: Team name, priority: Level }
            zone: Europe/Rome
            default: help-desk/second-line
            categories: { Passwords: identity/fulfil-access }
            groups:
              Value 2: { activity: network-monitoring, team: service-desk }
            priorities: { L: P4, M: P2 }
            """;

    @Test void namesMeanWhatTheMappingSays() {
        var told = Told.csv(TABLE, MappingFile.read("m.yaml", MAPPING));
        assertThat(told.tickets()).extracting(PastTicket::activity)
                .containsExactly("identity/fulfil-access", "network-monitoring/device-list", "help-desk/second-line");
        assertThat(told.tickets()).extracting(PastTicket::team).containsExactly(null, "service-desk", null);
        assertThat(told.tickets()).extracting(ticket -> ticket.priority().name()).containsExactly("P4", "P2", "P3");
        assertThat(told.tickets().getFirst().opened()).hasToString("2026-03-02T07:00:00Z");
        assertThat(told.report().mapping().byDefault()).isEqualTo(1);
        assertThat(told.report().mapping().unknownPriorities()).containsEntry("(none)", 1L);
    }

    @Test void aWrittenMappingReadsBackAsWhatItWasWrittenFrom() {
        var mapping = MappingFile.read("m.yaml", MAPPING);
        var told = Told.csv(TABLE, mapping);
        assertThat(Told.csv(TABLE, MappingFile.read("m.yaml", Told.mappingText(TABLE, mapping))).tickets()).isEqualTo(told.tickets());
    }

    @Test void namesThatSpeakForThemselvesGetASuggestion() {
        assertThat(Told.mappingText("id,opened,category\n1,2026-03-02,VPN and Wi-Fi\n2,2026-03-02,Category 55\n", Mapping.none()))
                .contains("  \"VPN and Wi-Fi\": network-monitoring/fault-repair  # 1 tickets, suggested by its name".replace("\"", ""))
                .contains("  # Category 55: help-desk/first-line  # 1 tickets");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            categorys: { A: help-desk }          | m.yaml:1: unknown key 'categorys'. Do you mean 'categories'?
            categories: [ A ]                    | m.yaml:1: categories must be 'name: value' lines.
            priorities: { A: P7 }                | m.yaml:1: a priority is P1, P2, P3 or P4, not 'P7'.
            states: { A: waiting on godot }      | m.yaml:1: a state means new, active
            zone: Europe/Roma                    | m.yaml:1: no time zone 'Europe/Roma'. Do you mean 'Europe/Rome'?
            dates: sideways                      | m.yaml:1: dates are day-first or month-first
            columns: { number: Nr }              | m.yaml:1: a column cannot be 'number'.
            groups: { A: { activty: help-desk }} | m.yaml:1: a group has an activity and a team, not 'activty'.
            'a: b                                | m.yaml:2: this is not YAML
            """)
    void mistakesAreNamed(String text, String says) {
        assertThatThrownBy(() -> MappingFile.read("m.yaml", text + "\n")).isInstanceOf(Refused.class).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({"uci", "italian"})
    void theExamplesFitAnAgreementThatKeepsTheDesk(String name) throws java.io.IOException {
        var mapping = MappingFile.read(name + ".yaml", java.nio.file.Files.readString(java.nio.file.Path.of("../examples/mappings", name + ".yaml")));
        assertThat(mapping.in(Told.KEEP_THE_DESK).groups()).isNotEmpty();
    }

    @Test void workThatTheAgreementDoesNotKnowIsRefusedAllAtOnce() {
        var mapping = MappingFile.read("m.yaml", "default: helpdesk\ncategories:\n  A: backup/restor\n");
        assertThatThrownBy(() -> mapping.in(Told.KEEP_THE_DESK)).hasMessageContaining("m.yaml:1: no service or activity 'helpdesk'. Do you mean help-desk")
                .hasMessageContaining("m.yaml:3: no service or activity 'backup/restor'. Do you mean backup/restore");
    }
}
