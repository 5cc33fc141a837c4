package demarc.app.estate.lifecycle;

import demarc.app.estate.Asset;
import demarc.app.estate.AssetPage.Support;
import demarc.app.estate.AssetPanel;
import demarc.app.platform.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Until when the software of a thing is mended, and by whom.
@Component
class SoftwarePanel implements AssetPanel {
    private static final int MOST = 20;

    private final SoftwareLives lives;
    private final Clock clock;

    SoftwarePanel(SoftwareLives lives, Clock clock) {
        this.lives = lives;
        this.clock = clock;
    }

    @Override public String title() {
        return "Support of its software";
    }

    @Override public int order() {
        return 15;
    }

    @Override public List<Row> rows(Actor by, Asset asset) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return lives.of(asset.client(), asset.id()).stream().limit(MOST).map(line -> row(line, today)).toList();
    }

    private static Row row(SoftwareLives.Line line, LocalDate today) {
        var name = Objects.requireNonNullElse(line.release(), line.name() + " " + line.version());
        if (line.bySystem()) {
            var by = line.system() == null ? "mended with its system" : "mended with " + line.system();
            var support = Support.of(line.system(), line.systemUntil(), null, today);
            return new Row(name, support.words().isEmpty() ? by : by + ": " + support.words(), null, tone(support));
        }
        if (line.release() == null) return new Row(name, "no dates of this release are known here", null, Tone.PLAIN);
        var support = Support.of(line.release(), line.until(), line.extended(), today);
        return new Row(name, support.words(), null, tone(support));
    }

    private static Tone tone(Support support) {
        return switch (support.tone()) {
            case "bad" -> Tone.BAD;
            case "warn" -> Tone.WARN;
            case "good" -> Tone.GOOD;
            default -> Tone.PLAIN;
        };
    }
}
