package demarc.app.estate.exposure;

import demarc.app.directory.Directory;
import demarc.app.estate.Asset;
import demarc.app.estate.AssetPanel;
import demarc.app.platform.Actor;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// What an asset is exposed to, on its own page.
@Component
class ExposurePanel implements AssetPanel {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final int MOST = 20;

    private final Exposures exposures;
    private final Directory directory;
    private final Clock clock;

    ExposurePanel(Exposures exposures, Directory directory, Clock clock) {
        this.exposures = exposures;
        this.directory = directory;
        this.clock = clock;
    }

    @Override public String title() {
        return "Exposure";
    }

    @Override public int order() {
        return 30;
    }

    @Override public List<Row> rows(Actor by, Asset asset) {
        var now = clock.instant();
        var filter = new Exposures.Filter(List.of(asset.client()), null, null, null, null, null, null, null, asset.id(), null);
        var key = directory.client(asset.client()).key();
        var rows = new ArrayList<Row>();
        exposures.trouble(asset.client(), asset.id()).ifPresent(trouble -> rows.add(new Row("The last look failed, so this may be out of date",
                "%s; tried again by %s".formatted(trouble.why(), TIME.format(trouble.next().atZone(directory.client(asset.client()).zone()))), null, Tone.BAD)));
        rows.addAll(exposures.page(filter, null, MOST).items().stream().map(row -> new Row(
                "%s in %s".formatted(row.vulnerability(), row.name()),
                "%s%s, %s".formatted(row.rating().label(), row.kev() ? ", exploited" : "", row.exception() != null ? "excepted" : row.due() == null ? "with the next upgrade"
                        : (row.isLate(now) ? "was due " : "due ") + DAY.format(row.due().atOffset(ZoneOffset.UTC))),
                "/estate/exposure/%s/%s".formatted(key, row.vulnerability()), row.isLate(now) ? Tone.BAD : row.kev() ? Tone.WARN : Tone.PLAIN)).toList());
        return rows;
    }

    @Override public String otherwise() {
        return "Nothing that is installed is known to be vulnerable.";
    }
}
