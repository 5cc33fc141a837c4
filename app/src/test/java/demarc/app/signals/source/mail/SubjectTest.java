package demarc.app.signals.source.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ** PROBLEM Service Alert: srv-db-01/Disk / is CRITICAL **    | true  | srv-db-01   | Disk /
        ** RECOVERY Service Alert: srv-db-01/Disk / is OK **         | false | srv-db-01   | Disk /
        ** PROBLEM Host Alert: sw-core is DOWN **                    | true  | sw-core     | host
        Problem: Disk space low on srv-file-02                       | true  | srv-file-02 | Disk space low
        Resolved in 5m: Disk space low on srv-file-02                | false | srv-file-02 | Disk space low
        [ALERT] Backup failed for nas-01                             | true  | nas-01      | Backup
        Backup succeeded for nas-01                                  | false | nas-01      | Backup
        Check_MK: server1 - DOWN -> UP                               | false | a@b.example | Check_MK: server1
        UPS on battery                                               | true  | a@b.example | UPS
        Re: [OK] Web shop is up                                      | false | a@b.example | Web shop
        """)
    void commonSubjectsAreUnderstood(String subject, boolean firing, String thing, String check) {
        var said = Subject.read(subject, "a@b.example", Subject.Rules.USUAL);
        assertThat(said.firing()).isEqualTo(firing);
        assertThat(said.thing()).isEqualTo(thing);
        assertThat(said.check()).isEqualTo(check);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {state}: {check} on {thing} | Störung: Lüfter on anlage-3 | true  | anlage-3 | Lüfter
        {state}: {check} on {thing} | Behoben: Lüfter on anlage-3 | false | anlage-3 | Lüfter
        [{any}] {thing} {state}     | [site 4] pump-7 störung     | true  | pump-7   | mail
        """)
    void aSourceMayHaveWordsAndAPatternOfItsOwn(String pattern, String subject, boolean firing, String thing, String check) {
        var said = Subject.read(subject, "a@b.example", Subject.Rules.of(List.of("Störung"), List.of("Behoben"), pattern));
        assertThat(said).isEqualTo(new Subject(firing, firing ? "störung" : "behoben", thing, check));
    }

    @ParameterizedTest @ValueSource(strings = {"", "Newsletter of November", "Your invoice 4711", "Startup weekend", "Bookings"})
    void whatSaysNeitherIsRefusedWithAWord(String subject) {
        assertThatThrownBy(() -> Subject.read(subject, "a@b.example", Subject.Rules.USUAL)).isInstanceOf(Refused.class).hasMessageContaining("says neither");
    }

    @ParameterizedTest @ValueSource(strings = {"host: x", "user: y", "host: x\nuser: y\nport: 0", "host: x\nuser: y\ntls: maybe", "host: x\nuser: y\nsubject: '{thing}{check}'", "host: 'a b'\nuser: y", "pass: x"})
    void settingsThatCannotWorkAreRefused(String settings) {
        assertThatThrownBy(() -> MailBox.Settings.read(settings)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.field()).isEqualTo("mapping"));
    }
}
