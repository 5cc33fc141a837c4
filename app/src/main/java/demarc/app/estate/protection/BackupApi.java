package demarc.app.estate.protection;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.protection.Protections.JobForm;
import demarc.app.estate.protection.Protections.SystemForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What is protected, by which jobs, by which keys they report. Reports themselves come in at [ReportApi].
@RestController
@RequestMapping("/api/v1/backups")
@Needs(Scope.ESTATE_READ)
class BackupApi {
    private static final String KEY = "Idempotency-Key";

    /// @param standing    `wrong`, `look`, `good`
    /// @param safeAt      the newest moment to which it can be brought back
    /// @param cannotKeep  why no run can keep the RPO
    public record SystemJson(String client, String key, String name, @Nullable Long asset, String tier, long rpoMinutes, long rtoMinutes, @Nullable String owner, @Nullable String site,
            String standing, @Nullable Instant safeAt, boolean rpoBroken, @Nullable String cannotKeep, @Nullable Instant testedAt, @Nullable Instant provedAt, List<LightJson> copies,
            boolean retired, int version) {}

    public record LightJson(String figure, String label, boolean on, String why) {}

    public record JobJson(String client, String key, String system, String tool, String schedule, long graceMinutes, String medium, @Nullable String place, boolean offsite,
            boolean immutable, boolean paused, @Nullable Instant expectedAt, @Nullable Instant goodAt, @Nullable Instant safeAt, @Nullable String trouble, @Nullable String why,
            @Nullable String damage, @Nullable String look, @Nullable String ticket, boolean retired, int version) {}

    public record SystemRequest(@Nullable String client, @Nullable String key, @Nullable String name, @Nullable String asset, @Nullable String tier, @Nullable String rpo,
            @Nullable String rto, @Nullable String owner, @Nullable String site) {
        SystemForm form() {
            return new SystemForm(key, name, asset, tier, rpo, rto, owner, site);
        }
    }

    public record JobRequest(@Nullable String client, @Nullable String key, @Nullable String system, @Nullable String tool, @Nullable String schedule, @Nullable String grace,
            @Nullable String medium, @Nullable String place, @Nullable Boolean offsite, @Nullable Boolean immutable, @Nullable Boolean paused) {
        JobForm form() {
            return new JobForm(key, system, tool, schedule, grace, medium, place, offsite, immutable, paused);
        }
    }

    public record KeyRequest(@Nullable String client, @Nullable String name) {}

    /// @param secret in clear, this once
    public record KeyJson(String client, long id, String name, @Nullable String secret, Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant lastUsedAt) {
        static KeyJson of(Client client, ReportKeys.Key key, @Nullable String secret) {
            return new KeyJson(client.key(), key.id(), key.name(), secret, key.createdAt(), key.expiresAt(), key.lastUsedAt());
        }
    }

    private final Protections protections;
    private final ReportKeys keys;
    private final Directory directory;
    private final Idempotency idempotency;
    private final Clock clock;

