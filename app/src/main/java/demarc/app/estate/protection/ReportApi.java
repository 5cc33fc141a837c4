package demarc.app.estate.protection;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// Where machines say how a backup went. A client's report key opens the two writing doors, for that client alone, and nothing else.
@RestController
@RequestMapping("/api/v1/backups")
class ReportApi {
    public record RunJson(String client, String job, long id, String operation, String state, Instant startedAt, @Nullable Instant endedAt, @Nullable Long bytes, @Nullable Long files,
            @Nullable Long added, @Nullable String snapshot, String message, Instant reportedAt) {}

    /// @param trouble what is wrong with the job now, this run considered; null when nothing is
    /// @param ticket  that is open for it
    /// @param known   the report had come before, so that nothing changed
    public record TakenJson(RunJson run, @Nullable String trouble, @Nullable String look, @Nullable String ticket, boolean known) {}

    public record EvidenceJson(String scope, @Nullable String snapshot, @Nullable Instant snapshotAt, @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Long rpoMinutes,
            @Nullable Long rtoMinutes, @Nullable String expectedSha256, @Nullable String actualSha256, String integrity, String by, boolean passed, @Nullable String defects, Instant savedAt) {
        static EvidenceJson of(RestoreTest.Evidence of) {
            return new EvidenceJson(of.scope(), of.snapshot(), of.snapshotAt(), of.startedAt(), of.endedAt(), of.rpo() == null ? null : of.rpo().toMinutes(),
                    of.rto() == null ? null : of.rto().toMinutes(), of.expectedSha256(), of.actualSha256(), of.integrity(), of.by(), of.passed(), of.defects(), of.savedAt());
        }
    }

    /// @param system   key; null when it is of the whole site
    /// @param evidence null until it is done
    public record TestJson(String client, long id, String kind, @Nullable String system, @Nullable String job, Instant openedAt, Instant dueAt, long seed, boolean overdue, @Nullable String ticket,
            @Nullable EvidenceJson evidence) {}

    private final BackupRuns runs;
    private final RestoreTests tests;
    private final Protections protections;
    private final ReportKeys keys;
    private final Directory directory;
    private final TransactionTemplate transaction;

    ReportApi(BackupRuns runs, RestoreTests tests, Protections protections, ReportKeys keys, Directory directory, TransactionTemplate transaction) {
        this.runs = runs;
        this.tests = tests;
        this.protections = protections;
        this.keys = keys;
        this.directory = directory;
        this.transaction = transaction;
    }

    /// With nothing but the job it is a heartbeat.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/runs")
    @ResponseStatus(HttpStatus.CREATED)
    TakenJson report(@RequestBody Reported request, @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        return as(request.client(), authorization, by -> {
            var taken = runs.report(by.client, request);
            var trouble = taken.job().trouble();
            return new TakenJson(json(by.client.key(), taken.job().key(), taken.run()), trouble == null ? null : BackupApi.lower(trouble), taken.job().look(), taken.job().ticket(), taken.known());
        });
    }

    @Needs(Scope.ESTATE_READ)
    @GetMapping("/runs")
    Page<RunJson> runs(@RequestParam String client, @RequestParam String job, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var of = protections.client(actor, client);
        var found = protections.job(of, job);
        return new Page<>(runs.history(of.id(), found.id(), Page.limit(limit)).stream().map(run -> json(client, job, run)).toList(), null);
    }

    @Needs(Scope.ESTATE_READ)
    @GetMapping("/restore-tests")
    Page<TestJson> tests(@RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit,
            Actor actor) {
        var clients = client.isEmpty() ? actor.clients() : List.of(protections.client(actor, client).id());
        var page = tests.page(clients, null, Cursor.parse(cursor, 1), Page.limit(limit));
        return new Page<>(page.items().stream().map(test -> json(directory.client(test.client()).key(), test)).toList(), page.next());
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/restore-tests")
    @ResponseStatus(HttpStatus.CREATED)
    TestJson save(@RequestBody Restored request, @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        return as(request.client(), authorization, by -> json(by.client.key(), tests.save(by.client, request, by.actor, by.name)));
    }

    private record Reporter(Client client, @Nullable Actor actor, String name) {}

    private <T> T as(@Nullable String client, String authorization, Function<Reporter, T> write) {
        var actor = Tenancy.actor().orElse(null);
        if (actor != null) {
            if (client == null || client.isBlank()) throw new Refused("client", "The field 'client' is missing: whose backup is it? A report key would say so.");
            return Objects.requireNonNull(transaction.execute(_ -> {
                var of = protections.client(actor, client);
                Protections.change(actor);
                return write.apply(new Reporter(of, actor, actor.name()));
            }));
        }
        var holder = keys.holder(authorization.replaceFirst("(?i)^Bearer\\s+", "").strip())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.UNAUTHORIZED, "The report key is unknown, replaced or revoked. Make a new one under Estate, Backups, Set-up."));
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> {
            var of = directory.client(holder.client());
            // Whoever names another client than their key's hears what a stranger would.
            if (client != null && !client.isBlank() && !client.equals(of.key())) throw new NotFound("client", client);
            return write.apply(new Reporter(of, null, "report key " + holder.name()));
        })));
    }

    private static RunJson json(String client, String job, BackupRun run) {
        return new RunJson(client, job, run.id(), BackupApi.lower(run.operation()), BackupApi.lower(run.state()), run.startedAt(), run.endedAt(), run.bytes(), run.files(), run.added(),
                run.snapshot(), run.message(), run.reportedAt());
    }

    private static TestJson json(String client, RestoreTest test) {
        return new TestJson(client, test.id(), test.kind().name().toLowerCase(Locale.ROOT), test.systemKey(), test.jobKey(), test.openedAt(), test.dueAt(), test.seed(), test.overdue(), test.ticket(),
                test.evidence() == null ? null : EvidenceJson.of(test.evidence()));
    }
}
