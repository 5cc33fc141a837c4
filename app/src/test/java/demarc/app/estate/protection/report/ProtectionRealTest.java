package demarc.app.estate.protection.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.Demarc;
import demarc.app.agreement.Table;
import demarc.app.platform.Exits;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine;

/// The real restic and the real Borg, reported by the real wrapper to the real product: in good days, locked out, and restored.
@DemarcTest
class ProtectionRealTest {
    private record Told(int exit, String said) {}

    @TempDir private Path place;

    private final Table table;
    private final Fixture fixture;
    private final Api program;
    private final String client;
    private String key = "";

    ProtectionRealTest(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        table = new Table(fixture, context, "Vault");
        table.agree(1, "2026-01-01");
        program = fixture.api(table.manager);
        client = table.client.key();
    }

    @BeforeEach void keep() {
        program.post("/api/v1/backups/systems", Map.of("client", client, "name", "Files", "tier", "T3"));
        key = program.post("/api/v1/backups/keys", Map.of("client", client, "name", "real")).at("/secret");
    }

    @Test void restic() throws Exception {
        installed("restic");
        job("restic-nightly", "restic");
        var source = source();
        var env = List.of("env", "RESTIC_PASSWORD=right", "RESTIC_REPOSITORY=" + place.resolve("repo"), "RESTIC_CACHE_DIR=" + place.resolve("cache"));
        assertThat(shell(env, "restic", "init", "-q")).isZero();

        var good = report("restic-nightly", env, "restic", "backup", source.toString());
        assertThat(good.exit).isZero();
        assertThat(good.said).contains("added --json");
        assertThat(last("restic-nightly").at("/state")).isEqualTo("ok");
        assertThat(last("restic-nightly").json().at("/files").asInt()).isEqualTo(3);
        assertThat(last("restic-nightly").at("/snapshot")).isNotEmpty();

        // A source that is not there is left out, and 0.14 succeeds all the same.
        report("restic-nightly", env, "restic", "backup", "--json", source.toString(), place.resolve("gone").toString());
        assertThat(last("restic-nightly").at("/state")).isEqualTo("warning");
        assertThat(last("restic-nightly").at("/message")).contains("gone");

        var wrong = new ArrayList<>(env);
        wrong.set(1, "RESTIC_PASSWORD=wrong");
        var refused = report("restic-nightly", wrong, "restic", "backup", source.toString());
        assertThat(refused.exit).isNotZero();
        assertThat(last("restic-nightly").at("/state")).isEqualTo("failed");
        assertThat(last("restic-nightly").at("/message")).contains("password was refused");
        assertThat(program.get("/api/v1/backups/jobs/%s/restic-nightly".formatted(client)).at("/ticket")).isNotEmpty();

        report("restic-nightly", env, "restic", "check");
        assertThat(last("restic-nightly").at("/operation")).isEqualTo("check");
        assertThat(last("restic-nightly").at("/state")).isEqualTo("ok");

        var drawn = demarc(join(List.of("report", "draw", "--seed", "4711", "--"), env, List.of("restic", "ls", "--json", "latest")));
        var original = Path.of(drawn.said.lines().filter(line -> line.startsWith("/")).findFirst().orElseThrow());
        assertThat(demarc(join(List.of("report", "draw", "--seed", "4711", "--"), env, List.of("restic", "ls", "latest"))).said).contains(original.toString());
        var back = place.resolve("back");
        var restored = demarc(join(List.of("report", "restore-test", "--url", fixture.url(), "--key", key, "--spool", place.resolve("spool").toString(), "--job", "restic-nightly",
                "--restored", back + original.toString(), "--original", original.toString(), "--"), env, List.of("restic", "restore", "latest", "--target", back.toString(), "--include", original.toString())));
        assertThat(restored.exit).as(restored.said).isZero();
        var evidence = program.get("/api/v1/backups/restore-tests?client=" + client).json().at("/items/0/evidence");
        assertThat(evidence.at("/integrity").asString()).isEqualTo("identical to the original");
        assertThat(evidence.at("/passed").asBoolean()).isTrue();

        Files.writeString(Path.of(back + original.toString()), "something else");
        var differs = demarc(List.of("report", "restore-test", "--url", fixture.url(), "--key", key, "--spool", place.resolve("spool").toString(), "--job", "restic-nightly",
                "--restored", back + original.toString(), "--original", original.toString()));
        assertThat(differs.exit).isEqualTo(Exits.FINDINGS);
        assertThat(program.get("/api/v1/backups/restore-tests?client=" + client).json().at("/items/0/evidence/passed").asBoolean()).isFalse();
    }

