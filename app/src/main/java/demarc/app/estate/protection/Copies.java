package demarc.app.estate.protection;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// 3-2-1-1-0: three copies, on two media, one off-site, one that nobody can change, no errors after a verified restore. The data in use counts as
/// a copy on a disk; a job counts while its last run was good.
public record Copies(List<Light> lights) {
    /// @param figure `3`, `2`, `1`, `1`, `0`
    /// @param why    what was counted
    public record Light(String figure, String label, boolean on, String why) {}

    public static Copies of(ProtectedSystem system, List<BackupJob> jobs, Instant now) {
        var held = jobs.stream().filter(job -> !job.isRetired() && job.holds()).toList();
        var names = held.stream().map(BackupJob::key).toList();
        var media = EnumSet.of(Medium.DISK);
        held.forEach(job -> media.add(job.medium()));
        var lights = new ArrayList<Light>();
        lights.add(new Light("3", "copies", held.size() >= 2, "The data in use" + (held.isEmpty() ? " and no copy that can be counted on." : " and %s.".formatted(String.join(", ", names)))));
        lights.add(new Light("2", "media", media.size() >= 2, media.size() < 2 ? "All lies on local disks." : String.join(", ", media.stream().map(Medium::label).toList()) + "."));
        lights.add(one("1", "off-site", held.stream().filter(BackupJob::offsite).toList(), "No good copy is off-site."));
        lights.add(one("1", "unchangeable", held.stream().filter(BackupJob::immutable).toList(), "No good copy is locked or offline."));
        lights.add(errors(system, jobs, now));
        return new Copies(List.copyOf(lights));
    }

    private static Light one(String figure, String label, List<BackupJob> jobs, String otherwise) {
        return new Light(figure, label, !jobs.isEmpty(), jobs.isEmpty() ? otherwise : String.join(", ", jobs.stream().map(BackupJob::key).toList()) + ".");
    }

    private static Light errors(ProtectedSystem system, List<BackupJob> jobs, Instant now) {
        var damaged = jobs.stream().filter(job -> !job.isRetired() && job.damage() != null).findFirst();
        if (damaged.isPresent()) return new Light("0", "errors", false, "A check of %s found errors.".formatted(damaged.get().key()));
        var proved = system.provedAt();
        if (proved == null) return new Light("0", "errors", false, "No restore was ever verified.");
        var tested = system.testedAt();
        if (tested != null && tested.isAfter(proved)) return new Light("0", "errors", false, "The last restore test failed.");
        // As long again as a test may take to be done.
        var until = proved.atZone(ZoneOffset.UTC).plus(system.tier().cadence()).plus(RestoreTests.TO_DO).toInstant();
        return now.isAfter(until) ? new Light("0", "errors", false, "The last verified restore is %s old.".formatted(Times.words(java.time.Duration.between(proved, now))))
                : new Light("0", "errors", true, "A restore was verified %s ago.".formatted(Times.words(java.time.Duration.between(proved, now))));
    }

    public long on() {
        return lights.stream().filter(Light::on).count();
    }
}