    BackupApi(Protections protections, ReportKeys keys, Directory directory, Idempotency idempotency, Clock clock) {
        this.protections = protections;
        this.keys = keys;
        this.directory = directory;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping("/systems")
    Page<SystemJson> systems(@RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = protections.page(clients(actor, client), null, Cursor.parse(cursor, 3), Page.limit(limit));
        var jobs = protections.jobs(page.items());
        return new Page<>(page.items().stream().map(system -> json(directory.client(system.client()), system, jobs.getOrDefault(system.id(), List.of()))).toList(), page.next());
    }

    @GetMapping("/systems/{client}/{system}")
    SystemJson system(@PathVariable String client, @PathVariable String system, Actor actor) {
        var of = protections.client(actor, client);
        return json(of, protections.system(of, system));
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/systems")
    ResponseEntity<SystemJson> addSystem(@RequestBody SystemRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return idempotency.once(actor, key, request, SystemJson.class, () -> {
            var of = client(actor, request.client());
            var added = protections.add(actor, of, request.form());
            return ResponseEntity.created(URI.create("/api/v1/backups/systems/%s/%s".formatted(of.key(), added.key()))).body(json(of, added));
        });
    }

    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/systems/{client}/{system}")
    SystemJson changeSystem(@PathVariable String client, @PathVariable String system, @RequestBody SystemRequest request, Actor actor) {
        var of = protections.client(actor, client);
        return json(of, protections.change(actor, of, system, request.form(), null));
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/systems/{client}/{system}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retireSystem(@PathVariable String client, @PathVariable String system, Actor actor) {
        protections.retire(actor, protections.client(actor, client), system);
    }

    @GetMapping("/jobs")
    Page<JobJson> jobs(@RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = protections.jobPage(clients(actor, client), Cursor.parse(cursor, 2), Page.limit(limit));
        var systems = protections.keys(page.items());
        return new Page<>(page.items().stream().map(job -> json(job, systems.getOrDefault(job.system(), ""))).toList(), page.next());
    }

    @GetMapping("/jobs/{client}/{job}")
    JobJson job(@PathVariable String client, @PathVariable String job, Actor actor) {
        return json(protections.job(protections.client(actor, client), job));
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/jobs")
    ResponseEntity<JobJson> addJob(@RequestBody JobRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return idempotency.once(actor, key, request, JobJson.class, () -> {
            var of = client(actor, request.client());
            var added = protections.addJob(actor, of, request.form());
            return ResponseEntity.created(URI.create("/api/v1/backups/jobs/%s/%s".formatted(of.key(), added.key()))).body(json(added));
        });
    }

    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/jobs/{client}/{job}")
    JobJson changeJob(@PathVariable String client, @PathVariable String job, @RequestBody JobRequest request, Actor actor) {
        return json(protections.changeJob(actor, protections.client(actor, client), job, request.form(), null));
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/jobs/{client}/{job}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retireJob(@PathVariable String client, @PathVariable String job, Actor actor) {
        protections.retireJob(actor, protections.client(actor, client), job);
    }

    @GetMapping("/keys")
    Page<KeyJson> keys(@RequestParam String client, Actor actor) {
        var of = protections.client(actor, client);
        return new Page<>(keys.of(of).stream().map(key -> KeyJson.of(of, key, null)).toList(), null);
    }

    /// Takes no Idempotency-Key: its answer would have to keep the secret.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/keys")
    @ResponseStatus(HttpStatus.CREATED)
    KeyJson issue(@RequestBody KeyRequest request, Actor actor) {
        var of = client(actor, request.client());
        var issued = keys.issue(actor, of, request.name());
        return KeyJson.of(of, issued.key(), issued.secret());
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/keys/{client}/{reportKey}/rotation")
    @ResponseStatus(HttpStatus.CREATED)
    KeyJson rotate(@PathVariable String client, @PathVariable long reportKey, Actor actor) {
        var of = protections.client(actor, client);
        var issued = keys.rotate(actor, of, reportKey);
        return KeyJson.of(of, issued.key(), issued.secret());
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/keys/{client}/{reportKey}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String client, @PathVariable long reportKey, Actor actor) {
        keys.revoke(actor, protections.client(actor, client), reportKey);
    }

    private Client client(Actor actor, @Nullable String key) {
        if (key == null || key.isBlank()) throw new Refused("client", "The field 'client' is missing: whose is it?");
        return protections.client(actor, key);
    }

    private Collection<Integer> clients(Actor actor, String key) {
        return key.isEmpty() ? actor.clients() : List.of(protections.client(actor, key).id());
    }

    private SystemJson json(Client client, ProtectedSystem system) {
        return json(client, system, protections.jobs(system));
    }

    private SystemJson json(Client client, ProtectedSystem system, List<BackupJob> jobs) {
        var copies = Copies.of(system, jobs, clock.instant()).lights().stream().map(light -> new LightJson(light.figure(), light.label(), light.on(), light.why())).toList();
        return new SystemJson(client.key(), system.key(), system.name(), system.asset(), system.tier().name(), system.rpo().toMinutes(), system.rto().toMinutes(), system.owner(),
                system.site(), List.of("wrong", "look", "good").get(system.standing()), system.safeAt(), system.rpoBrokenAt() != null, Standing.cannotKeep(system, jobs).orElse(null),
                system.testedAt(), system.provedAt(), copies, system.isRetired(), system.version());
    }

    private JobJson json(BackupJob job) {
        return json(job, protections.systemOf(job).key());
    }

    private JobJson json(BackupJob job, String system) {
        var client = directory.client(job.client());
        var trouble = job.trouble();
        return new JobJson(client.key(), job.key(), system, lower(job.tool()), job.schedule().text(), job.grace().toMinutes(), lower(job.medium()), job.place(),
                job.offsite(), job.immutable(), job.isPaused(), job.expectedAt(), job.goodAt(), job.safeAt(), trouble == null ? null : lower(trouble), job.why(), job.damage(), job.look(),
                job.ticket(), job.isRetired(), job.version());
    }

    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