    @Test void borg() throws Exception {
        installed("borg");
        job("borg-nightly", "borg");
        var source = source();
        var repo = place.resolve("repo").toString();
        var env = List.of("env", "BORG_PASSPHRASE=right", "BORG_BASE_DIR=" + place.resolve("base"), "BORG_RELOCATED_REPO_ACCESS_IS_OK=yes");
        assertThat(shell(env, "borg", "init", "-e", "repokey", repo)).isZero();

        assertThat(report("borg-nightly", env, "borg", "create", repo + "::one", source.toString()).exit).isZero();
        assertThat(last("borg-nightly").at("/state")).isEqualTo("ok");
        assertThat(last("borg-nightly").at("/snapshot")).isEqualTo("one");
        assertThat(last("borg-nightly").json().at("/files").asInt()).isEqualTo(3);

        assertThat(report("borg-nightly", env, "borg", "create", "--json", "--log-json", repo + "::two", source.toString(), place.resolve("gone").toString()).exit).isEqualTo(1);
        assertThat(last("borg-nightly").at("/state")).isEqualTo("warning");

        // Somebody holds the repository.
        var holder = new ProcessBuilder(join(env, List.of("borg", "with-lock", repo, "sleep", "20"))).start();
        try {
            waitFor(Path.of(repo, "lock.exclusive"));
            assertThat(report("borg-nightly", env, "borg", "create", "--lock-wait", "0", repo + "::three", source.toString()).exit).isEqualTo(2);
        } finally {
            holder.descendants().forEach(ProcessHandle::destroy);
            holder.destroy();
            holder.waitFor();
        }
        assertThat(last("borg-nightly").at("/message")).contains("Another run holds the repository");
        shell(env, "borg", "break-lock", repo);

        var wrong = new ArrayList<>(env);
        wrong.set(1, "BORG_PASSPHRASE=wrong");
        report("borg-nightly", wrong, "borg", "create", repo + "::four", source.toString());
        assertThat(last("borg-nightly").at("/message")).contains("password was refused");

        report("borg-nightly", env, "borg", "check", repo);
        assertThat(last("borg-nightly").at("/operation")).isEqualTo("check");
        assertThat(last("borg-nightly").at("/state")).isEqualTo("ok");
    }

