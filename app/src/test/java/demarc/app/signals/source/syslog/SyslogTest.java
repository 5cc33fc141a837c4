package demarc.app.signals.source.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import demarc.app.signals.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogTest {
    private static final Instant NOW = Instant.parse("2026-01-02T08:00:00Z");
    private static final Syslog.Settings USUAL = Syslog.Settings.read(null);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', nullValues = "-", textBlock = """
        <34>1 2003-10-11T22:14:15.003Z mymachine.example.com su - ID47 - 'su root' failed for lonvick on /dev/pts/8 | 2 | mymachine.example.com | su | 2003-10-11T22:14:15.003Z | 'su root' failed for lonvick on /dev/pts/8
        <165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 myproc 8710 - - %% It's time to make the do-nuts. | 5 | 192.0.2.1 | myproc | 2003-08-24T12:14:15.000003Z | %% It's time to make the do-nuts.
        <165>1 2003-10-11T22:14:15.003Z h evntslog - ID47 [exampleSDID@32473 iut="3" eventSource="App\\]lication"][x@1 a="b"] An application event | 5 | h | evntslog | 2003-10-11T22:14:15.003Z | An application event
        <11>1 - - - - - -                                                    | 3 | ^^ | ^^ | - | ^^
        <34>Oct 11 22:14:15 mymachine su: 'su root' failed for lonvick       | 2 | mymachine | su | 2025-10-11T22:14:15Z | 'su root' failed for lonvick
        <27>Jan  2 07:59:59 srv-1 sshd[4711]: error: maximum attempts exceeded | 3 | srv-1 | sshd | 2026-01-02T07:59:59Z | error: maximum attempts exceeded
        <187>Jan  2 07:59:59.123 UTC: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down | 3 | ^^ | %LINK-3-UPDOWN | 2026-01-02T07:59:59Z | Interface Gi0/1, changed state to down
        <13>su: 'su root' failed                                             | 5 | ^^ | su | - | 'su root' failed
        <0>                                                                  | 0 | ^^ | ^^ | - | ^^
        """)
    void bothFormsAreRead(String line, int severity, String host, String app, @Nullable Instant at, String message) {
        var entry = Entry.read(line.getBytes(StandardCharsets.UTF_8), NOW);
        assertThat(entry.severity()).isEqualTo(severity);
        assertThat(entry.host()).isEqualTo(host);
        assertThat(entry.app()).isEqualTo(app);
        assertThat(entry.at()).isEqualTo(at);
        assertThat(entry.message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no priority", "<>x", "<999>x", "<34", "<11>1 - - - - - [broken", "<11>1 - - - - - [a b", "<11>1 - - - - - [a b=\"c"})
    void whatIsNoSyslogIsRefusedWithAWord(String line) {
        assertThatThrownBy(() -> Entry.read(line.getBytes(StandardCharsets.UTF_8), NOW)).isInstanceOf(Refused.class).hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Failed password for root from 10.1.2.3 port 50112 ssh2 | Failed password for root from 192.168.77.4 port 99 ssh2 | true
        disk sda1 at 97.1 %                                    | disk sda2 at 98 %                                       | true
        user "ada" locked                                      | user "grace" locked                                     | true
        Interface Gi0/1, changed state to down                 | Interface Gi0/2, changed state to down                  | false
        Interface Gi0/1, changed state to down                 | Interface Gi0/1, changed state to up                    | true
        out of memory                                          | out of paper                                            | false
        """)
    void theSameWordsAreTheSameCheck(String one, String other, boolean same) {
        assertThat(Template.of(one).text().equals(Template.of(other).text())).isEqualTo(same);
    }

    @Test void anErrorFiresAndWhatComesUpAgainClears() {
        assertThat(says("<187>Jan  2 07:59:59 sw-1 %LINK-3-UPDOWN: Interface Gi0/1, changed state to down").state()).isEqualTo(Signal.State.FIRING);
        var up = says("<189>Jan  2 07:59:59 sw-1 %LINK-3-UPDOWN: Interface Gi0/1, changed state to up");
        assertThat(up.state()).isEqualTo(Signal.State.CLEARED);
        assertThat(up.key()).isEqualTo(says("<187>Jan  2 07:59:59 sw-1 %LINK-3-UPDOWN: Interface Gi0/1, changed state to down").key());
        assertThat(Syslog.read(Entry.read("<30>Jan  2 07:59:59 srv cron: started".getBytes(StandardCharsets.UTF_8), NOW), "10.0.0.1", USUAL)).isEmpty();
        assertThat(says("<11>it broke").thing()).isEqualTo("10.0.0.1");
    }

    private static Signal says(String line) {
        return Syslog.read(Entry.read(line.getBytes(StandardCharsets.UTF_8), NOW), "10.0.0.1", USUAL).getFirst();
    }
}
