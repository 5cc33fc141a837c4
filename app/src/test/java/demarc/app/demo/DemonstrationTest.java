package demarc.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.platform.Actor;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import demarc.app.work.Docket;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Agreement.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The story, told once, on a Saturday night after a holiday (or at `-Dstory.now=INSTANT`): the hour at which the least goes on by itself.
@DemarcTest
@TestInstance(Lifecycle.PER_CLASS)
class DemonstrationTest {
    private static final String NOW = System.getProperty("story.now", "2026-11-28T08:30:00Z");

    private final Story story;
    private final Cast cast;
    private final Queue queue;
    private final Docket docket;
    private final Versions versions;
    private final Fixture fixture;
    private final TestClock clock;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private List<String> lost = List.of();

    DemonstrationTest(Story story, Cast cast, Queue queue, Docket docket, Versions versions, Fixture fixture, TestClock clock, JdbcClient sql, TransactionTemplate transaction) {
        this.story = story;
        this.cast = cast;
        this.queue = queue;
        this.docket = docket;
        this.versions = versions;
        this.fixture = fixture;
        this.clock = clock;
        this.sql = sql;
        this.transaction = transaction;
    }

    @BeforeAll void tell() {
        // What other tests left firing would be looked at every half hour of the days that pass here.
        Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("update signals.condition set look_at = null where look_at is not null").update()
                + sql.sql("update signals.trouble set look_at = null where look_at is not null").update()));
        clock.set(NOW);
        lost = story.tell(Instant.parse(NOW));
        clock.set(NOW);
    }

    @AfterAll void goOn() {
        clock.reset();
    }

    @Test void everyStepFitsTheHour() {
        assertThat(lost).isEmpty();
    }

    @Test void thereIsAlwaysSomethingToSee() {
        var maya = cast.actor("maya");
        assertThat(rows(maya, filter(Duration.ofHours(1), false, null)).stream().filter(row -> row.resolveBroken() == null && row.respondBroken() == null)).as("due within the hour").hasSizeGreaterThan(2);
        assertThat(rows(maya, filter(null, true, null))).as("broken").hasSizeGreaterThan(2);
        assertThat(rows(maya, Queue.Filter.OPEN.with(Set.of(Status.NEW)))).as("not started").isNotEmpty();
        assertThat(rows(maya, Queue.Filter.OPEN.with(EnumSet.allOf(Status.class)))).as("in all").hasSizeGreaterThan(110);
        assertThat(rows(maya, Queue.Filter.OPEN).stream().filter(row -> row.offeredTeam() != null)).as("offered").isNotEmpty();
        assertThat(docket.of(cast.actor("ines")).stream().map(each -> each.decision().kind())).as("for the IT manager")
                .contains(DecisionKind.CONTAINMENT, DecisionKind.NORMAL_CHANGE, DecisionKind.EMERGENCY_CHANGE);
        assertThat(docket.of(cast.actor("grace")).stream().filter(each -> each.decision().mine()).map(each -> each.decision().kind())).as("for the CFO").contains(DecisionKind.SPEND);
    }

    @Test void versionThreeWaitsForRidgelineOnly() {
        var ines = cast.actor("ines");
        var open = Tenancy.as(ines, () -> versions.of(ines.party().id()).stream().filter(Version::isOpen).toList());
        assertThat(open).singleElement().satisfies(version -> {
            assertThat(version.number()).isEqualTo(3);
            assertThat(version.signatures()).hasSize(2);
            assertThat(version.awaits(ines.party().id())).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"maya,Promises broken or at risk", "tom,Mine now", "ines,Awaiting your decision", "grace,Promises", "ingrid,Who was responsible?", "nora,From nothing to routed work", "luis,help"})
    void everybodyHasAHomeWithoutBarriers(String alias, String shown) {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        for (var dark : List.of(false, true))
            try (var browser = Browser.open(fixture, dark ? 390 : 1280, 900, dark)) {
                signIn(browser, alias);
                browser.go("/");
                browser.screenshot("home-%s-%s".formatted(alias, dark ? "phone-dark" : "desk"));
                assertThat(browser.page().content()).contains(shown);
                assertThat(browser.barriers()).isEmpty();
            }
    }

    @Test void theAuditorIsShownWhoAnsweredAndTheProof() {
        var pages = fixture.pages().signIn(cast.person("ingrid").email(), Cast.PASSWORD);
        var shown = pages.get("/?activity=patching/servers&on=2026-11-21T10:00").html();
        assertThat(shown).contains("IT team").contains("Northwind IT").contains("SHA-256").contains("Grace Brandt for Ridgeline Manufacturing");
        assertThat(pages.get("/?activity=patching/servers&on=yesterday").html()).contains("no date and time");
    }

    private static void signIn(Browser browser, String alias) {
        var page = browser.go("/sign-in");
        page.getByLabel("Email").fill(Cast.PARTS.stream().filter(part -> part.alias().equals(alias)).findFirst().orElseThrow().email());
        page.getByLabel("Password").fill(Cast.PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        page.waitForURL(there -> !there.contains("/sign-in"));
    }

    private List<Queue.Row> rows(Actor by, Queue.Filter filter) {
        return queue.page(by, filter, Queue.Sort.DUE, null, Queue.MOST).items();
    }

    private static Queue.Filter filter(@Nullable Duration within, boolean breached, @Nullable Instant crossed) {
        return new Queue.Filter(null, null, null, Set.of(), null, null, null, null, false, false, false, within, breached, false, crossed, null, false);
    }
}