    @Test void whileDemarcIsAwayTheReportIsKeptAndTheBackupIsGood() throws Exception {
        job("dump", "other");
        var spool = place.resolve("spool");
        var away = demarc(List.of("report", "--url", "http://127.0.0.1:9", "--key", key, "--job", "dump", "--spool", spool.toString(), "--", "true"));
        assertThat(away.exit).isZero();
        assertThat(away.said).contains("is kept in").doesNotContain(key);
        assertThat(Files.readString(new Spool(spool, new Door(), new PrintWriter(new StringWriter()), java.time.Clock.systemUTC()).files().getFirst())).doesNotContain(key);
        assertThat(program.get("/api/v1/backups/runs?client=%s&job=dump".formatted(client)).json().at("/items").size()).isZero();

        var back = demarc(List.of("report", "--url", fixture.url(), "--key", key, "--job", "dump", "--spool", spool.toString(), "--", "sh", "-c", "echo half >&2; exit 9"));
        assertThat(back.exit).isEqualTo(9);
        var items = program.get("/api/v1/backups/runs?client=%s&job=dump".formatted(client)).json().at("/items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.at("/0/state").asString()).isEqualTo("failed");
        assertThat(items.at("/0/message").asString()).contains("half").contains("exit code 9");
        assertThat(items.at("/1/state").asString()).isEqualTo("ok");
        try (var left = Files.list(spool)) {
            assertThat(left).isEmpty();
        }
        assertThat(demarc(List.of("report", "--url", fixture.url(), "--key", "dmr_leaked", "--job", "dump", "--spool", spool.toString(), "--", "true")).exit).isZero();
        assertThat(demarc(List.of("report", "--url", fixture.url(), "--key", key, "--job", "dump", "--spool", spool.toString())).exit).isZero();
        assertThat(program.get("/api/v1/backups/runs?client=%s&job=dump".formatted(client)).json().at("/items").size()).isEqualTo(4);
    }

    /// Its words and its exit code are its own, and a request to stop reaches it.
    @Test void theCommandIsLeftAloneAndCanBeStopped() throws Exception {
        job("long", "other");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-Xlog:disable", "-cp", System.getProperty("java.class.path"),
                "demarc.app.Demarc", "report", "--url", fixture.url(), "--key", key, "--job", "long", "--spool", place.resolve("spool").toString(), "--",
                "sh", "-c", "trap 'echo stopped; exit 42' TERM; echo begun; while :; do sleep 0.1; done").start();
        try (var out = process.getInputStream()) {
            assertThat(line(out)).isEqualTo("begun");
            process.toHandle().destroy();
            assertThat(line(out)).isEqualTo("stopped");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(42);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(last("long").at("/state")).isEqualTo("failed");
        assertThat(last("long").at("/message")).contains("exit code 42");
    }

    private void job(String name, String tool) {
        var answer = program.post("/api/v1/backups/jobs", Map.of("client", client, "key", name, "system", "files", "tool", tool, "schedule", "every 24h", "medium", "nas"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private Api.Answer last(String job) {
        var runs = program.get("/api/v1/backups/runs?client=%s&job=%s&limit=1".formatted(client, job));
        return new Api.Answer(runs.status(), runs.json().at("/items/0"), runs.text(), runs.raw());
    }

    private Told report(String job, List<String> env, String... command) {
        return demarc(join(List.of("report", "--url", fixture.url(), "--key", key, "--job", job, "--spool", place.resolve("spool").toString(), "--"), env, Arrays.asList(command)));
    }

    private static Told demarc(List<String> arguments) {
        var said = new StringWriter();
        var exit = Exits.run(new CommandLine(Demarc.class).setOut(new PrintWriter(said)).setErr(new PrintWriter(said)), arguments.toArray(String[]::new));
        return new Told(exit, said.toString());
    }

    private static int shell(List<String> env, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(join(env, Arrays.asList(command))).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    @SafeVarargs private static List<String> join(List<String>... parts) {
        return Arrays.stream(parts).flatMap(List::stream).toList();
    }

    private Path source() throws IOException {
        var source = Files.createDirectories(place.resolve("source"));
        for (var name : List.of("a.txt", "b.txt", "c.txt")) Files.writeString(source.resolve(name), name.repeat(5000));
        return source;
    }

    private static void waitFor(Path path) throws InterruptedException {
        for (var i = 0; i < 100 && !Files.exists(path); i++) Thread.sleep(50);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next; (next = in.read()) >= 0 && next != '\n'; ) line.append((char) next);
        return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static void installed(String program) {
        var there = Arrays.stream(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
        if (System.getenv("CI") != null) assertThat(there).as("%s is needed: apt-get install %s", program, program).isTrue();
        assumeTrue(there, () -> "skipped: no %s here (Debian: apt-get install %s)".formatted(program, program.equals("borg") ? "borgbackup" : program));
    }
}
