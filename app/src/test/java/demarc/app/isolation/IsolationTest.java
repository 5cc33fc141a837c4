package demarc.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.Pages;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.assertj.core.api.AutoCloseableSoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// Every endpoint there is, called by strangers of every kind with the names of somebody else's things: nothing is read, nothing is changed,
/// and what is not yours answers like what does not exist.
@DemarcTest
class IsolationTest {
    /// Never asked here, and why.
    private static final Map<String, String> APART = Map.of(
            "/live", "never ends; see LiveTest",
            "/error", "what other failures are shown with",
            "/sign-in", "would end the stranger's own session; see SignInTest",
            "/sign-out", "the same");
    private static final Set<String> OPEN = Set.of("/set-up", "/invitations/{secret}", "/assets/{hash}/{name}", "/favicon.ico", "/theme",
            "/health", "/health/**", "/metrics", "/api/v1/openapi.json");

    private record Heard(int status, String text) {}

    private final ApplicationContext context;
    private final Fixture fixture;
    private final Actors actors;
    private final TestClock clock;
    private final List<Endpoint> endpoints;
    private final Victim victim;

    IsolationTest(ApplicationContext context, Fixture fixture, Actors actors, TestClock clock) {
        this.context = context;
        this.fixture = fixture;
        this.actors = actors;
        this.clock = clock;
        endpoints = Endpoint.all(context).stream().filter(endpoint -> !APART.containsKey(endpoint.pattern())).toList();
        victim = new Victim(fixture, context);
    }

    @AfterEach void goOn() {
        clock.reset();
        actors.forget();
    }

    @Test void thePlantedWordsAreFoundByThoseWhoMayReadThem() {
        var all = String.join("\n", everything(victim.seller));
        assertThat(all).contains("quagga-subject", "quagga-description", "quagga-public", Victim.PROVIDER_NOTE, "quagga-time", "quagga-question", "quagga-agreement", "quagga-host", "quagga-asset",
                "quagga-backup", "quagga-restore", "quagga-server", "quagga-unreadable", "quagga-check");
    }

    @Test void peopleOfAnotherClientReadNothing() {
        var other = Victim.another(fixture, context);
        assertStranger(other.manager);
        assertStranger(fixture.person(other.client.party(), Role.EMPLOYEE));
    }

    @Test void peopleOfAnotherProviderReadNothing() {
        var other = Victim.another(fixture, context);
        assertStranger(other.seller);
        assertStranger(fixture.person(other.provider, Role.TECHNICIAN));
    }

