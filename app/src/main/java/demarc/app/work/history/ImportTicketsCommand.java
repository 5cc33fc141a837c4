package demarc.app.work.history;

import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// `demarc import tickets`: sends a history to the running product in batches and says what the agreement would have done with it.
@Command(
        name = "tickets",
        mixinStandardHelpOptions = true,
        description = {
            "Imports the ticket history of another desk as it is: ServiceNow incident logs, event logs and one-row-per-ticket exports, "
                    + "as CSV, plain, gzip or zip. Each ticket is imported once however often it is run.",
            "Then says what the agreement would have done: who would have got the work, what would have crossed the line, which promises would have held."},
        footer = {"", "Exit codes: 0 imported, 1 imported but for refused rows, 2 wrong usage or unreadable input, 3 failed."})
public final class ImportTicketsCommand implements Callable<Integer> {

    enum Format { HUMAN, JSON }

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The export: .csv, .csv.gz or a zip with one CSV file in it.")
    private Path file = Path.of("");

    @Option(names = "--client", required = true, paramLabel = "KEY", description = "Key of the client whose history it is.")
    private String client = "";

    @Option(names = "--mapping", paramLabel = "FILE", description = "What the file's names mean in the agreement.")
    private @Nullable Path mappingFile;

    @Option(names = "--write-mapping", paramLabel = "FILE", description = "Write a mapping to edit, with every name in the file, and import nothing.")
    private @Nullable Path writeMapping;

    @Option(names = "--dry-run", description = "Say what would be done and write nothing.")
    private boolean dryRun;

    @Option(names = "--source", paramLabel = "NAME", description = "Which desk the ticket numbers are of, when a client has had several. Default: told from the file.")
    private @Nullable String source;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Where times without a zone were written, such as Europe/Rome. Default: the client's zone.")
    private @Nullable String zone;

    @Option(names = "--dates", paramLabel = "ORDER", description = "How to read 3/4/2016: day-first or month-first. Default: told from the file.")
    private @Nullable String dates;

    @Option(names = "--refused", paramLabel = "FILE", description = "Write every row that could not be used, with its reason, as CSV.")
    private @Nullable Path refusedFile;

    @Option(names = "--agreement", paramLabel = "FILE", description = "With --dry-run: replay under this agreement, without a running product.")
    private @Nullable Path agreementFile;

    @Option(names = "--format", defaultValue = "human", paramLabel = "FORMAT", description = "human or json. Default: human.")
    private Format format = Format.HUMAN;

