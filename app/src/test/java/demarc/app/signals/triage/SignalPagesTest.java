package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.directory.Registry;
import demarc.app.platform.Role;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.Pages;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What people and programs see of a night.
@DemarcTest
class SignalPagesTest {
    private final ApplicationContext context;
    private final Fixture fixture;
    private final TestClock clock;
    private final Night night;
    private Pages pages;

    SignalPagesTest(ApplicationContext context, Fixture fixture, TestClock clock) {
        this.context = context;
        this.fixture = fixture;
        this.clock = clock;
        night = new Night(context);
        pages = fixture.pages();
    }

    @BeforeEach void play() {
        night.play("""
            0:00 thing sw1
            0:00 thing pc1 sw1
            0:00 thing pc2
            0:00 fire sw1 ping HIGH no answer
            0:05 fire pc1 ping HIGH no answer
            0:10 fire stranger update INFO is available
            1:00 want tickets 1
            """);
        var person = fixture.person(night.client.party(), Role.IT_MANAGER);
        clock.reset();
        pages = fixture.pages(person);
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void theListSaysWhatBecameOfEach() {
        var all = pages.get("/signals?client=" + night.client.key()).html();
        assertThat(all).contains("sw1 · ping", "Behind sw1, which is down", "Only information", night.newest());
        assertThat(pages.get("/signals?work=no").html()).contains("stranger · update").doesNotContain("pc1 · ping");
        assertThat(pages.get("/signals?severity=INFO&state=firing&thing=stranger").html()).contains("stranger · update").doesNotContain("sw1 · ping");
        assertThat(pages.get("/signals?state=cleared").html()).contains("Nothing fits");
    }

    @Test void aConditionTellsItsStoryAndItsCauseWhatBelongsToIt() {
        var id = night.system(() -> night.sql.sql("select id from signals.condition where client_id = ? and thing = 'pc1'").param(night.client.id()).query(Long.class).single());
        var page = pages.get("/signals/conditions/" + id).html();
        assertThat(page).contains("Behind sw1, which is down", night.newest(), "class=\"firing high\"", "sw1 · ping", "All 2 of this cause", "Checks");
        var trouble = fixture.api(night.technician).get("/api/v1/clients/%s/troubles".formatted(night.client.key())).at("/items/0/id");
        assertThat(pages.get("/signals?trouble=" + trouble).html()).contains("sw1: no answer (1 thing behind it)", "Something on the way is down");
        assertThat(fixture.api(night.technician).get("/api/v1/clients/%s/troubles/%s".formatted(night.client.key(), trouble)).at("/ticket")).isEqualTo(night.newest());
    }

    @Test void whatWasSaidOfAThingIsFoundWhenTheEstateKnowsIt() {
        var program = fixture.api(night.technician);
        night.say(Signal.State.FIRING, "stranger.example.org:9100", "disk", Severity.HIGH, "full");
        night.say(Signal.State.FIRING, "stranger2", "disk", Severity.HIGH, "full");
        var made = program.post("/api/v1/assets", Map.of("client", night.client.key(), "name", "Stranger", "kind", "server"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(known()).containsExactly("stranger", "stranger.example.org:9100");
        assertThat(pages.get("/estate/assets/" + made.at("/asset/id")).html()).contains("update", "disk");
    }

    private List<String> known() {
        return night.system(() -> night.sql.sql("select thing from signals.condition where client_id = ? and asset_id is not null and thing like 'stranger%' order by thing").param(night.client.id()).query(String.class).list());
    }

    @Test void aLongHistoryIsReadPageByPage() {
        for (var n = 0; n < 30; n++) {
            night.say(Signal.State.FIRING, "door", "open", Severity.INFO, "opened %d".formatted(n));
            night.say(Signal.State.CLEARED, "door", "open", Severity.INFO, "closed %d".formatted(n));
        }
        var id = night.system(() -> night.sql.sql("select id from signals.condition where client_id = ? and thing = 'door'").param(night.client.id()).query(Long.class).single());
        var latest = pages.get("/signals/conditions/" + id);
        assertThat(latest.html()).contains("opened 29", "opened 5", "Earlier").doesNotContain("opened 4<");
        var earlier = Pattern.compile("href=\"([^\"#]*before=\\d+)").matcher(latest.html());
        assertThat(earlier.find()).isTrue();
        assertThat(pages.get(earlier.group(1)).html()).contains("opened 4", "opened 0", "The latest").doesNotContain("opened 5<", "Earlier");
    }

    @Test void coverageSaysWhatIsNotWatched() {
        context.getBean(Registry.class).addSite(night.client.id(), "hq", "Head office", null);
        var page = pages.get("/signals/coverage").html();
        assertThat(page).contains("2 of 3 things are watched", "pc2", "stranger", "Head office", "Network and servers");
        var coverage = fixture.api(night.technician).get("/api/v1/clients/%s/coverage".formatted(night.client.key()));
        assertThat(coverage.at("/watched")).isEqualTo("2");
        assertThat(coverage.at("/unwatched/0")).isEqualTo("pc2");
        assertThat(coverage.at("/unlinked/0")).isEqualTo("hq");
    }

    @Test void maintenanceIsPlannedAndEndedByPagesAndPrograms() {
        var asked = pages.post("/signals/windows", "client", night.client.key(), "reason", "Patch night", "from", "2027-01-10T22:00", "to", "2027-01-10T21:00", "scope", "THING", "target", "web-*");
        assertThat(asked.status()).isEqualTo(422);
        assertThat(asked.html()).contains("must end after it begins", "value=\"Patch night\"");
        var planned = pages.post("/signals/windows", "client", night.client.key(), "reason", "Patch night", "from", "2027-01-10T22:00", "to", "2027-01-11T02:00", "scope", "THING", "target",
                "web-*", "weekly", "yes");
        assertThat(planned.html()).doesNotContain("Only those");
        var program = fixture.api(night.technician);
        var address = "/api/v1/clients/%s/windows".formatted(night.client.key());
        assertThat(pages.get("/signals/windows").status()).isEqualTo(200);
        assertThat(program.post(address, Map.of("to", clock.instant().plus(Duration.ofDays(100)).toString(), "reason", "Too long")).text()).contains("90 days");
        assertThat(program.post(address, Map.of("to", "soon", "reason", "x")).text()).contains("is not a moment");
        assertThat(program.post(address, Map.of("to", clock.instant().plusSeconds(60).toString(), "scope", "site", "target", "moon", "reason", "x")).text()).contains("has no site 'moon'");
        for (var scope : List.of("asset", "source"))
            assertThat(program.post(address, Map.of("to", clock.instant().plusSeconds(60).toString(), "scope", scope, "target", "99999999", "reason", "x")).text()).contains("has no " + scope + " 99999999");
        var made = program.post(address, Map.of("to", clock.instant().plusSeconds(3600).toString(), "scope", "thing", "target", "db-*", "reason", "Upgrade"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.at("/state")).isEqualTo("holds");
        assertThat(program.delete(address + "/" + made.at("/id")).at("/state")).isEqualTo("over");
        var rules = "/api/v1/clients/%s/signal-rules".formatted(night.client.key());
        assertThat(program.post(rules, Map.of("thing", "lab-*", "hold", "Only for trying things")).at("/position")).isEqualTo("1");
        assertThat(program.post(rules, Map.of("check", "backup*", "concern", "backup", "position", 1)).at("/concern")).isEqualTo("backup");
        assertThat(program.get(rules).at("/items/1/thing")).isEqualTo("lab-*");
        assertThat(program.post(rules, Map.of("severity", "awful")).text()).contains("one of critical, high");
        assertThat(program.delete(rules + "/1").status()).isEqualTo(204);
        assertThat(program.get(rules).at("/items/0/thing")).isEqualTo("lab-*");
        assertThat(fixture.api(fixture.guest(night.client, Duration.ofDays(1))).post(address, Map.of("to", clock.instant().plusSeconds(60).toString(), "reason", "x")).status()).isEqualTo(403);
    }

    @Test void rulesAreTriedWrittenAndTakenAwayOnTheirPages() {
        var key = night.client.key();
        assertThat(pages.get("/signals/rules?client=" + key).html()).contains("No rules yet", "nobody's work", "Begin with the first of these");
        assertThat(pages.get("/signals/rules/new?client=%s&thing=lab-*".formatted(key)).html()).contains("value=\"lab-*\"", "Try it now");

        var wrong = pages.post("/signals/rules", "client", key, "label", "=x", "severity", "AWFUL", "source", "4711", "hold", "x".repeat(201), "position", "first");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html()).contains("has no name", "one of critical, high", "no source '4711'", "201 characters", "no place in the list");
        assertThat(pages.post("/signals/rules", "client", key, "thing", "pc*").html()).contains("Say what the rule does");

        var tried = pages.post("/signals/rules", "client", key, "thing", "pc*", "hold", "Only for trying things", "act", "try");
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.html()).contains("It would have touched 1 condition", "of 3; 1 of them in a ticket", "pc1 · ping", "value=\"Only for trying things\"").doesNotContain("sw1 · ping");
        assertThat(pages.get("/signals/rules").html()).contains("No rules yet");

        var added = pages.post("/signals/rules", "client", key, "thing", "pc*", "hold", "Only for trying things");
        assertThat(added.html()).contains("Whatever is said of “pc*”", "is nobody's work: Only for trying things");
        assertThat(pages.post("/signals/rules", "client", key, "check", "ping", "becomes", "LOW", "act", "try").html())
                .contains("It would have touched 1 condition", "sw1 · ping", "A rule before it takes 1 more condition");
        assertThat(pages.post("/signals/rules", "client", key, "check", "ping", "becomes", "LOW", "position", "1").html()).contains("“ping” of anything", "counts as low");
        var page = pages.get("/signals/rules/%s/2".formatted(key)).html();
        assertThat(page).contains("value=\"pc*\"");
        var print = Pattern.compile("name=\"print\" value=\"(\\w+)\"").matcher(page);
        assertThat(print.find()).isTrue();
        assertThat(pages.post("/signals/rules/%s/1".formatted(key), "print", print.group(1), "thing", "x", "hold", "y").html()).contains("have changed since you read them");
        assertThat(pages.post("/signals/rules/%s/2".formatted(key), "print", print.group(1), "thing", "pc*", "hold", "A laboratory", "position", "1").html()).contains("A laboratory");
        assertThat(fixture.api(night.technician).get("/api/v1/clients/%s/signal-rules".formatted(key)).at("/items/0/hold")).isEqualTo("A laboratory");

        night.say(Signal.State.FIRING, "pc2", "disk", Severity.HIGH, "full");
        night.system(() -> night.sql.sql("update signals.condition set held = 'A laboratory', look_at = null where client_id = ? and thing = 'pc2'").param(night.client.id()).update());
        var last = Pattern.compile("name=\"print\" value=\"(\\w+)\"").matcher(pages.get("/signals/rules?client=" + key).html());
        assertThat(last.find()).isTrue();
        assertThat(pages.post("/signals/rules/%s/1/removal".formatted(key), "print", last.group(1)).html()).doesNotContain("A laboratory");
        assertThat(night.system(() -> night.sql.sql("select look_at is not null from signals.condition where client_id = ? and thing = 'pc2'").param(night.client.id()).query(Boolean.class).single())).isTrue();
        assertThat(night.system(() -> night.sql.sql("select string_agg(verb, ' ' order by id) from platform.audit where client_id = ? and subject like 'signal rule %'").param(night.client.id()).query(String.class).single()))
                .isEqualTo("added added changed removed");

        var auditor = fixture.pages(fixture.guest(night.client, Duration.ofDays(1)));
        assertThat(auditor.get("/signals/rules").html()).contains("“ping” of anything").doesNotContain("Remove", "New rule");
        assertThat(auditor.post("/signals/rules", "client", key, "thing", "x", "hold", "y").status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(night.client.party(), Role.EMPLOYEE)).get("/signals/rules").status()).isEqualTo(403);
    }

    @Test void rulesStandInNobodysWayOnAPhoneInTheDark() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        var rules = "/api/v1/clients/%s/signal-rules".formatted(night.client.key());
        fixture.api(night.technician).post(rules, Map.of("thing", "a-laboratory-with-a-rather-long-name-*", "check", "ping", "label", "env=test*", "hold", "Only for trying things", "becomes", "low"));
        try (var browser = Browser.open(fixture, 390, 844, true).signIn(fixture.person(night.client.party(), Role.IT_MANAGER))) {
            for (var path : List.of("/signals/rules", "/signals/rules/%s/1".formatted(night.client.key()), "/signals/rules/new?hold=Trying&thing=pc*")) {
                var page = browser.go(path);
                if (path.contains("new")) page.getByText("Try it now").click();
                assertThat(browser.screenshot("rules" + path.replace('/', '-').replaceAll("[?].*", "")).barriers()).as(path).isEmpty();
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as(path).isEqualTo(true);
            }
            assertThat(browser.page().locator("main").innerText()).contains("It would have touched 1 condition", "pc1 · ping");
        }
    }

    @Test void aSourceHasItsOwnMeasureOfAFlood() {
        var program = fixture.api(night.technician);
        var sources = "/api/v1/clients/%s/sources".formatted(night.client.key());
        var made = program.post(sources, Map.of("kind", "json", "name", "Loud", "flood", "5"));
        var path = sources + "/" + made.at("/id");
        assertThat(program.get(path).at("/flood")).isEqualTo("5");
        assertThat(program.put(path, Map.of("name", "Louder")).at("/flood")).isEqualTo("5");
        assertThat(program.put(path, Map.of("name", "Louder", "flood", "never")).at("/flood")).isEqualTo("never");
        assertThat(program.put(path, Map.of("name", "Louder", "flood", "lots")).at("/field")).isEqualTo("flood");
        assertThat(pages.get("/signals/sources/" + made.at("/id")).html()).contains("A flood after", "value=\"never\"");
        pages.post("/signals/sources/" + made.at("/id"), "name", "Louder", "flood", "12");
        assertThat(program.get(path).at("/flood")).isEqualTo("12");
    }
}