    @Test void whoHasNoSessionReadsNothing() {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var program = fixture.stranger();
            var pages = fixture.pages();
            for (var endpoint : endpoints) {
                var heard = endpoint.isApi() ? call(program, endpoint, victim.values) : visit(pages, endpoint, victim.values);
                softly.assertThat(heard.text()).as("%s without a session", endpoint).doesNotContainPattern(Victim.MARKER);
                if (endpoint.isApi() && !OPEN.contains(endpoint.pattern())) softly.assertThat(heard.status()).as("%s without a token", endpoint).isEqualTo(401);
                else if (!OPEN.contains(endpoint.pattern()) && endpoint.reads()) softly.assertThat(heard.text()).as("%s without a session", endpoint).contains("Sign in");
            }
        }
    }

    @Test void aGuestWhoseTimeIsOverReadsNothing() {
        var guest = fixture.guest(victim.client, Duration.ofHours(1));
        var program = fixture.api(guest);
        var pages = fixture.pages(guest);
        assertThat(program.get("/api/v1/tickets/" + victim.ref).text()).contains("quagga-subject");
        clock.advance(Duration.ofHours(2));
        actors.forget();
        for (var endpoint : endpoints) {
            var heard = endpoint.isApi() ? call(program, endpoint, victim.values) : visit(pages, endpoint, victim.values);
            assertThat(heard.text()).as("%s after the guest's time", endpoint).doesNotContainPattern(Victim.MARKER);
            if (endpoint.isApi() && !OPEN.contains(endpoint.pattern())) assertThat(heard.status()).as(endpoint.toString()).isEqualTo(401);
        }
    }

    @Test void aTokenWithoutTheScopeOpensNothing() {
        try (var softly = new AutoCloseableSoftAssertions()) {
            for (var endpoint : endpoints) {
                var scope = endpoint.scope();
                if (scope.isEmpty()) continue;
                var others = EnumSet.complementOf(EnumSet.of(scope.get()));
                var program = fixture.api(victim.manager, others.iterator().next(), others.toArray(Scope[]::new));
                var heard = call(program, endpoint, victim.values);
                softly.assertThat(heard.status()).as("%s without %s: %s", endpoint, scope.get(), heard.text()).isEqualTo(403);
            }
        }
    }

    @Test void aGuestChangesNothing() {
        var guest = fixture.guest(victim.client, Duration.ofDays(1));
        var program = fixture.api(guest);
        var before = victim.rows(context);
        for (var endpoint : endpoints)
            if (endpoint.isApi() && !endpoint.reads()) assertThat(call(program, endpoint, victim.values).status()).as(endpoint.toString()).isEqualTo(403);
        assertThat(victim.rows(context)).isEqualTo(before);
    }

    @Test void employeesReadTheirOwnTicketsAndNoNotes() {
        assertThat(everything(victim.requester)).anyMatch(text -> text.contains("quagga-public"))
                .noneMatch(Pattern.compile("quagga-(client-note|provider-note|time|question|agreement|proposal|draft|server|unreadable)").asPredicate());
        assertThat(everything(victim.colleague)).noneMatch(Pattern.compile("quagga-").asPredicate());
        assertThat(fixture.api(victim.colleague).get("/api/v1/tickets/" + victim.ref).status()).isEqualTo(404);
    }

    @Test void notesOfOneSideAreNotReadByTheOther() {
        assertThat(everything(victim.manager)).anyMatch(text -> text.contains(Victim.CLIENT_NOTE)).noneMatch(text -> text.contains(Victim.PROVIDER_NOTE));
        assertThat(everything(victim.technician)).anyMatch(text -> text.contains(Victim.PROVIDER_NOTE)).noneMatch(text -> text.contains(Victim.CLIENT_NOTE));
    }

    private void assertStranger(Actor stranger) {
        try (var softly = new AutoCloseableSoftAssertions()) {
            var before = victim.rows(context);
            var program = fixture.api(stranger);
            var pages = fixture.pages(stranger);
            for (var endpoint : endpoints) {
                var absent = endpoint.isApi() ? call(program, endpoint, victim.nothing) : visit(pages, endpoint, victim.nothing);
                var theirs = endpoint.isApi() ? call(program, endpoint, victim.values) : visit(pages, endpoint, victim.values);
                softly.assertThat(theirs.text()).as("%s as %s", endpoint, stranger.role()).doesNotContainPattern(Victim.MARKER);
                softly.assertThat(theirs.status()).as("%s as %s: %s", endpoint, stranger.role(), theirs.text()).isLessThan(500);
                if (!endpoint.namesNothing()) {
                    softly.assertThat(theirs.status()).as("%s as %s", endpoint, stranger.role()).isEqualTo(absent.status());
                    softly.assertThat(victim.without(theirs.text())).as("%s as %s", endpoint, stranger.role())
                            .isEqualTo(victim.without(absent.text()));
                }
            }
            for (var list : List.of("/api/v1/tickets", "/api/v1/tickets?q=quagga&status=all"))
                softly.assertThat(program.get(list).text()).as(list).doesNotContainPattern(Victim.MARKER);
            softly.assertThat(victim.rows(context)).as("what %s left behind", stranger.role()).isEqualTo(before);
        }
    }

    /// All that somebody can read: each page and answer, bare and with the victim's names.
    private List<String> everything(Actor reader) {
        var program = fixture.api(reader);
        var pages = fixture.pages(reader);
        var heard = new ArrayList<String>();
        for (var endpoint : endpoints) {
            if (!endpoint.reads()) continue;
            heard.add((endpoint.isApi() ? call(program, endpoint, victim.values) : visit(pages, endpoint, victim.values)).text());
            if (endpoint.namesNothing()) heard.add(endpoint.isApi() ? program.get(endpoint.pattern()).text() : pages.get(endpoint.pattern().replace("/**", "")).html());
        }
        for (var word : List.of("quagga", "note")) heard.add(program.get("/api/v1/tickets?status=all&q=" + word).text());
        return heard;
    }

    private static Heard call(Api program, Endpoint endpoint, Values values) {
        var sends = endpoint.method().equals("POST") || endpoint.method().equals("PUT") || endpoint.method().equals("PATCH");
        var answer = program.send(endpoint.method(), endpoint.path(values), sends ? endpoint.fields(values, true) : null);
        return new Heard(answer.status(), answer.text());
    }

    private static Heard visit(Pages pages, Endpoint endpoint, Values values) {
        var path = endpoint.path(values).replace("/**", "");
        if (endpoint.reads()) {
            var shown = pages.get(path);
            return new Heard(shown.status(), shown.html());
        }
        var fields = endpoint.fields(values, true).entrySet().stream().filter(field -> field.getValue() != null)
                .flatMap(field -> Stream.of(field.getKey(), String.valueOf(field.getValue()))).toArray(String[]::new);
        var shown = pages.post(path, fields);
        return new Heard(shown.status(), shown.html());
    }
}
