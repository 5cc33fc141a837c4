package demarc.app.estate.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What can be said of a system from its jobs alone.
public final class Standing {
    private Standing() {}

    /// An RPO that no run can keep because too much time lies between two: to be settled by design, not by an alarm every day.
    public static Optional<String> cannotKeep(ProtectedSystem system, List<BackupJob> jobs) {
        var best = best(jobs);
        return best.filter(job -> job.schedule().gap().compareTo(system.rpo()) > 0)
                .map(job -> "%s runs %s, so up to %s can be lost; the RPO is %s. Run it more often, or agree on another RPO."
                        .formatted(job.key(), job.schedule().text(), Times.words(job.schedule().gap()), Times.words(system.rpo())));
    }

    /// The job that promises the newest recovery point.
    static Optional<BackupJob> best(List<BackupJob> jobs) {
        return jobs.stream().filter(job -> !job.isRetired() && !job.isPaused()).min(Comparator.comparing(job -> job.schedule().gap()));
    }

    /// When the RPO is called broken: a run that is expected at the RPO's very end has its grace to come. Null when no alarm makes sense, for want of a
    /// recovery point, of a job, or of a schedule that could keep it.
    static @Nullable Instant breaks(ProtectedSystem system, List<BackupJob> jobs) {
        var best = best(jobs);
        var safeAt = system.safeAt();
        if (safeAt == null || best.isEmpty() || cannotKeep(system, jobs).isPresent()) return null;
        return safeAt.plus(system.rpo()).plus(best.get().grace());
    }

    /// How old what would be restored is.
    public static @Nullable Duration age(ProtectedSystem system, Instant now) {
        return system.safeAt() == null ? null : Duration.between(system.safeAt(), now);
    }
}
