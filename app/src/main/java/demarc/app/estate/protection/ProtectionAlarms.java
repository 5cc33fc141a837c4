package demarc.app.estate.protection;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.OccasionPlace;
import demarc.app.directory.Directory;
import demarc.core.agreement.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is wrong with a backup becomes work, and is over when a good run arrives.
@Component
class ProtectionAlarms implements OccasionPlace {
    private static final List<String> REPAIR = List.of("BDR-03");

    private final ApplicationEventPublisher events;
    private final ProtectionStore store;
    private final Directory directory;
    private final JdbcClient sql;

    ProtectionAlarms(ApplicationEventPublisher events, ProtectionStore store, Directory directory, JdbcClient sql) {
        this.events = events;
        this.store = store;
        this.directory = directory;
        this.sql = sql;
    }

    void trouble(BackupJob job, BackupJob.Trouble trouble, String why, Instant now) {
        var system = store.system(job.client(), job.system()).orElseThrow();
        store.trouble(job, trouble, why, now);
        var priority = trouble == BackupJob.Trouble.RPO ? system.tier().broken() : system.tier().priority();
        var subject = switch (trouble) {
            case MISSED -> "Backup %s of %s did not run".formatted(job.key(), system.name());
            case FAILED -> "Backup %s of %s failed".formatted(job.key(), system.name());
            case UNFINISHED -> "Backup %s of %s did not finish".formatted(job.key(), system.name());
            case RPO -> "%s cannot be brought back to within its RPO".formatted(system.name());
        };
        open(job.origin(), job, system, subject, why, priority, now);
    }

    void damaged(BackupJob job, String what, Instant now) {
        var system = store.system(job.client(), job.system()).orElseThrow();
        store.damage(job, what);
        open(job.origin(), job, system, "The repository of %s is damaged".formatted(job.key()), what, system.tier().broken(), now);
    }

    /// A good run came.
    void recovered(BackupJob job, String how) {
        store.trouble(job, null, null, null);
        if (job.trouble() != null && job.damage() == null) events.publishEvent(new Occasion.Over(job.client(), job.origin(), how));
    }

    void mended(BackupJob job, String how) {
        store.damage(job, null);
        if (job.damage() != null && job.trouble() == null) events.publishEvent(new Occasion.Over(job.client(), job.origin(), how));
    }

    void look(BackupJob job, @Nullable String what, Instant now) {
        store.look(job, what);
        if (what == null) {
            if (job.look() != null) events.publishEvent(new Occasion.Over(job.client(), job.lookOrigin(), "The next backup was as usual again."));
            return;
        }
        var system = store.system(job.client(), job.system()).orElseThrow();
        open(job.lookOrigin(), job, system, "Backup %s of %s is worth a look".formatted(job.key(), system.name()), what, system.tier() == Tier.T4 ? Priority.P4 : Priority.P3, now);
    }

    private void open(String origin, BackupJob job, ProtectedSystem system, String subject, String why, Priority priority, Instant now) {
        var zone = directory.client(job.client()).zone();
        var age = Standing.age(system, now);
        var known = """
                %s

                System: %s, tier %s, RPO %s, RTO %s%s.
                Newest recovery point: %s.
                Job: %s by %s, %s, onto %s%s.""".formatted(why, system.name(), system.tier(), Times.words(system.rpo()), Times.words(system.rto()),
                system.owner() == null ? "" : ", owner " + system.owner(),
                age == null || system.safeAt() == null ? "none yet" : "%s (%s old)".formatted(Words.when(system.safeAt(), zone), Times.words(age)),
                job.key(), job.tool().label(), job.schedule().text(), job.medium().label(), job.place() == null ? "" : " (%s)".formatted(job.place()));
        events.publishEvent(new Occasion(job.client(), origin, Occasion.Kind.INCIDENT, subject, known, REPAIR, priority, system.site(), null));
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        keep(ticketed.client(), ticketed.origin(), ticketed.ref());
    }

    @EventListener
    void on(Occasion.Ended ended) {
        keep(ended.client(), ended.origin(), null);
    }

    private void keep(int client, String origin, @Nullable String ref) {
        var statement = switch (kind(origin)) {
            case "backup" -> "update estate.backup_job set ticket = ? where client_id = ? and id = ?";
            case "backup-look" -> "update estate.backup_job set look_ticket = ? where client_id = ? and id = ?";
            case "restore" -> "update estate.restore_test set ticket = coalesce(?, ticket) where client_id = ? and id = ?";
            default -> null;
        };
        if (statement != null) sql.sql(statement).param(ref).param(client).param(subject(origin)).update();
    }

    @Override public Optional<Place> find(int client, String origin) {
        return switch (kind(origin)) {
            case "backup", "backup-look" -> sql.sql("select key from estate.backup_job where client_id = ? and id = ?").param(client).param(subject(origin)).query(String.class).optional()
                    .map(key -> new Place("Backup job", "/estate/protection/%s/jobs/%s".formatted(directory.client(client).key(), key)));
            case "restore" -> Optional.of(new Place("Restore test", "/estate/protection/%s/tests/%d".formatted(directory.client(client).key(), subject(origin))));
            default -> Optional.empty();
        };
    }

    private static String kind(String origin) {
        return origin.matches("estate/(backup|backup-look|restore)/\\d{1,18}") ? origin.split("/")[1] : "";
    }

    private static long subject(String origin) {
        return Long.parseLong(origin.substring(origin.lastIndexOf('/') + 1));
    }
}
