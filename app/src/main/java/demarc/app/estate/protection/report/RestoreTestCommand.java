package demarc.app.estate.protection.report;

import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demarc report restore-test`: a restore, measured and compared, as evidence.
@Command(
        name = "restore-test",
        mixinStandardHelpOptions = true,
        description = "Runs a restore, takes its time, hashes what came back, compares it with the original and saves the evidence.",
        footer = {"", "  demarc report restore-test --job files-nightly --restored /tmp/r/srv/a.txt --original /srv/a.txt -- \\", "      restic restore latest --target /tmp/r --include /srv/a.txt", "",
            "Exit codes: 0 passed, 1 failed, 2 wrong usage, 3 passed and could not be saved (kept unless Demarc refuses)."})
final class RestoreTestCommand implements Callable<Integer> {
    private static final String TESTS = "/api/v1/backups/restore-tests";

    @Mixin private Door door = new Door();
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--job", paramLabel = "NAME", description = "Key of the backup job that was restored from. DEMARC_JOB does the same.")
    private @Nullable String job = System.getenv("DEMARC_JOB");

    @Option(names = "--test", paramLabel = "N", description = "Number of the test that was due, as its ticket says. Default: what is open for the job's system.")
    private @Nullable Long test;

    @Option(names = "--restored", required = true, paramLabel = "FILE", description = "What came back.")
    private Path restored = Path.of("");

    @Option(names = "--expect-sha256", paramLabel = "HASH", description = "SHA-256 of the original.")
    private @Nullable String expected;

    @Option(names = "--original", paramLabel = "FILE", description = "The original, to be hashed; when it has not changed since.")
    private @Nullable Path original;

    @Option(names = "--passed", description = "It passed by other proof, where there is no original to compare with: somebody looked.")
    private boolean passed;

    @Option(names = "--scope", paramLabel = "WORDS", description = "What was restored. Default: the restored file.")
    private @Nullable String scope;

    @Option(names = "--snapshot", paramLabel = "ID", description = "The backup it came from. Default: the job's last good one.")
    private @Nullable String snapshot;

    @Option(names = "--started", paramLabel = "INSTANT", description = "When the restore began, when no command is given: 2026-11-24T14:05:00Z.")
    private @Nullable String started;

    @Option(names = "--defects", paramLabel = "WORDS", description = "What was wrong.")
    private @Nullable String defects;

    @Option(names = "--by", paramLabel = "NAME", description = "Who did it. Default: user and machine.")
    private @Nullable String by;

    @Option(names = "--spool", paramLabel = "DIR", description = "Where evidence is kept while Demarc is away. Default: spool in DEMARC_HOME.")
    private @Nullable Path spool;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The restore, behind --.")
    private List<String> command = new ArrayList<>();

    private final Clock clock = Clock.systemUTC();

    @Override public Integer call() throws IOException, InterruptedException {
        if ((job == null || job.isBlank()) && test == null) throw new Refused("Say which job was restored: --job NAME, or the --test that was due.");
        if (expected != null && original != null) throw new Refused("Give --expect-sha256 or --original, not both.");
        if (expected != null && !expected.toLowerCase(Locale.ROOT).matches("[0-9a-f]{64}")) throw new Refused("'%s' is no SHA-256: it has 64 hexadecimal digits.".formatted(expected));
        var begun = begun();
        door.check();
        var wanted = expected != null ? expected.toLowerCase(Locale.ROOT) : original == null ? null : hash(original);
        var ended = command.isEmpty() ? null : Wrapped.run(command, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err), clock, new CountDownLatch(0));
        var at = ended == null ? clock.instant() : ended.endedAt();
        var actual = Files.isRegularFile(restored) ? hash(restored) : null;
        var wrong = wrong(ended, actual, wanted);
        var good = wrong == null;

        var body = Door.JSON.createObjectNode().put("scope", scope == null ? restored.toString() : scope).put("passed", good).put("by", by == null ? user() : by).put("endedAt", at.toString());
        if (job != null) body.put("job", job);
        if (test != null) body.put("test", test.longValue());
        if (snapshot != null) body.put("snapshot", snapshot);
        if (ended != null || begun != null) body.put("startedAt", String.valueOf(ended == null ? begun : ended.startedAt()));
        if (wanted != null) body.put("expectedSha256", wanted);
        if (actual != null) body.put("actualSha256", actual);
        var said = wrong == null ? defects : defects == null ? wrong : wrong + " " + defects;
        if (said != null) body.put("defects", said);
        var answer = new Spool(spool == null ? Spool.usual() : spool, door, say(), clock).deliver(TESTS, body, "the restore test");
        say().println(good ? "demarc: passed%s.".formatted(actual == null ? "" : ", SHA-256 " + actual) : "demarc: failed. " + wrong);
        return !good ? Exits.FINDINGS : answer instanceof Door.Taken ? Exits.DONE : Exits.FAILED;
    }

    private @Nullable String wrong(Wrapped.@Nullable Ended ended, @Nullable String actual, @Nullable String wanted) {
        if (ended != null && ended.exit() != 0) return "The restore ended with exit code %d: %s".formatted(ended.exit(), last(ended.errors().isBlank() ? ended.output() : ended.errors()));
        if (actual == null) return "Nothing came back at %s.".formatted(restored);
        if (wanted != null && !wanted.equals(actual)) return "What came back has the SHA-256 %s…, the original %s….".formatted(actual.substring(0, 12), wanted.substring(0, 12));
        return wanted != null || passed ? null : "Nothing says that what came back is right: give --expect-sha256 or --original, or --passed when somebody looked.";
    }

    private static String last(String text) {
        var lines = text.strip().split("\\R");
        return lines[lines.length - 1];
    }

    private @Nullable Instant begun() {
        try {
            return started == null ? null : Instant.parse(started);
        } catch (DateTimeException e) {
            throw new Refused("'%s' is no instant. Write it like 2026-11-24T14:05:00Z.".formatted(started));
        }
    }

    private static String hash(Path file) throws IOException {
        var digest = Report.sha256();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int got; (got = in.read(buffer)) >= 0; ) digest.update(buffer, 0, got);
        } catch (IOException e) {
            throw new Refused("%s cannot be read.".formatted(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String user() {
        try {
            return System.getProperty("user.name") + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return System.getProperty("user.name");
        }
    }

    private PrintWriter say() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        return spec.commandLine().getErr();
    }
}
