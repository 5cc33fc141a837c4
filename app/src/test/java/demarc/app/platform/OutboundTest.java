package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the product connects to on somebody's behalf.
class OutboundTest {
    private static final Outbound SERVER = Outbound.fromServer(List.of());
    private static final Outbound PROBE = Outbound.fromInside(List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            127.0.0.1                | this machine itself
            localhost                | this machine itself
            127.1                    | this machine itself
            ::1                      | this machine itself
            [::1]                    | this machine itself
            ::ffff:127.0.0.1         | this machine itself
            0.0.0.0                  | no address of a machine
            169.254.169.254          | metadata
            ::ffff:169.254.169.254   | metadata
            fd00:ec2::254            | metadata
            fe80::1                  | link-local
            224.0.0.251              | multicast
            ff02::1                  | multicast
            255.255.255.255          | reserved
            64:ff9b::7f00:1          | translated
            2002:7f00:1::            | tunnel
            5f00::1                  | reserved
            """)
    void neitherTheServerNorAProbeConnectsTo(String host, String because) {
        assertThatThrownBy(() -> SERVER.resolve(host)).isInstanceOf(Refused.class).hasMessageContaining(because);
        assertThatThrownBy(() -> PROBE.resolve(host)).isInstanceOf(Refused.class).hasMessageContaining(because);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.3.4", "fd12:3456::7", "::ffff:10.0.0.1"})
    void whatIsPrivateOnlyAProbeReaches(String host) throws Exception {
        assertThatThrownBy(() -> SERVER.resolve(host)).isInstanceOf(Refused.class).hasMessageContaining("an administrator opens");
        assertThat(PROBE.resolve(host)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
    void theInternetIsOpenToBoth(String host) throws Exception {
        assertThat(SERVER.resolve(host)).isEqualTo(PROBE.resolve(host));
    }

    @ParameterizedTest
    @CsvSource({"10.20.0.0/16,10.20.3.4,10.21.0.1", "127.0.0.1,127.0.0.1,127.0.0.2", "fd12:3456::/48,fd12:3456:0:1::9,fd12:3457::9"})
    void whatIsOpenedIsOpenAndNothingBesides(String range, String reached, String refused) throws Exception {
        var opened = Outbound.fromServer(List.of(Outbound.mayBeOpened(range)));
        assertThat(opened.resolve(reached)).isNotNull();
        assertThatThrownBy(() -> opened.resolve(refused)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0/0,within one", "::/0,within one", "8.0.0.0/8,within one", "10.0.0.0/4,within one", "10.0.0.0/33,no range", "office,no range", "10.0.0.0/8/8,no range", "'',no range"})
    void nobodyOpensMoreThanTheyName(String range, String because) {
        assertThatThrownBy(() -> Outbound.mayBeOpened(range)).isInstanceOf(Refused.class).hasMessageContaining(because);
    }
}
