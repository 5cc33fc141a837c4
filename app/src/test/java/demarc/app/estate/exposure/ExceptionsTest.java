package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Registry;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What cannot be mended is somebody's, for a reason, for a while, if the agreement's decider says so; and how it all stands is counted by day.
@DemarcTest
class ExceptionsTest {
    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;
    private Patches patches;
    private Api sponsor;
    private String exceptions;

    ExceptionsTest(Fixture fixture, ApplicationContext context, TestClock clock) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
    }

    @BeforeEach void exposed() {
        clock.set("2026-12-01T09:00:00Z");
        patches = new Patches(fixture, context);
        var client = patches.table.client;
        var person = context.getBean(Registry.class).addPerson(client.id(), "sponsor", "The sponsor", "sponsor@%s.example".formatted(client.key()), Role.EXECUTIVE, null, Fixture.PASSWORD);
        sponsor = fixture.api(fixture.actor(person));
        exceptions = "/api/v1/clients/%s/exceptions".formatted(client.key());
        patches.inventory(patches.asset("web1", "SERVER", "", ""), "go", patches.name + " 1.0.0");
        patches.inventory(patches.asset("web2", "SERVER", "", ""), "go", patches.name + " 1.0.0");
        patches.advisory("2026-20001", "1.1.0");
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void anApprovedExceptionCoversUntilItsLastDay() {
        patches.until("2026-12-08T09:00:01Z");
        var patch = patches.tickets().getFirst();
        var asked = patches.manager().post(exceptions, Map.of("vulnerability", "CVE-2026-20001", "owner", "Ada", "reason", "The vendor's release is in March.", "control", "Only the lab reaches it.", "days", 30));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.at("/state")).isEqualTo("asked");
        assertThat(patches.exposures()).extracting(Patches.Row::excepted).containsOnly(false);

        var ticket = patches.ticket(asked.at("/ticket"));
        assertThat(ticket.at("/activity")).isEqualTo("patching/exceptions");
        assertThat(ticket.at("/decisions/0/kind")).isEqualTo("POLICY");
        assertThat(sponsor.put("/api/v1/tickets/%s/approvals/1".formatted(asked.at("/ticket")), Map.of("answer", "APPROVED")).status()).isLessThan(300);
        patches.until("2026-12-08T09:01:00Z");
        assertThat(patches.manager().get(exceptions + "/" + asked.json().at("/id").asLong()).at("/state")).isEqualTo("approved");
        assertThat(patches.exposures()).extracting(Patches.Row::excepted).containsOnly(true);
        assertThat(patches.ticket(patch).at("/status")).isEqualTo("RESOLVED");

        clock.set("2027-01-07T09:00:02Z");
        context.getBean(Exceptions.class).expire();
        patches.until("2027-01-07T09:00:03Z");
        assertThat(patches.exposures()).extracting(Patches.Row::excepted).containsOnly(false);
        assertThat(patches.manager().get(exceptions + "?state=expired").json().at("/items").size()).isEqualTo(1);
        assertThat(patches.tickets()).as("a month later it is another ticket").hasSize(1).doesNotContain(patch);
    }

    @Test void aRefusedOneCoversNothing() {
        var asked = patches.manager().post(exceptions, Map.of("package", patches.name, "owner", "Ada", "reason", "No time.", "control", "None.", "days", 90));
        sponsor.put("/api/v1/tickets/%s/approvals/1".formatted(asked.at("/ticket")), Map.of("answer", "REFUSED", "reason", "There is time."));
        patches.until("2026-12-01T09:01:00Z");
        assertThat(patches.manager().get(exceptions).at("/items/0/state")).isEqualTo("refused");
        assertThat(patches.exposures()).extracting(Patches.Row::excepted).containsOnly(false);
    }

    @Test void eachSaysWhoWhyWhatInsteadAndUntilWhen() {
        var whole = Map.of("vulnerability", "CVE-2026-20001", "owner", "Ada", "reason", "Later.", "control", "Watched.", "days", 90);
        for (var field : whole.keySet()) {
            var missing = new java.util.HashMap<String, Object>(whole);
            if (field.equals("days")) missing.put("days", 91);
            else missing.put(field, "");
            var answer = patches.manager().post(exceptions, missing);
            assertThat(answer.status()).as(field).isEqualTo(422);
        }
        assertThat(patches.manager().post(exceptions, Map.of("vulnerability", "CVE-1999-0001", "owner", "Ada", "reason", "Later.", "control", "Watched.")).at("/detail")).contains("nothing to except");
    }

    @Test void complianceIsCountedByDayRingAndSeverity() {
        var compliance = context.getBean(Compliance.class);
        compliance.snapshot();
        clock.set("2026-12-31T09:00:01Z");
        compliance.snapshot();
        var stands = patches.manager().get("/api/v1/exposures/compliance?client=" + patches.table.client.key()).json();
        assertThat(stands.at("/days").valueStream().map(day -> "%s %d/%d".formatted(day.at("/day").asString(), day.at("/inside").asInt(), day.at("/outside").asInt())))
                .containsExactly("2026-12-01 2/0", "2026-12-31 0/2");
        assertThat(stands.at("/late").asInt()).isEqualTo(2);
        assertThat(stands.at("/parts/0/severity").asString()).isEqualTo("high");
    }

    @Test void listsAreFilteredAndPaged() {
        var first = patches.manager().get("/api/v1/exposures?limit=1&client=" + patches.table.client.key());
        assertThat(first.at("/items/0/assetName")).isEqualTo("web1");
        assertThat(first.at("/items/0/because")).contains("CVSS 7.5 is high");
        var second = patches.manager().get("/api/v1/exposures?limit=1&client=%s&cursor=%s".formatted(patches.table.client.key(), first.at("/next")));
        assertThat(second.at("/items/0/assetName")).isEqualTo("web2");
        assertThat(second.json().at("/next").isNull()).isTrue();
        for (var none : new String[] {"kev=true", "ring=2", "severity=low", "exception=true", "late=true", "package=other", "vulnerability=CVE-1"})
            assertThat(patches.manager().get("/api/v1/exposures?" + none).json().at("/items").size()).as(none).isZero();
        assertThat(patches.manager().get("/api/v1/exposures?severity=bad").status()).isEqualTo(422);
    }
}