    @Option(names = "--url", paramLabel = "URL", description = "Address of the running product. Default: found through DEMARC_HOME/demo.json.")
    private @Nullable String url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "API token with tickets:write. Default: the demonstration manager's.")
    private @Nullable String token;

    @Override
    public Integer call() throws IOException {
        try {
            return run();
        } catch (Refused refused) {
            err().println(refused.message());
            return Exits.USAGE;
        }
    }

    private int run() throws IOException {
        long began = System.nanoTime();
        if (agreementFile != null) {
            if (!dryRun && writeMapping == null) throw new Refused("--agreement replays under a file instead of what is in force, so it needs --dry-run.");
            return run(InForceFile.read(agreementFile), null, began);
        }
        try (var remote = Remote.find(url, token, client)) {
            return run(inForce(remote.ground()), remote, began);
        }
    }

    private InForce inForce(Remote.Ground ground) {
        if (ground.agreement() == null)
            throw new Refused(("%s has no agreement in force, so nothing says whose work a ticket would be. Sign one first, or try a file: "
                    + "--dry-run --agreement FILE.").formatted(ground.client()));
        var agreement = Compilation.of(ground.file() == null ? "agreement" : ground.file(), ground.agreement()).agreement();
        if (agreement == null) throw new Refused("This demarc cannot read the agreement in force; it is older than the running product.");
        return InForce.of(agreement);
    }

    private int run(InForce inForce, @Nullable Remote remote, long began) throws IOException {
        var mapping = mapping();
        var terminal = System.console() != null && System.console().isTerminal();
        var reading = new Progress(err(), terminal, "reading rows", 0);
        var survey = Survey.of(HistoryFile.of(file), mapping, (rows, _) -> reading.at(rows));
        reading.end();
        if (writeMapping != null) return write(survey, mapping, inForce, writeMapping);
        try (var refused = new RefusedFile(refusedFile)) {
            var refusals = new Refusals(refused);
            var history = new ReplayedFile(survey, mapping, inForce, zone(), Clock.systemUTC().instant(), refusals);
            var say = format == Format.JSON ? err() : out();
            say.print(ReportText.recognised(history.recognised()));
            say.flush();
            var progress = new Progress(err(), terminal, dryRun ? "replaying" : "importing", survey.tickets());
            var sender = new Sender(dryRun ? null : remote, source == null ? history.source() : source, refusals, progress);
            history.tickets(sender);
            sender.end();
            progress.end();
            var report = history.report(client, dryRun, sender.imported, sender.alreadyThere, Duration.ofNanos(System.nanoTime() - began));
            out().print(format == Format.JSON ? JSON.writeValueAsString(report) + "\n" : ReportText.refused(refusals) + ReportText.report(report));
            out().flush();
            return report.refusedCount() == 0 ? Exits.DONE : Exits.FINDINGS;
        }
    }

    /// Sends one batch while the next is read.
    private static final class Sender implements Consumer<PastTicket> {
        private final @Nullable Remote remote;
        private final String source;
        private final Refusals refusals;
        private final Progress progress;
        private List<PastTicket> batch = new ArrayList<>();
        private CompletableFuture<Batch.Answer> sent = CompletableFuture.completedFuture(new Batch.Answer(0, 0, List.of()));
        private long read;
        private long imported;
        private long alreadyThere;

        Sender(@Nullable Remote remote, String source, Refusals refusals, Progress progress) {
            this.remote = remote;
            this.source = source;
            this.refusals = refusals;
            this.progress = progress;
        }

        @Override
        public void accept(PastTicket ticket) {
            progress.at(++read);
            if (remote == null) return;
            batch.add(ticket);
            if (batch.size() == Batch.TICKETS) send();
        }

        private void send() {
            var remote = this.remote;
            if (remote == null) return;
            answered();
            var tickets = batch;
            batch = new ArrayList<>();
            sent = CompletableFuture.supplyAsync(() -> remote.send(source, tickets), Thread.ofVirtual()::start);
        }

        private void answered() {
            try {
                var answer = sent.join();
                imported += answer.imported();
                alreadyThere += answer.alreadyThere();
                for (var no : answer.refused()) refusals.add(0, no.id(), null, null, no.reason());
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        void end() {
            if (!batch.isEmpty()) send();
            answered();
        }
    }

    private Mapping mapping() {
        var mapping = mappingFile == null ? Mapping.none() : MappingFile.read(mappingFile.toString(), text(mappingFile));
        if (dates == null) return mapping;
        return mapping.readingDates(MappingFile.order(dates).orElseThrow(() -> new Refused("--dates is day-first or month-first, not '%s'.".formatted(dates))));
    }

    private int write(Survey survey, Mapping mapping, InForce inForce, Path to) throws IOException {
        if (Files.exists(to) && (mappingFile == null || !Files.isSameFile(to, mappingFile)))
            throw new Refused("%s exists already. Give it with --mapping as well to keep what it says, or choose another name.".formatted(to));
        Files.writeString(to, MappingText.of(survey, mapping, inForce));
        out().println("%s is written. Edit it, then import with --mapping %s.".formatted(to, to));
        return Exits.DONE;
    }

    private @Nullable ZoneId zone() {
        try {
            return zone == null ? null : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Refused("There is no time zone '%s'. Give one such as Europe/Rome.".formatted(zone));
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (MalformedInputException e) {
            throw new Refused("%s is not UTF-8 text.".formatted(path));
        } catch (IOException e) {
            throw new Refused("%s cannot be read: %s.".formatted(path, e instanceof java.nio.file.NoSuchFileException ? "there is no such file" : e.getMessage()));
        }
    }

    private PrintWriter out() {
        return command().commandLine().getOut();
    }

    private PrintWriter err() {
        return command().commandLine().getErr();
    }

    private CommandSpec command() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        return spec;
    }

    private static final class InForceFile {
        static InForce read(Path path) {
            var compilation = Compilation.of(path.toString(), text(path));
            if (compilation.hasErrors())
                throw new Refused("%s has findings; see demarc check %s. The first: %s".formatted(path, path, compilation.findings().getFirst().message()));
            return compilation.inForce();
        }
    }
}
