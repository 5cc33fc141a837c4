package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Scope;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;

/// Tickets over REST, as programs see them.
@DemarcTest
@Import(Desk.Maker.class)
class TicketApiTest {
    private final Fixture fixture;
    private final Desk.Maker desks;

    TicketApiTest(Fixture fixture, Desk.Maker desks) {
        this.fixture = fixture;
        this.desks = desks;
    }

    @Test void openingAnswersWhoByWhenAndWhy() {
        var desk = desks.desk();
        var api = fixture.api(desk.technician);
        var opened = api.post("/api/v1/tickets", Map.of("client", desk.client.key(), "subject", "Phishing mail opened", "service", "cybersecurity",
                "impact", "HIGH", "urgency", "HIGH"));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.json().propertyNames()).containsExactlyInAnyOrder("ref", "responsible", "accountable", "priority", "due", "because");
        assertThat(opened.at("/responsible")).isEqualTo("soc");
        assertThat(opened.at("/accountable")).isEqualTo(desk.provider.key());
        assertThat(opened.at("/priority")).isEqualTo("P1");
        assertThat(opened.at("/due/respond")).isNotEmpty();

        var ref = opened.at("/ref");
        var ticket = api.get("/api/v1/tickets/" + ref);
        assertThat(ticket.at("/subject")).isEqualTo("Phishing mail opened");
        assertThat(ticket.raw().headers().firstValue("ETag")).contains("\"2\"");
        assertThat(api.get("/api/v1/tickets?client=" + desk.client.key()).at("/items/0/ref")).isEqualTo(ref);
        assertThat(api.put("/api/v1/tickets/" + ref + "/assignee", Map.of("person", "me"), "If-Match", "\"2\"").status()).isEqualTo(200);
        assertThat(api.put("/api/v1/tickets/" + ref + "/resolution", Map.of("summary", "Blocked"), "If-Match", "\"2\"").status()).isEqualTo(409);
        assertThat(api.post("/api/v1/tickets/" + ref + "/messages", Map.of("body", "<script>alert(1)</script>")).status()).isEqualTo(201);
        assertThat(api.put("/api/v1/tickets/" + ref + "/resolution", Map.of("summary", "Blocked")).status()).isEqualTo(200);
        assertThat(api.delete("/api/v1/tickets/" + ref + "/resolution?reason=Again").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"subject": ""}                                          | 422 | few words
            {"subject": "x", "priority": "P9"}                       | 400 | P9
            {"subject": "x", "prioriti": "P1"}                       | 400 | prioriti
            {"subject": "x", "activity": "help-desk/frist-line"}     | 422 | help-desk/first-line
            {"subject": "x", "impact": "HIGH"}                       | 422 | urgency beside it
            {"subject": "x", "client": "nobody"}                     | 404 | nobody
            {"subject": "x", "site": "moon"}                         | 422 | no site 'moon'
            not json                                                 | 400 | body
            """)
    void badInputIsToldWhatIsWrong(String body, int status, String says) {
        var answer = fixture.api(desks.desk().internal).post("/api/v1/tickets", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/detail")).contains(says);
    }

    @Test void theSameKeyOpensOneTicketHoweverOftenItIsSent() {
        var desk = desks.desk();
        var api = fixture.api(desk.internal);
        var first = api.post("/api/v1/tickets", Map.of("subject", "Once"), "Idempotency-Key", "k1");
        var again = api.post("/api/v1/tickets", Map.of("subject", "Once"), "Idempotency-Key", "k1");
        assertThat(again.at("/ref")).isEqualTo(first.at("/ref"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(api.post("/api/v1/tickets", Map.of("subject", "Twice"), "Idempotency-Key", "k1").status()).isEqualTo(422);
        assertThat(api.get("/api/v1/tickets").json().at("/items").size()).isEqualTo(1);
    }

    @Test void aTokenWithoutTheScopeOnlyReads() {
        var desk = desks.desk();
        var api = fixture.api(desk.internal, Scope.TICKETS_READ);
        assertThat(api.get("/api/v1/tickets").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/tickets", Map.of("subject", "x")).status()).isEqualTo(403);
    }
}
