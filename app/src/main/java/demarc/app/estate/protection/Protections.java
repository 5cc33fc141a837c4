package demarc.app.estate.protection;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.Asset;
import demarc.app.estate.Assets;
import demarc.app.estate.protection.ProtectionStore.Moment;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Conflict;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is protected and by which jobs, kept by those who work on IT.
@Component
@Transactional
public class Protections {
    /// What somebody writes of a system; what is left out follows the tier.
    ///
    /// @param asset name or address of a thing of the estate
    /// @param rpo   `15m`, `4h`, `1d`
    public record SystemForm(@Nullable String key, @Nullable String name, @Nullable String asset, @Nullable String tier, @Nullable String rpo, @Nullable String rto,
            @Nullable String owner, @Nullable String site) {}

    /// @param system key
    /// @param grace  how long a run may be late: `1h`
    public record JobForm(@Nullable String key, @Nullable String system, @Nullable String tool, @Nullable String schedule, @Nullable String grace, @Nullable String medium,
            @Nullable String place, @Nullable Boolean offsite, @Nullable Boolean immutable, @Nullable Boolean paused) {}

    private final ProtectionStore store;
    private final RestoreTests tests;
    private final Assets assets;
    private final Directory directory;
    private final Audit audit;
    private final JdbcClient sql;
    private final Clock clock;

