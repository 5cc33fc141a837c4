package demarc.app.estate.protection;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// Backups that run, and those that do not, become what the agreement says.
@DemarcTest
class ProtectionTest {
    private final Fixture fixture;
    private final TestClock clock;
    private final ProtectionWatch watch;
    private final Table table;
    private final Api program;
    private final String client;

    ProtectionTest(Fixture fixture, TestClock clock, ProtectionWatch watch, ApplicationContext context) {
        this.fixture = fixture;
        this.clock = clock;
        this.watch = watch;
        table = new Table(fixture, context, "Keeper");
        table.agree(1, "2026-01-01");
        program = fixture.api(table.manager);
        client = table.client.key();
    }

    @BeforeEach void begin() {
        clock.set("2026-11-24T16:00:00Z");
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void aRunThatDoesNotComeIsWorkAndAGoodOneEndsIt() {
        job("T2", "every 24h", "1h");
        good(100, 1_000_000);
        later(Duration.ofHours(24).plusMinutes(59));
        assertThat(job().at("/trouble")).isEmpty();
        later(Duration.ofMinutes(2));
        assertThat(job().at("/trouble")).isEqualTo("missed");
        var ref = job().at("/ticket");
        var ticket = program.get("/api/v1/tickets/" + ref);
        assertThat(ticket.at("/subject")).isEqualTo("Backup files-nightly of Files did not run");
        assertThat(ticket.at("/priority")).isEqualTo("P3");
        assertThat(ticket.text()).contains("Newest recovery point");
        good(100, 1_000_000);
        assertThat(job().at("/trouble")).isEmpty();
        assertThat(program.get("/api/v1/tickets/" + ref).at("/status")).isEqualTo("RESOLVED");
    }

    @Test void aFailureIsWorkAtOnceByTheTier() {
        job("T1", "every 15m", "10m");
        var answer = report(Map.of("exit", 1, "errors", "Fatal: wrong password or no key found"));
        assertThat(answer.at("/trouble")).isEqualTo("failed");
        var ticket = program.get("/api/v1/tickets/" + answer.at("/ticket"));
        assertThat(ticket.at("/priority")).isEqualTo("P2");
        assertThat(ticket.text()).contains("password was refused");
        assertThat(system().at("/standing")).isEqualTo("wrong");
    }

    @Test void whatBeganAndNeverEndedIsNoticed() {
        job("T3", "every 24h", "1h");
        report(Map.of("state", "running", "report", "r1"));
        later(Duration.ofHours(24).plusMinutes(1));
        assertThat(job().at("/trouble")).isEqualTo("unfinished");
        assertThat(runs().at("/items/0/state")).isEqualTo("incomplete");
    }

    @Test void aRunInTimeThatStillRunsIsNotMissed() {
        job("T3", "every 24h", "1h");
        good(1, 1);
        later(Duration.ofHours(24));
        report(Map.of("state", "running", "report", "r2"));
        later(Duration.ofHours(3));
        assertThat(job().at("/trouble")).isEmpty();
    }

    @Test void anRpoThatBreaksIsMoreUrgentThanARunThatIsLate() {
        job("T2", "every 1h", "10m");
        good(1, 1);
        later(Duration.ofMinutes(71));
        var ref = job().at("/ticket");
        assertThat(program.get("/api/v1/tickets/" + ref).at("/priority")).isEqualTo("P3");
        for (var i = 0; i < 19; i++) later(Duration.ofMinutes(10));
        assertThat(system().json().at("/rpoBroken").asBoolean()).isTrue();
        assertThat(program.get("/api/v1/tickets/" + ref).at("/priority")).isEqualTo("P2");
    }

    @Test void aScheduleThatCannotKeepTheRpoIsSaidAndRaisesNoAlarmEveryDay() {
        job("T1", "every 24h", "1h");
        good(1, 1);
        assertThat(system().at("/cannotKeep")).contains("up to 24 h can be lost");
        later(Duration.ofHours(2));
        assertThat(job().at("/trouble")).isEmpty();
        assertThat(system().at("/standing")).isEqualTo("look");
    }

    @Test void aBackupThatShrankIsWorthALookWithTheNumbers() {
        job("T3", "every 24h", "1h");
        for (var i = 0; i < 4; i++) {
            assertThat(good(1000, 10_000_000).json().at("/look").isNull()).isTrue();
            later(Duration.ofHours(24));
        }
        assertThat(good(990, 4_000_000).at("/look")).contains("4.0 MB", "10 MB", "40 %");
        assertThat(system().at("/standing")).isEqualTo("look");
        later(Duration.ofHours(24));
        assertThat(good(1000, 40_000_000).at("/look")).contains("times as much");
        later(Duration.ofHours(24));
        assertThat(good(1000, 10_000_000).json().at("/look").isNull()).isTrue();
    }

    @Test void aDamagedRepositoryStaysWrongUntilACheckIsGood() {
        job("T3", "every 24h", "1h");
        good(1, 1);
        report(Map.of("operation", "check", "exit", 1, "output", "{\"message_type\":\"summary\",\"num_errors\":2}"));
        assertThat(job().at("/damage")).contains("2 errors");
        good(1, 1);
        assertThat(system().at("/standing")).isEqualTo("wrong");
        report(Map.of("operation", "check", "exit", 0));
        assertThat(job().at("/damage")).isEmpty();
    }

    @Test void aReportThatComesTwiceCountsOnceAndAStartFindsItsEnd() {
        job("T3", "every 24h", "1h");
        var id = UUID.randomUUID().toString();
        report(Map.of("state", "running", "report", id));
        later(Duration.ofMinutes(5));
        var first = report(Map.of("report", id, "exit", 0));
        var second = report(Map.of("report", id, "exit", 1));
        assertThat(second.json().at("/known").asBoolean()).isTrue();
        assertThat(second.at("/run/id")).isEqualTo(first.at("/run/id"));
        assertThat(runs().json().at("/items").size()).isEqualTo(1);
        assertThat(runs().at("/items/0/startedAt")).isEqualTo("2026-11-24T16:00:00Z");
    }

    @Test void aClockThatIsWrongIsCorrectedWhenItIsKnown() {
        job("T3", "every 24h", "1h");
        var answer = report(Map.of("exit", 0, "startedAt", "2026-11-24T16:50:00Z", "endedAt", "2026-11-24T16:59:00Z", "sentAt", "2026-11-24T17:00:00Z"));
        assertThat(answer.at("/run/endedAt")).isEqualTo("2026-11-24T15:59:00Z");
        assertThat(answer.at("/run/message")).contains("60 min ahead");
        assertThat(report(Map.of("exit", 0, "endedAt", "2026-11-24T17:00:00Z")).text()).contains("60 min in the future");
    }

    @Test void whatWasKeptWhileDemarcWasAwayRaisesNoFalseAlarm() {
        job("T3", "every 24h", "1h");
        good(1, 1);
        // Away for three days: the moment passed long ago, so whoever reports gets time to bring what they kept.
        later(Duration.ofDays(3));
        assertThat(job().at("/trouble")).isEmpty();
        for (var day : new String[] {"25", "26", "27"})
            report(Map.of("exit", 0, "startedAt", "2026-11-%sT15:50:00Z".formatted(day), "endedAt", "2026-11-%sT15:55:00Z".formatted(day), "sentAt", "2026-11-27T16:00:00Z"));
        later(Duration.ofMinutes(20));
        assertThat(job().at("/trouble")).isEmpty();
    }

    @Test void threeTwoOneOneZero() {
        job("T3", "every 24h", "1h");
        assertThat(lights()).isEqualTo("3- 2- 1- 1- 0-");
        good(1, 1);
        assertThat(lights()).isEqualTo("3- 2+ 1- 1- 0-");
        var second = program.post("/api/v1/backups/jobs", Map.of("client", client, "key", "files-away", "system", "files", "tool", "borg", "schedule", "daily 02:00", "medium", "object", "offsite", true, "immutable", true));
        assertThat(second.status()).as(second.text()).isEqualTo(201);
        assertThat(program.post("/api/v1/backups/runs", Map.of("client", client, "job", "files-away")).status()).isEqualTo(201);
        assertThat(lights()).isEqualTo("3+ 2+ 1+ 1+ 0-");
        evidence(Map.of("scope", "/srv/a.txt", "passed", true));
        assertThat(lights()).isEqualTo("3+ 2+ 1+ 1+ 0+");
        assertThat(system().at("/standing")).isEqualTo("good");
    }

    @Test void aRestoreTestIsOpenedByTheTierAndItsEvidenceIsFinal() {
        job("T3", "every 24h", "4h");
        good(1, 1);
        later(Duration.ofDays(31));
        var test = tests().json().at("/items/0");
        assertThat(test.at("/kind").asString()).isEqualTo("random");
        var ticket = program.get("/api/v1/tickets/" + test.at("/ticket").asString());
        assertThat(ticket.text()).contains("demarc report draw --seed " + test.at("/seed").asLong()).contains("\"kind\":\"REQUEST\"");
        later(Duration.ofDays(15));
        assertThat(tests().json().at("/items/0/overdue").asBoolean()).isTrue();
        var hash = "ab".repeat(32);
        assertThat(evidence(Map.of("test", test.at("/id").asLong(), "scope", "a", "expectedSha256", hash, "actualSha256", "cd".repeat(32), "passed", true)).text()).contains("what came back is not what was saved");
        var saved = evidence(Map.of("test", test.at("/id").asLong(), "scope", "/srv/a.txt", "expectedSha256", hash, "actualSha256", hash, "passed", true,
                "startedAt", clock.instant().minusSeconds(600).toString(), "endedAt", clock.instant().toString()));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(saved.at("/evidence/integrity")).isEqualTo("identical to the original");
        assertThat(saved.json().at("/evidence/rtoMinutes").asInt()).isEqualTo(10);
        assertThat(saved.json().at("/evidence/rpoMinutes").asInt()).isGreaterThan(45 * 1440);
        assertThat(evidence(Map.of("test", test.at("/id").asLong(), "scope", "b", "passed", true)).text()).contains("cannot be changed");
        assertThat(program.get("/api/v1/tickets/" + test.at("/ticket").asString()).at("/status")).isEqualTo("RESOLVED");
    }

    @Test void aRestoreThatFailedIsRepairedAndTriedAgain() {
        job("T1", "every 15m", "10m");
        good(1, 1);
        var failed = evidence(Map.of("job", "files-nightly", "scope", "database", "passed", false, "defects", "The dump was empty."));
        assertThat(program.get("/api/v1/tickets/" + failed.at("/ticket")).text()).contains("The dump was empty.");
        assertThat(system().at("/copies/4/why")).isEqualTo("No restore was ever verified.");
        later(Duration.ofDays(8));
        assertThat(tests().json().at("/items").size()).isEqualTo(2);
    }

    @Test void aReportKeyOpensItsOwnClientAndNothingElse() {
        job("T3", "every 24h", "1h");
        var issued = program.post("/api/v1/backups/keys", Map.of("client", client, "name", "web01"));
        var key = issued.at("/secret");
        assertThat(byKey(key, Map.of("job", "files-nightly")).status()).isEqualTo(201);
        assertThat(byKey(key, Map.of("job", "files-nightly", "client", client)).status()).isEqualTo(201);
        assertThat(byKey(key, Map.of("job", "files-nightly", "client", fixture.client("Other").key())).status()).isEqualTo(404);
        assertThat(byKey("dmr_none", Map.of("job", "files-nightly")).status()).isEqualTo(401);
        assertThat(fixture.stranger().send("GET", "/api/v1/backups/jobs", null, "Authorization", "Bearer " + key).status()).isEqualTo(401);
        var next = program.post("/api/v1/backups/keys/%s/%s/rotation".formatted(client, issued.at("/id")), Map.of()).at("/secret");
        assertThat(byKey(key, Map.of("job", "files-nightly")).status()).isEqualTo(201);
        assertThat(byKey(next, Map.of("job", "files-nightly")).status()).isEqualTo(201);
        later(Duration.ofDays(8));
        assertThat(byKey(key, Map.of("job", "files-nightly")).status()).isEqualTo(401);
        assertThat(byKey(next, Map.of("job", "nonesuch")).text()).contains("There are: files-nightly");
    }

    @Test void whoHasNothingButCurlPings() {
        job("T3", "every 12h", "1h");
        var ping = "/ping/" + program.post("/api/v1/backups/keys", Map.of("client", client, "name", "nas")).at("/secret");
        assertThat(ping(ping + "/start?job=files-nightly").status()).isEqualTo(200);
        later(Duration.ofMinutes(20));
        assertThat(fixture.stranger().post(ping + "/0?job=files-nightly", Map.of("message_type", "summary", "total_files_processed", 7, "total_bytes_processed", 700, "snapshot_id", "abc")).status()).isEqualTo(200);
        assertThat(runs().json().at("/items").size()).as("an end finds its start").isEqualTo(1);
        assertThat(runs().at("/items/0/startedAt")).isEqualTo("2026-11-24T16:00:00Z");
        assertThat(runs().at("/items/0/endedAt")).isEqualTo("2026-11-24T16:20:00Z");
        assertThat(runs().json().at("/items/0/files").asInt()).isEqualTo(7);

        later(Duration.ofHours(11));
        assertThat(ping(ping + "/3?job=files-nightly").status()).isEqualTo(200);
        assertThat(job().at("/trouble")).isEqualTo("failed");
        assertThat(ping(ping + "/log?job=files-nightly").status()).isEqualTo(200);
        assertThat(job().at("/trouble")).as("a log ends nothing").isEqualTo("failed");
        assertThat(ping(ping + "?job=files-nightly").status()).isEqualTo(200);
        assertThat(job().at("/trouble")).isEmpty();
        later(Duration.ofHours(12).plusMinutes(59));
        later(Duration.ofMinutes(2));
        assertThat(job().at("/trouble")).as("a ping that does not come").isEqualTo("missed");

        assertThat(ping(ping + "/start").text()).contains("?job=NAME");
        assertThat(ping(ping + "?job=nonesuch").text()).contains("There are: files-nightly");
        assertThat(ping(ping + "x?job=files-nightly").status()).isEqualTo(404);
    }

    @Test void evidenceThatComesTwiceIsOneTest() throws Exception {
        job("T3", "every 24h", "4h");
        good(1, 1);
        later(Duration.ofHours(1));
        var said = Map.<String, Object>of("scope", "/srv/a.txt", "passed", true, "startedAt", clock.instant().minusSeconds(600).toString(), "endedAt", clock.instant().toString());
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(Collections.nCopies(4, (Callable<Api.Answer>) () -> evidence(said)))) assertThat(answer.get().status()).isEqualTo(201);
        }
        assertThat(tests().json().at("/items").size()).isEqualTo(1);
    }

    @Test void aBackupThatRanDuringALongRestoreIsNotTheOneThatWasRestored() {
        job("T3", "every 24h", "4h");
        good(1, 1);
        later(Duration.ofHours(1));
        var began = clock.instant();
        later(Duration.ofHours(1));
        good(1, 1);
        later(Duration.ofMinutes(10));
        var saved = evidence(Map.of("scope", "/srv", "passed", true, "startedAt", began.toString(), "endedAt", clock.instant().toString()));
        assertThat(saved.status()).as(saved.text()).isEqualTo(201);
        assertThat(saved.json().at("/evidence/rpoMinutes").asInt()).isEqualTo(60);
    }

    @Test void thoseWhoDoNotWorkOnItChangeNothing() {
        job("T3", "every 24h", "1h");
        var executive = fixture.api(fixture.person(table.client.party(), Role.EXECUTIVE));
        assertThat(executive.get("/api/v1/backups/jobs/%s/files-nightly".formatted(client)).status()).isEqualTo(200);
        assertThat(executive.post("/api/v1/backups/runs", Map.of("client", client, "job", "files-nightly")).status()).isEqualTo(403);
        var employee = fixture.api(fixture.person(table.client.party(), Role.EMPLOYEE));
        assertThat(employee.get("/api/v1/backups/jobs/%s/files-nightly".formatted(client)).status()).isEqualTo(404);
        assertThat(employee.get("/api/v1/backups/systems").json().at("/items").size()).isZero();
    }

    private void job(String tier, String schedule, String grace) {
        var system = program.post("/api/v1/backups/systems", Map.of("client", client, "name", "Files", "tier", tier));
        assertThat(system.status()).as(system.text()).isEqualTo(201);
        var job = program.post("/api/v1/backups/jobs", Map.of("client", client, "key", "files-nightly", "system", "files", "tool", "restic", "schedule", schedule, "grace", grace, "medium", "nas"));
        assertThat(job.status()).as(job.text()).isEqualTo(201);
    }

    private Api.Answer report(Map<String, Object> said) {
        var body = new HashMap<>(said);
        body.put("client", client);
        body.put("job", "files-nightly");
        return program.post("/api/v1/backups/runs", body);
    }

    private Api.Answer good(long files, long bytes) {
        var answer = report(Map.of("exit", 0, "output", "{\"message_type\":\"summary\",\"total_files_processed\":%d,\"total_bytes_processed\":%d,\"data_added\":1,\"snapshot_id\":\"abc\"}".formatted(files, bytes)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer;
    }

    private Api.Answer ping(String path) {
        return fixture.stranger().send("GET", path, null);
    }

    private Api.Answer byKey(String key, Map<String, String> body) {
        return fixture.stranger().post("/api/v1/backups/runs", body, "Authorization", "Bearer " + key);
    }

    private Api.Answer evidence(Map<String, Object> said) {
        var body = new HashMap<>(said);
        body.put("client", client);
        if (!body.containsKey("test")) body.putIfAbsent("job", "files-nightly");
        return program.post("/api/v1/backups/restore-tests", body);
    }

    private Api.Answer job() {
        return program.get("/api/v1/backups/jobs/%s/files-nightly".formatted(client));
    }

    private Api.Answer system() {
        return program.get("/api/v1/backups/systems/%s/files".formatted(client));
    }

    private Api.Answer runs() {
        return program.get("/api/v1/backups/runs?client=%s&job=files-nightly".formatted(client));
    }

    private Api.Answer tests() {
        return program.get("/api/v1/backups/restore-tests?client=" + client);
    }

    private String lights() {
        var said = new StringBuilder();
        system().json().at("/copies").forEach(light -> said.append(said.isEmpty() ? "" : " ").append(light.at("/figure").asString()).append(light.at("/on").asBoolean() ? "+" : "-"));
        return said.toString();
    }

    private void later(Duration by) {
        clock.advance(by);
        watch.drain();
    }
}
