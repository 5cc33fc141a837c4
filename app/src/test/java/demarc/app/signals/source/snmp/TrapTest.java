package demarc.app.signals.source.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrapTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        1.3.6.1.6.3.1.1.5.3     | 1.3.6.1.2.1.2.2.1.1.7=7, 1.3.6.1.2.1.2.2.1.7.7=1 | FIRING  | 10.0.0.9 | link 7 | MEDIUM
        1.3.6.1.6.3.1.1.5.3     | 1.3.6.1.2.1.2.2.1.1.7=7, 1.3.6.1.2.1.2.2.1.7.7=2 | FIRING  | 10.0.0.9 | link 7 | INFO
        1.3.6.1.6.3.1.1.5.4     | 1.3.6.1.2.1.2.2.1.1.7=7, 1.3.6.1.2.1.31.1.1.1.1.7=Gi0/7 | CLEARED | 10.0.0.9 | link 7 | MEDIUM
        1.3.6.1.6.3.1.1.5.1     | 1.3.6.1.2.1.1.5.0=sw-core                        | FIRING  | sw-core  | cold start | INFO
        1.3.6.1.2.1.33.2.1      |                                                  | FIRING  | 10.0.0.9 | on battery | HIGH
        1.3.6.1.2.1.33.2.3      | 1.3.6.1.2.1.33.1.6.2.1.2.1=1.3.6.1.2.1.33.1.6.3.3 | FIRING | 10.0.0.9 | ups alarm battery low | HIGH
        1.3.6.1.2.1.33.2.4      | 1.3.6.1.2.1.33.1.6.2.1.2.1=1.3.6.1.2.1.33.1.6.3.3 | CLEARED | 10.0.0.9 | ups alarm battery low | HIGH
        1.3.6.1.4.1.318.0.5     |                                                  | FIRING  | 10.0.0.9 | on battery | HIGH
        1.3.6.1.4.1.318.0.9     |                                                  | CLEARED | 10.0.0.9 | on battery | HIGH
        1.3.6.1.4.1.99999.0.1   | 1.3.6.1.4.1.99999.1=boo                          | FIRING  | 10.0.0.9 | trap 1.3.6.1.4.1.99999.0.1 | LOW
        """)
    void whatATrapSays(String oid, @Nullable String values, String state, String thing, String check, String severity) {
        var bound = new TreeMap<String, String>();
        if (values != null) for (var each : values.split(", ")) bound.put(each.split("=")[0], each.split("=")[1]);
        assertThat(new Trap(oid, "10.0.0.9", Map.copyOf(bound)).signals()).singleElement().satisfies(signal -> {
            assertThat(signal.state()).hasToString(state);
            assertThat(signal.thing()).isEqualTo(thing);
            assertThat(signal.check()).isEqualTo(check);
            assertThat(signal.severity()).hasToString(severity);
        });
    }
}