    Protections(ProtectionStore store, RestoreTests tests, Assets assets, Directory directory, Audit audit, JdbcClient sql, Clock clock) {
        this.store = store;
        this.tests = tests;
        this.assets = assets;
        this.directory = directory;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /// The client, if the actor may see how it is protected.
    @Transactional(readOnly = true)
    public Client client(Actor by, String key) {
        if (!by.seesAgreements()) throw new NotFound("client", key);
        return directory.client(by, key);
    }

    public static boolean mayChange(Actor by) {
        return by.worksTickets();
    }

    static void change(Actor by) {
        if (!mayChange(by)) throw new Forbidden("Backups are kept by those who work on IT. Ask them to make the change.");
    }

    public ProtectedSystem add(Actor by, Client client, SystemForm form) {
        change(by);
        var name = Words.required("name", form.name(), 120);
        var key = Words.key("key", form.key() == null || form.key().isBlank() ? Words.keyOf(name) : form.key().strip());
        var tier = tier(form.tier());
        try {
            var id = sql.sql("""
                    insert into estate.protected_system (client_id, key, name, asset_id, tier, rpo_minutes, rto_minutes, owner, site, created_at)
                    values (:client, :key, :name, :asset, :tier, :rpo, :rto, :owner, :site, :now) returning id
                    """)
                .param("client", client.id()).param("key", key).param("name", name).param("asset", asset(client, form.asset())).param("tier", tier.number())
                .param("rpo", Words.minutes("rpo", form.rpo(), tier.rpo())).param("rto", Words.minutes("rto", form.rto(), tier.rto())).param("owner", Words.optional("owner", form.owner(), 120))
                .param("site", site(client, form.site())).param("now", SqlTime.orNull(now())).query(Long.class).single();
            var system = store.system(client.id(), id).orElseThrow();
            tests.plan(system, now());
            audit.record(by, client.id(), "added", "protected system " + key, "%s, tier %s, RPO %s, RTO %s".formatted(name, tier, Times.words(system.rpo()), Times.words(system.rto())));
            return system;
        } catch (DuplicateKeyException e) {
            throw new Refused("key", "%s has a system '%s' already. Choose another key.".formatted(client.name(), key));
        }
    }

    /// @param version as it was read; null to change whatever is there
    public ProtectedSystem change(Actor by, Client client, String key, SystemForm form, @Nullable Integer version) {
        change(by);
        var system = system(client, key);
        if (system.isRetired()) throw new Refused("%s was retired and does not change any more.".formatted(system.name()));
        var name = Words.required("name", form.name(), 120);
        var tier = tier(form.tier());
        var changed = sql.sql("""
                update estate.protected_system set name = :name, asset_id = :asset, tier = :tier, rpo_minutes = :rpo, rto_minutes = :rto, owner = :owner, site = :site, version = version + 1
                 where client_id = :client and id = :id and version = coalesce(:version::int, version)
                """)
            .param("client", client.id()).param("id", system.id()).param("name", name).param("asset", asset(client, form.asset())).param("tier", tier.number())
            .param("rpo", Words.minutes("rpo", form.rpo(), tier.rpo())).param("rto", Words.minutes("rto", form.rto(), tier.rto())).param("owner", Words.optional("owner", form.owner(), 120))
            .param("site", site(client, form.site())).param("version", version).update();
        if (changed == 0) throw new Conflict("Somebody changed %s in the meantime. Look at it again.".formatted(system.name()));
        var now = store.system(client.id(), system.id()).orElseThrow();
        audit.record(by, client.id(), "changed", "protected system " + key, "%s, tier %s, RPO %s, RTO %s".formatted(name, tier, Times.words(now.rpo()), Times.words(now.rto())));
        if (tier != system.tier()) tests.plan(now, now());
        promise(now);
        return store.system(client.id(), system.id()).orElseThrow();
    }

    /// Nothing of it is expected any more; its history stays.
    public void retire(Actor by, Client client, String key) {
        change(by);
        var system = system(client, key);
        if (system.isRetired()) return;
        for (var job : store.jobsOf(client.id(), system.id())) retire(job);
        sql.sql("update estate.protected_system set retired_at = ? where client_id = ? and id = ?").param(SqlTime.orNull(now())).param(client.id()).param(system.id()).update();
        store.forget(client.id(), Moment.RPO, system.id());
        store.forget(client.id(), Moment.TEST, system.id());
        audit.record(by, client.id(), "retired", "protected system " + key, system.name());
    }

    public BackupJob addJob(Actor by, Client client, JobForm form) {
        change(by);
        var system = system(client, Words.required("system", form.system(), 60));
        if (system.isRetired()) throw new Refused("system", "%s was retired. Choose another system.".formatted(system.name()));
        var key = Words.key("key", Words.required("key", form.key(), 60));
        var schedule = Schedule.parse(Words.required("schedule", form.schedule(), 200));
        var grace = Words.minutes("grace", form.grace(), schedule.grace());
        try {
            var id = sql.sql("""
                    insert into estate.backup_job (client_id, key, system_id, tool, schedule, grace_minutes, medium, place, offsite, immutable, created_at)
                    values (:client, :key, :system, :tool, :schedule, :grace, :medium, :place, :offsite, :immutable, :now) returning id
                    """)
                .param("client", client.id()).param("key", key).param("system", system.id()).param("tool", tool(form).name()).param("schedule", schedule.text()).param("grace", grace)
                .param("medium", medium(form).name()).param("place", Words.optional("place", form.place(), 120)).param("offsite", Boolean.TRUE.equals(form.offsite()))
                .param("immutable", Boolean.TRUE.equals(form.immutable())).param("now", SqlTime.orNull(now())).query(Long.class).single();
            var job = store.lockJob(client.id(), id).orElseThrow();
            expect(client, job, Boolean.TRUE.equals(form.paused()));
            promise(system);
            audit.record(by, client.id(), "added", "backup job " + key, "%s of %s, %s".formatted(job.tool().label(), system.name(), schedule.text()));
            return store.job(client.id(), key).orElseThrow();
        } catch (DuplicateKeyException e) {
            throw new Refused("key", "%s has a backup job '%s' already. Choose another key.".formatted(client.name(), key));
        }
    }

    public BackupJob changeJob(Actor by, Client client, String key, JobForm form, @Nullable Integer version) {
        change(by);
        var job = lock(client, key);
        if (job.isRetired()) throw new Refused("The backup job %s was retired and does not change any more.".formatted(key));
        if (version != null && version != job.version()) throw new Conflict("Somebody changed %s in the meantime. Look at it again.".formatted(key));
        var schedule = Schedule.parse(Words.required("schedule", form.schedule(), 200));
        sql.sql("""
                update estate.backup_job set tool = :tool, schedule = :schedule, grace_minutes = :grace, medium = :medium, place = :place, offsite = :offsite, immutable = :immutable,
                       version = version + 1
                 where client_id = :client and id = :id
                """)
            .param("client", client.id()).param("id", job.id()).param("tool", tool(form).name()).param("schedule", schedule.text()).param("grace", Words.minutes("grace", form.grace(), schedule.grace()))
            .param("medium", medium(form).name()).param("place", Words.optional("place", form.place(), 120)).param("offsite", Boolean.TRUE.equals(form.offsite()))
            .param("immutable", Boolean.TRUE.equals(form.immutable())).update();
        var changed = store.lockJob(client.id(), job.id()).orElseThrow();
        expect(client, changed, Boolean.TRUE.equals(form.paused()));
        promise(store.system(client.id(), job.system()).orElseThrow());
        audit.record(by, client.id(), "changed", "backup job " + key, "%s, %s%s".formatted(changed.tool().label(), schedule.text(), Boolean.TRUE.equals(form.paused()) ? ", paused" : ""));
        return store.job(client.id(), key).orElseThrow();
    }

    public void retireJob(Actor by, Client client, String key) {
        change(by);
        var job = lock(client, key);
        if (job.isRetired()) return;
        retire(job);
        promise(store.system(client.id(), job.system()).orElseThrow());
        audit.record(by, client.id(), "retired", "backup job " + key, "");
    }

    /// A restore test out of its turn.
    public RestoreTest testNow(Actor by, Client client, String key) {
        change(by);
        var system = system(client, key);
        if (system.isRetired()) throw new Refused("%s was retired; there is nothing to test.".formatted(system.name()));
        var open = tests.page(List.of(client.id()), system.id(), null, 1).items().stream().filter(test -> test.evidence() == null).findFirst();
        if (open.isPresent()) return open.get();
        audit.record(by, client.id(), "asked for", "restore test of " + key, "");
        return tests.open(system, now());
    }

    private void retire(BackupJob job) {
        store.expect(job, null);
        sql.sql("update estate.backup_job set retired_at = ?, trouble = null, trouble_why = null, damage = null, look = null where client_id = ? and id = ?")
            .param(SqlTime.orNull(now())).param(job.client()).param(job.id()).update();
    }

    private void expect(Client client, BackupJob job, boolean paused) {
        var safe = job.safeAt();
        var from = safe == null ? job.createdAt() : safe;
        var next = job.schedule().next(from, client.zone());
        // A schedule that changes asks for nothing that is already past.
        while (next.isBefore(now())) next = job.schedule().next(next, client.zone());
        store.expect(job, paused ? null : next);
    }

    private void promise(ProtectedSystem system) {
        var breaks = Standing.breaks(system, store.jobsOf(system.client(), system.id()));
        if (breaks == null) store.forget(system.client(), Moment.RPO, system.id());
        else if (system.rpoBrokenAt() == null) store.due(system.client(), Moment.RPO, system.id(), breaks);
        store.stand(system.client(), system.id());
    }

    @Transactional(readOnly = true)
    public ProtectedSystem system(Client client, String key) {
        return store.system(client.id(), key).orElseThrow(() -> new NotFound("protected system", key));
    }

    @Transactional(readOnly = true)
    public BackupJob job(Client client, String key) {
        return store.job(client.id(), key).orElseThrow(() -> new NotFound("backup job", key));
    }

    @Transactional(readOnly = true)
    public ProtectedSystem systemOf(BackupJob job) {
        return store.system(job.client(), job.system()).orElseThrow();
    }

    @Transactional(readOnly = true)
    public ProtectedSystem system(int client, long id) {
        return store.system(client, id).orElseThrow(() -> new NotFound("protected system", id));
    }

    @Transactional(readOnly = true)
    public BackupJob job(int client, long id) {
        return sql.sql("select %s from estate.backup_job j where j.client_id = ? and j.id = ?".formatted(BackupJob.COLUMNS)).param(client).param(id).query(BackupJob::of).optional()
                .orElseThrow(() -> new NotFound("backup job", id));
    }

    /// The keys of the systems of jobs, by id.
    @Transactional(readOnly = true)
    public Map<Long, String> keys(List<BackupJob> jobs) {
        if (jobs.isEmpty()) return Map.of();
        return sql.sql("select id, key from estate.protected_system where client_id = any (?) and id = any (?)")
            .param(jobs.stream().map(BackupJob::client).distinct().toArray(Integer[]::new)).param(jobs.stream().map(BackupJob::system).distinct().toArray(Long[]::new))
            .query((row, _) -> Map.entry(row.getLong(1), row.getString(2))).stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private BackupJob lock(Client client, String key) {
        return store.lockJob(client.id(), key).orElseThrow(() -> new NotFound("backup job", key));
    }

    @Transactional(readOnly = true)
    public List<BackupJob> jobs(ProtectedSystem system) {
        return store.jobsOf(system.client(), system.id());
    }

    /// Of many systems at once, by system.
    @Transactional(readOnly = true)
    public Map<Long, List<BackupJob>> jobs(List<ProtectedSystem> systems) {
        if (systems.isEmpty()) return Map.of();
        return sql.sql("select %s from estate.backup_job j where j.client_id = any (?) and j.system_id = any (?) and j.retired_at is null order by j.key".formatted(BackupJob.COLUMNS))
            .param(systems.stream().map(ProtectedSystem::client).distinct().toArray(Integer[]::new)).param(systems.stream().map(ProtectedSystem::id).toArray(Long[]::new))
            .query(BackupJob::of).stream().collect(Collectors.groupingBy(BackupJob::system));
    }

    /// What is wrong comes first.
    @Transactional(readOnly = true)
    public Page<ProtectedSystem> page(Collection<Integer> clients, @Nullable Integer standing, @Nullable Cursor after, int limit) {
        var rows = sql.sql("""
                select %s from estate.protected_system s
                 where s.client_id = any (:clients) and s.retired_at is null
                   and (:standing::int is null or s.standing = :standing::int)
                   and (not :continued or (s.standing, s.key, s.id) > (:rank, :key, :id))
                 order by s.standing, s.key, s.id
                 limit :limit
                """.formatted(ProtectedSystem.COLUMNS))
            .param("clients", clients.toArray(Integer[]::new)).param("standing", standing).param("continued", after != null)
            .param("rank", after == null ? 0 : (int) after.number(0)).param("key", after == null ? "" : after.text(1)).param("id", after == null ? 0L : after.number(2))
            .param("limit", limit + 1).query(ProtectedSystem::of).list();
        return Page.of(rows, limit, last -> Cursor.of(last.standing(), last.key(), last.id()));
    }

    @Transactional(readOnly = true)
    public Page<BackupJob> jobPage(Collection<Integer> clients, @Nullable Cursor after, int limit) {
        var rows = sql.sql("""
                select %s from estate.backup_job j
                 where j.client_id = any (:clients) and j.retired_at is null and (not :continued or (j.client_id, j.key) > (:client, :key))
                 order by j.client_id, j.key
                 limit :limit
                """.formatted(BackupJob.COLUMNS))
            .param("clients", clients.toArray(Integer[]::new)).param("continued", after != null).param("client", after == null ? 0 : (int) after.number(0))
            .param("key", after == null ? "" : after.text(1)).param("limit", limit + 1).query(BackupJob::of).list();
        return Page.of(rows, limit, last -> Cursor.of(last.client(), last.key()));
    }

    /// Those that are about a thing of the estate.
    @Transactional(readOnly = true)
    public List<ProtectedSystem> of(Asset asset) {
        return sql.sql("select %s from estate.protected_system s where s.client_id = ? and s.asset_id = ? and s.retired_at is null order by s.standing, s.key limit 20".formatted(ProtectedSystem.COLUMNS))
            .param(asset.client()).param(asset.id()).query(ProtectedSystem::of).list();
    }

    private @Nullable Long asset(Client client, @Nullable String text) {
        var name = Words.optional("asset", text, 255);
        if (name == null) return null;
        return assets.find(client.id(), name).map(Asset::id)
                .orElseThrow(() -> new Refused("asset", "%s has no asset '%s'. Write its name as the estate lists it, or leave it out.".formatted(client.name(), name)));
    }

    private @Nullable String site(Client client, @Nullable String text) {
        var key = Words.optional("site", text, 60);
        if (key != null && directory.findSite(client.id(), key).isEmpty()) throw new Refused("site", "%s has no site '%s'.".formatted(client.name(), key));
        return key;
    }

    private static Tier tier(@Nullable String text) {
        return Tier.named(Words.required("tier", text, 20));
    }

    private static Tool tool(JobForm form) {
        return Words.one(Tool.class, "tool", Words.required("tool", form.tool(), 20));
    }

    private static Medium medium(JobForm form) {
        return Words.one(Medium.class, "medium", Words.required("medium", form.medium(), 20));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
