package demarc.core.agreement;

import static demarc.core.agreement.Texts.PARTIES;
import static demarc.core.agreement.Texts.SERVICES;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderTest {

    /// Each line replaces one word of a sound text; the finding stands on that line and says the way out.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 3            | version: three            | bad-value     | 2  | no whole number
            effective: 2026-07-01 | effective: 2026-02-30     | bad-date      | 3  | not a day of the calendar
            effective: 2026-07-01 | effective: 1 July         | bad-date      | 3  | 2026-07-01
            effective: 2026-07-01 | effective: 9999-01-01     | bad-date      | 3  | Check the year
            title: IT manager     | deputy: it-manager        | bad-value     | 15 | their own deputy
            effective: 2026-07-01 | efective: 2026-07-01      | unknown-name  | 3  | Did you mean 'effective'?
            model: co-managed     | model: comanaged          | unknown-name  | 5  | Did you mean 'co-managed'?
            America/Chicago       | America/Chicgo            | unknown-name  | 6  | Did you mean 'America/Chicago'?
            holidays: US-IL       | holidays: US-XX           | unknown-name  | 7  | US
            sat 09:00-13:00       | sat 09:00-25:00           | bad-value     | 10 | mon-fri 08:00-18:00
            party: northwind      | party: nothwind           | unknown-name  | 13 | Did you mean 'northwind'?
            hours: office, people | hours: offce, people      | unknown-name  | 12 | Did you mean 'office'?
            reachable: office, t  | reachabel: office, t      | unknown-name  | 15 | Did you mean 'reachable'?
            resolve: 8h           | resolve: 8                | bad-unit      | 19 | working days
            resolve: 3 working d  | resolve: 3 d              | bad-unit      | 20 | 3 working days
            clock: office, target | clock: oficce, target     | unknown-name  | 20 | Did you mean 'office'?
            P2: {                 | P5: {                     | unknown-name  | 19 | Did you mean
            help-desk:            | helpdesk:                 | unknown-name  | 23 | Did you mean 'help-desk'?
            accountable: client   | accountable: clint        | unknown-name  | 24 | Did you mean 'client'?
            responsible: it-team  | responsible: itteam       | unknown-name  | 27 | Did you mean 'it-team'?
            responsible: it-team  | responsible: [it-team]    | bad-value     | 27 | 'helpers:'
            responsible: it-team  | responsible: cfo          | bad-value     | 27 | a person
            - when: office        | - when: ofice             | unknown-name  | 26 | Did you mean 'office'?
            - when: office        | - when: "mon 9-"          | bad-value     | 26 | mon-fri 08:00-18:00
            after 2h              | after 2 moons             | bad-unit      | 28 | 4h
            after 2h              | in 2h                     | bad-value     | 28 | service-desk after 4h
            [ it-team ]           | [ it-tem ]                | unknown-name  | 31 | Did you mean 'it-team'?
            people: 2             | hours: always             | duplicate-key | 12 | Keep one
            agreement: harbor-dental | agreement: Harbor Dental | bad-value   | 1  | harbor-dental
            """)
    void aPlainMistakeHasItsPlaceAndTheWayOut(String word, String mistake, String code, int line, String way) {
        var text = PARTIES + SERVICES;
        assertThat(text).contains(word);
        var findings = Compilation.of("a.yaml", text.replace(word, mistake)).findings();
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.at().line()).isEqualTo(line);
            assertThat(finding.message() + " " + finding.hint()).contains(way);
        });
    }

    @Test
    void oneRunReportsEveryMistakeOnce() {
        var text = (PARTIES + SERVICES)
                .replace("2026-07-01", "soon").replace("it-team:      { party: client",
                        "it-team:      { party: clint").replace("resolve: 4h", "resolve: 4");
        assertThat(Compilation.of("a.yaml", text).findings()).extracting(Finding::code).containsExactly("bad-date", "unknown-name", "bad-unit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                    | missing      | 1 | The text is empty
            '[ a, b ]'                            | bad-value    | 1 | begins with 'agreement:'
            'a: [ 1'                              | not-yaml     | 1 | brackets
            'a:\\n\\tb: 1'                        | not-yaml     | 2 | tabs
            'a: x\\uFFFDy'                        | not-yaml     | 1 | UTF-8
            'a: x\\u0007y'                        | not-yaml     | 1 | U+0007
            'a: "x\\\\0y"'                         | bad-value    | 1 | U+0000
            'a: "x\\\\e[31my"'                     | bad-value    | 1 | U+001B
            'a: 1\\n# b\\u202Ec'                   | bad-value    | 2 | U+202E
            'a: !!javax.script.ScriptEngine [x]'  | bad-value    | 1 | tag
            'a: &x [*x]'                          | not-yaml     | 1 | inside what it names
            'a: 1\\n---\\nb: 2'                   | not-yaml     | 2 | second document
            '? [a]\\n: b'                         | bad-value    | 1 | must be a word
            """)
    void textThatIsNoAgreementIsRefusedAtItsPlace(String text, String code, int line, String words) {
        var findings = Compilation.of("a.yaml", text.replace("\\uFFFD", "\uFFFD").replace("\\u0007", "\u0007").replace("\\u202E", "\u202E").translateEscapes()).findings();
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.at().line()).isEqualTo(line);
            assertThat(finding.message() + finding.hint()).contains(words);
        });
    }

    @Test
    void hostileTextCostsNoMoreThanItsLength() {
        var laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 25; i++) laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        for (var text : List.of(laughs.toString(), "a: " + "[".repeat(500_000), "x".repeat(10_000_000), "client: " + "x".repeat(50_000), "a: *b\n".repeat(60).replace("*b",
                "&b 1\nc: *b")))
            assertThat(Compilation.of("a.yaml", text).findings()).extracting(Finding::code).containsAnyOf("too-large", "duplicate-key");
    }

    @Test
    void theTextSaysWhatTheAgreementHolds() {
        var agreement = Texts.read(PARTIES + SERVICES + """
                decisions:
                  containment: { by: it-manager, within: 15m, then: proceed, review: cfo within 1 working day }
                  access: { by: it-manager, within: 1 working day, then: escalate to cfo }
                  spend:
                    - { up-to: 500 USD, by: responsible }
                    - { by: cfo, then: refuse }
                pauses: { vendor: never, parts: [ P4 ] }
                fees:
                  - { per: seat, amount: 60 USD per month, minimum: 5, covers: all }
                  - { hours: 20 per month included, then: 145 USD per hour, covers: [ help-desk/vip ] }
                compliance: [ HIPAA ]
                """);
        assertThat(agreement.effective()).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(agreement.hash()).hasSize(64);
        assertThat(agreement.teams().get("it-team").title()).isEqualTo("IT team");
        assertThat(agreement.services().get("help-desk").activities()).hasSize(10);
        assertThat(agreement.decisions()).hasSize(3);
        assertThat(agreement.pauses().stops(WaitingOn.VENDOR, Priority.P4)).isFalse();
        assertThat(agreement.pauses().stops(WaitingOn.PARTS, Priority.P4)).isTrue();
        assertThat(agreement.fees()).extracting(fee -> fee.payee().key()).containsOnly("northwind");
        assertThat(agreement.boundary()).isEqualTo(Agreement.Boundary.STAY);
    }

    @Test
    void anActivityMayDifferAndAnOwnOneNeedsATitle() {
        var help = Texts.read(PARTIES + SERVICES + """
                    activities:
                      vip: { accountable: northwind, responsible: service-desk, decision: access }
                      first-line: { informed: [ cfo ] }
                      after-hours: remove
                      scanner: { title: X-ray scanner support }
                """).services().get("help-desk");
        var vip = help.activities().get("help-desk/vip");
        assertThat(vip.accountable().getFirst().party().key()).isEqualTo("northwind");
        assertThat(vip.rules()).hasSize(1);
        assertThat(help.activities().get("help-desk/first-line").rules()).allMatch(rule -> rule.informed().getFirst().key().equals("cfo"));
        assertThat(help.activities()).doesNotContainKey("help-desk/after-hours");
        assertThat(help.activities().get("help-desk/scanner").code()).isEmpty();
        assertThat(Compilation.of("a.yaml",
                PARTIES + SERVICES + "    activities: { scanner: }\n").findings()).extracting(Finding::hint).anyMatch(hint -> hint.contains("title: Scanner"));
    }

    @Test
    void inheritanceMergesMapsAndReplacesLists() {
        var agreement = Texts.read("""
                client: Harbor
                providers: { northwind: Northwind IT }
                time-zone: America/Chicago
                effective: 2026-07-01
                extends: co-managed/keep-the-desk
                teams: { it-team: { people: 4 } }
                services:
                  cloud: remove
                  backup: { activities: { restore-test: { responsible: it-team }, daily-check: remove } }
                """);
        assertThat(agreement.key()).isEqualTo("harbor");
        assertThat(agreement.teams().get("it-team").people()).isEqualTo(4);
        assertThat(agreement.teams().get("it-team").hours().name()).isEqualTo("office");
        assertThat(agreement.services()).doesNotContainKey("cloud").hasSize(13);
        var backup = agreement.services().get("backup");
        assertThat(backup.activities()).hasSize(8);
        var test = backup.activities().get("backup/restore-test");
        assertThat(test.rules().getFirst().responsible().key()).isEqualTo("it-team");
        assertThat(test.rules().getFirst().at().file()).isEqualTo("test.yaml");
        assertThat(backup.activities().get("backup/design").at().file()).isEqualTo("template:co-managed/keep-the-desk");
    }

    @ParameterizedTest
    @CsvSource({"co-managed/keep-desk, co-managed/keep-the-desk", "fully-mangaed, fully-managed"})
    void anUnknownTemplateNamesTheNearest(String written, String meant) {
        assertThat(Compilation.of("a.yaml",
                "extends: " + written).findings()).anyMatch(finding -> String.valueOf(finding.hint()).contains("'" + meant + "'"));
    }
}
