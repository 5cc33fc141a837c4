package demarc.app.decide.replay;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What another agreement would have done. In version 1 the client's own people have the desk by day; the draft gives it to the provider.
@DemarcTest
class WouldHaveTest {
    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;

    WouldHaveTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void begin() {
        clock.set("2026-06-23T15:00:00Z");
    }

    @AfterEach void end() {
        clock.reset();
    }

    /// Three tickets for the desk and one for the network, all resolved a day later.
    private Table worked() {
        var table = new Table(fixture, context, "Ridgeline");
        table.agree(1, "2026-06-01");
        var internal = fixture.api(fixture.person(table.client.party(), Role.TECHNICIAN, "it-team"));
        var provider = fixture.api(fixture.person(table.provider, Role.TECHNICIAN, "service-desk"));
        var refs = new String[] {open(internal, table, "help-desk/first-line"), open(internal, table, "help-desk/first-line"), open(internal, table, "help-desk/first-line"), open(internal, table, "network-monitoring/fault-repair")};
        clock.set("2026-06-24T15:30:00Z");
        for (var ref : refs)
            assertThat(ref.equals(refs[3]) ? resolve(provider, ref) : resolve(internal, ref)).isLessThan(300);
        return table;
    }

    private static String open(Api by, Table table, String activity) {
        var opened = by.post("/api/v1/tickets", """
                {"client": "%s", "subject": "It broke", "activity": "%s", "priority": "P3"}""".formatted(table.client.key(), activity));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.at("/ref");
    }

    private static int resolve(Api by, String ref) {
        return by.put("/api/v1/tickets/%s/resolution".formatted(ref), "{\"summary\": \"Mended.\"}").status();
    }

    private static String draft(Table table) {
        return table.text(2, "2026-09-01") + """

                services:
                  help-desk:
                    activities:
                      first-line: { accountable: %s, responsible: service-desk }
                service-levels:
                  P3: { respond: 4h, resolve: 4h, clock: office, target: 90%% }
                """.formatted(table.provider.key());
    }

    @Test void ticketsThatWouldHaveGoneElsewhereAreCountedAndPromisesAreReadByTheirOwnTargets() {
        var table = worked();
        table.draft(table.manager, draft(table));
        var replay = fixture.api(table.manager).get("/api/v1/clients/%s/agreement/replay?months=1".formatted(table.client.key()));
        assertThat(replay.status()).as(replay.text()).isEqualTo(200);
        assertThat(replay.json().at("/tickets").asInt()).isEqualTo(4);
        assertThat(replay.json().at("/elsewhere").asInt()).isEqualTo(3);
        assertThat(replay.json().at("/overTheLine").asInt()).isEqualTo(3);
        assertThat(replay.at("/flows/0/from/party") + " " + replay.at("/flows/0/to/team")).isEqualTo("client service-desk");
        assertThat(replay.json().at("/promises/0/resolve/before/kept").asInt()).isEqualTo(4);
        assertThat(replay.json().at("/promises/0/resolve/after/kept").asInt()).isZero();
    }

    @Test void theSameTextTwiceChangesNothing() {
        var table = worked();
        var replay = fixture.api(table.manager).get("/api/v1/clients/%s/agreement/replay?from=1&to=1".formatted(table.client.key()));
        assertThat(replay.json().at("/elsewhere").asInt()).isZero();
        assertThat(replay.json().at("/promises/0/resolve/before")).isEqualTo(replay.json().at("/promises/0/resolve/after"));
        assertThat(replay.json().at("/bills/0/before")).isEqualTo(replay.json().at("/bills/0/after"));
    }

    @Test void whatIsBilledByTheUserIsReplayedWithTheirNumber() {
        var table = worked();
        table.draft(table.manager, draft(table) + "fees:\n  - { per: user, amount: 20 USD per month, minimum: 12, covers: all }\n");
        var api = fixture.api(table.manager);
        var path = "/api/v1/clients/%s/agreement/replay?months=1".formatted(table.client.key());
        assertThat(api.get(path).json().at("/counts/user").asInt()).isEqualTo(12);
        var many = api.get(path + "&count=user:42").json();
        assertThat(many.at("/counts/user").asInt()).isEqualTo(42);
        assertThat(many.at("/bills/0/after").toString()).contains("840");
        assertThat(api.get(path + "&count=user").text()).contains("Write it like user:42");
        assertThat(api.get(path + "&count=user:lots").text()).contains("'lots' is no number");
    }

    @Test void whatCannotBeReplayedSaysWhy() {
        var table = worked();
        var api = fixture.api(table.manager);
        var path = "/api/v1/clients/%s/agreement/replay".formatted(table.client.key());
        assertThat(api.get(path).status()).isEqualTo(404); // there is no draft
        assertThat(api.get(path + "?to=1&months=99").text()).contains("Choose 1 to 24");
        assertThat(api.get(path + "?to=7").status()).isEqualTo(404);
        table.draft(table.manager, draft(table).replace("service-desk }", "service-dsk }"));
        assertThat(api.get(path).text()).contains("Mend them in the editor");
    }

    @Test void thePageIsReachedFromTheComparison() {
        var table = worked();
        table.draft(table.manager, draft(table));
        var pages = fixture.pages(table.manager);
        var href = "/decide/replay/%s?from=1&amp;to=draft".formatted(table.client.key());
        assertThat(pages.get("/agreements/%s/compare?from=1&to=draft".formatted(table.client.key())).html()).contains(href);
        var shown = pages.get(href.replace("&amp;", "&"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.html()).contains("3 of 4 tickets would have started with another team", "would have been broken");
        assertThat(fixture.pages(new Table(fixture, context, "Other").manager).get(href).status()).isEqualTo(404);
    }
}
