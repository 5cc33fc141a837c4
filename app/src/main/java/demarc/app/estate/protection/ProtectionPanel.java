package demarc.app.estate.protection;

import demarc.app.directory.Directory;
import demarc.app.estate.Asset;
import demarc.app.estate.AssetPanel;
import demarc.app.platform.Actor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Whether a thing would come back.
@Component
class ProtectionPanel implements AssetPanel {
    private final Protections protections;
    private final Directory directory;
    private final Clock clock;

    ProtectionPanel(Protections protections, Directory directory, Clock clock) {
        this.protections = protections;
        this.directory = directory;
        this.clock = clock;
    }

    @Override public String title() {
        return "Backups";
    }

    @Override public int order() {
        return 40;
    }

    @Override public List<Row> rows(Actor by, Asset asset) {
        var rows = new ArrayList<Row>();
        var systems = protections.of(asset);
        var jobs = protections.jobs(systems);
        for (var system : systems) {
            var age = Standing.age(system, clock.instant());
            var client = directory.client(asset.client()).key();
            rows.add(new Row("%s, tier %s".formatted(system.name(), system.tier()), age == null ? "no backup yet" : "last good backup %s ago, RPO %s".formatted(Times.words(age), Times.words(system.rpo())),
                    "/estate/protection/%s/systems/%s".formatted(client, system.key()), system.standing() == 0 ? Tone.BAD : system.standing() == 1 ? Tone.WARN : Tone.GOOD));
            for (var job : jobs.getOrDefault(system.id(), List.of()))
                if (job.trouble() != null || job.damage() != null)
                    rows.add(new Row(job.key(), job.damage() != null ? "the repository is damaged" : job.trouble().label(), "/estate/protection/%s/jobs/%s".formatted(client, job.key()), Tone.BAD));
        }
        return rows.subList(0, Math.min(20, rows.size()));
    }

    @Override public String otherwise() {
        return "Nothing says that this is backed up.";
    }
}
