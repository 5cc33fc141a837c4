package demarc.app.signals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/// How long a sender may take.
class BodiesTest {
    @ParameterizedTest
    @CsvSource({"PT1M,", "PT-1S,The body did not come within -1 s. Send less at once."})
    void aBodyComesInTimeOrIsGivenUp(Duration patience, String problem) throws IOException {
        var request = new MockHttpServletRequest("POST", "/api/v1/signals");
        request.addHeader("Content-Length", 2);
        request.setContent("{}".getBytes());
        var read = new Bodies(patience).readFromAnybody(request, 100, body -> body);
        assertThat(read.problem()).isEqualTo(problem);
    }
}
