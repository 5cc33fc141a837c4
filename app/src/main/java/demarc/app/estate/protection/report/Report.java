package demarc.app.estate.protection.report;

import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/// `demarc report`: runs a backup as it would run without it, and tells Demarc how it went.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "Runs a backup command as it is and tells Demarc how it went; with --file, tells what a log says; with neither, that the job ran.",
            "The command's output, input and exit code are its own. When Demarc is away the report is kept and sent next time; a good backup never fails because of it."},
        subcommands = {RestoreTestCommand.class, DrawCommand.class},
        footer = {"", "  demarc report --job files-nightly -- restic backup /srv", "", "Exit codes: the command's own; without a command 0 told or kept, 2 wrong usage, 3 refused."})
public class Report implements Callable<Integer> {
    static final String RUNS = "/api/v1/backups/runs";
    private static final Duration HURRY = Duration.ofSeconds(3);

    @Mixin private Door door = new Door();
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--job", paramLabel = "NAME", description = "Key of the backup job. DEMARC_JOB does the same.")
    private @Nullable String job = System.getenv("DEMARC_JOB");

    @Option(names = "--file", paramLabel = "FILE", description = "Report what this log of restic or Borg says instead of running anything.")
    private @Nullable Path file;

    @Option(names = "--exit", paramLabel = "CODE", description = "Exit code of what wrote the log, or of what ran. Without a log, 0 means that all is well.")
    private @Nullable Integer exit;

    @Option(names = "--as-is", description = "Add nothing to the command's arguments, not even --json.")
    private boolean asIs;

    @Option(names = "--spool", paramLabel = "DIR", description = "Where reports are kept while Demarc is away. Default: spool in DEMARC_HOME.")
    private @Nullable Path spool;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The backup command, behind --.")
    private List<String> command = new ArrayList<>();

    private Clock clock = Clock.systemUTC();
    private OutputStream out = new FileOutputStream(FileDescriptor.out);
    private OutputStream err = new FileOutputStream(FileDescriptor.err);

    @Override public Integer call() throws IOException, InterruptedException {
        try {
            if (job == null || job.isBlank()) throw new Refused("Say which job it is: --job NAME, or DEMARC_JOB. The names stand under Estate, Backups.");
            door.check();
            if (file != null && !command.isEmpty()) throw new Refused("Give a command or a --file, not both.");
        } catch (Refused refused) {
            // A mistake in the wrapper's own arguments must not cost a backup.
            say().println("demarc: " + refused.message());
            if (command.isEmpty()) return Exits.USAGE;
            say().println("demarc: the command runs nevertheless; nobody is told of it.");
            return Wrapped.run(command, out, err, clock, new CountDownLatch(0)).exit();
        }
        return command.isEmpty() ? tell() : run();
    }

    private int run() throws InterruptedException {
        var wrapped = Wrapped.command(command, asIs);
        if (!wrapped.added().isEmpty())
            say().println("demarc: added %s to the command, to read its figures (--as-is leaves it alone).".formatted(String.join(" ", wrapped.added())));
        var finished = new CountDownLatch(1);
        try {
            var report = UUID.randomUUID().toString();
            var start = body(report).put("state", "running").put("startedAt", clock.instant().toString()).put("operation", wrapped.operation().name());
            // Whether it begins is good to know, and no reason to wait.
            var starting = Thread.ofVirtual().start(() -> door.send(RUNS, start, HURRY, clock.instant().toString()));
            var ended = Wrapped.run(wrapped.words(), out, err, clock, finished);
            starting.join(HURRY);
            var body = body(report).put("tool", wrapped.tool().name()).put("operation", wrapped.operation().name()).put("exit", ended.exit()).put("startedAt", ended.startedAt().toString())
                    .put("endedAt", ended.endedAt().toString()).put("output", ended.output()).put("errors", ended.errors());
            deliver(body);
            return ended.exit();
        } finally {
            finished.countDown();
        }
    }

    private int tell() throws IOException {
        var body = body(UUID.randomUUID().toString());
        if (exit != null) body.put("exit", exit);
        if (file != null) {
            if (!Files.isRegularFile(file)) throw new Refused("There is no file %s.".formatted(file));
            var kept = new Kept();
            try (var in = Files.newInputStream(file)) {
                var buffer = new byte[8192];
                var digest = sha256();
                for (int got; (got = in.read(buffer)) >= 0; ) {
                    kept.add(buffer, 0, got);
                    digest.update(buffer, 0, got);
                }
                digest.update(String.valueOf(job).getBytes());
                // The same log told twice is one run.
                body.put("report", HexFormat.of().formatHex(digest.digest()));
            }
            body.put("tool", "other").put("output", kept.text()).put("endedAt", Spool.modified(file).toString());
        }
        return deliver(body) instanceof Door.No ? Exits.FAILED : Exits.DONE;
    }

    private Door.Answer deliver(ObjectNode body) {
        var answer = new Spool(spool == null ? Spool.usual() : spool, door, say(), clock).deliver(RUNS, body, String.valueOf(job));
        if (answer instanceof Door.Taken taken) {
            var run = taken.json().path("run");
            var state = run.path("state").asString("");
            if (!state.equals("ok") || !taken.json().path("look").isNull()) say().println("demarc: %s is %s: %s".formatted(job, state, run.path("message").asString("")));
        }
        return answer;
    }

    private ObjectNode body(String report) {
        return Door.JSON.createObjectNode().put("job", job).put("report", report);
    }

    private PrintWriter say() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        return spec.commandLine().getErr();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
