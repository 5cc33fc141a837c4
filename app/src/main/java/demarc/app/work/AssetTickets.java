package demarc.app.work;

import demarc.app.estate.Asset;
import demarc.app.estate.AssetPanel;
import demarc.app.platform.Actor;
import java.util.EnumSet;
import java.util.List;
import org.springframework.stereotype.Component;

/// The tickets that name a thing, on its page.
@Component
class AssetTickets implements AssetPanel {
    private static final int SHOWN = 8;

    private final Queue queue;
    private final Known known;

    AssetTickets(Queue queue, Known known) {
        this.queue = queue;
        this.known = known;
    }

    @Override public String title() {
        return "Tickets that name it";
    }

    @Override public int order() {
        return 10;
    }

    @Override public String otherwise() {
        return "No ticket names it.";
    }

    @Override public List<Row> rows(Actor by, Asset asset) {
        var naming = Queue.Filter.OPEN.ofClient(known.client(asset.client()).key()).with(EnumSet.allOf(Status.class)).about(asset.name());
        return queue.page(by, naming, Queue.Sort.NEWEST, null, SHOWN).items().stream()
                .map(row -> new Row(row.subject(), "%s, %s, %s".formatted(row.ref(), row.status().label().toLowerCase(java.util.Locale.ROOT), row.team()), "/tickets/" + row.ref(),
                        row.status().isOpen() ? row.priority().ordinal() < 2 ? Tone.BAD : Tone.WARN : Tone.PLAIN)).toList();
    }
}
