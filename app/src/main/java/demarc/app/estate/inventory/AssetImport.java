package demarc.app.estate.inventory;

import demarc.app.directory.Client;
import demarc.app.estate.AssetBook;
import demarc.app.estate.AssetForm;
import demarc.app.estate.Assets;
import demarc.app.estate.inventory.AssetFile.Row;
import demarc.app.estate.inventory.ImportPages.Preview;
import demarc.app.estate.inventory.ImportPages.Sample;
import demarc.app.estate.inventory.ImportPages.Wrong;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Takes a table of things: what is known is found again by its serial number, then its name, and only what the table says of it is changed.
@Component
class AssetImport {
    private static final int SHOWN = 8;
    private static final int WRONGS = 50;

    private final Matching matching;
    private final AssetBook book;
    private final Assets assets;
    private final Audit audit;
    private final JdbcClient sql;
    private final Clock clock;

    AssetImport(Matching matching, AssetBook book, Assets assets, Audit audit, JdbcClient sql, Clock clock) {
        this.matching = matching;
        this.book = book;
        this.assets = assets;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    @Transactional
    Preview preview(Actor by, Client client, byte[] file) {
        var read = AssetFile.read(client.key(), file);
        var wrong = new ArrayList<Wrong>();
        var samples = new ArrayList<Sample>();
        var known = 0;
        for (var row : read.rows()) {
            var why = book.wrong(client, row.form());
            if (why != null) wrong.add(new Wrong(row.line(), Objects.requireNonNullElse(row.form().name(), ""), why));
            else {
                var is = found(client, row) != null;
                if (is) known++;
                if (samples.size() < SHOWN) samples.add(new Sample(row.form().value(row.form().name()), row.form().value(row.form().kind()), String.join(" ", row.form().value(row.form().maker()),
                        row.form().value(row.form().model()), row.form().value(row.form().serial())).strip(), is));
            }
        }
        var now = SqlTime.of(clock.instant());
        sql.sql("delete from estate.asset_upload where client_id = ? and at < ?").param(client.id()).param(now.minusDays(1)).update();
        var id = sql.sql("insert into estate.asset_upload (client_id, person_id, at, body) values (?, ?, ?, ?) returning id")
            .param(client.id()).param(by.personId()).param(now).param(file).query(Long.class).single();
        return new Preview(client.key(), client.name(), read.columns(), read.ignored(), samples, read.rows().size() - wrong.size() - known, known,
                java.util.List.copyOf(wrong.subList(0, Math.min(WRONGS, wrong.size()))), wrong.size(), id);
    }

    /// A table that was shown and is not wanted.
    @Transactional
    void drop(Actor by, Client client, long upload) {
        sql.sql("delete from estate.asset_upload where client_id = ? and id = ? and person_id = ?").param(client.id()).param(upload).param(by.personId()).update();
    }

    /// All rows or none.
    @Transactional
    String take(Actor by, Client client, long upload) {
        var file = sql.sql("delete from estate.asset_upload where client_id = ? and id = ? and person_id = ? returning body").param(client.id()).param(upload).param(by.personId())
            .query((row, _) -> row.getBytes("body")).optional().orElseThrow(() -> new NotFound("uploaded table", upload));
        var read = AssetFile.read(client.key(), file);
        if (read.rows().isEmpty()) throw new Refused("file", "The table has no rows.");
        var fresh = 0;
        var waiting = new HashMap<Long, String>();
        for (var row : read.rows()) {
            var form = row.form();
            // Parents may stand further down.
            var alone = withoutParent(form);
            try {
                var found = found(client, row);
                var asset = found == null ? book.add(by, alone, "file") : book.change(by, found, over(client, found, alone, read.columns().values()));
                if (found == null) fresh++;
                if (form.parent() != null && !form.parent().isBlank()) waiting.put(asset.id(), form.parent());
            } catch (Refused refused) {
                throw new Refused("file", "Line %d (%s): %s Nothing was imported.".formatted(row.line(), form.name(), refused.message()));
            }
        }
        for (var each : waiting.entrySet()) {
            try {
                book.place(by, client, each.getKey(), each.getValue());
            } catch (Refused refused) {
                throw new Refused("file", "%s: %s Nothing was imported.".formatted(assets.get(client.id(), each.getKey()).name(), refused.message()));
            }
        }
        var words = "%d added, %d updated.".formatted(fresh, read.rows().size() - fresh);
        audit.record(by, client.id(), "imported", "assets", words);
        return words;
    }

    private @Nullable Long found(Client client, Row row) {
        var name = row.form().name();
        if (name == null || name.isBlank()) return null;
        var found = matching.match(client.id(), new Identity(null, null, row.form().serial(), Set.of(), name)).asset();
        return found == null ? null : found.id();
    }

    /// What the table has no column for stays as it is; an empty cell says nothing.
    private AssetForm over(Client client, long id, AssetForm form, java.util.Collection<String> said) {
        var is = book.form(client.id(), id);
        return new AssetForm(form.client(), form.name(), said.contains("kind") && !form.value(form.kind()).isEmpty() ? form.kind() : is.kind(), or(form.variant(), is.variant()), or(form.site(), is.site()),
                is.parent(), or(form.maker(), is.maker()), or(form.model(), is.model()), or(form.serial(), is.serial()), or(form.os(), is.os()), or(form.osVersion(), is.osVersion()),
                or(form.firmware(), is.firmware()), said.contains("exposed") ? form.exposed() : is.exposed(), form.tier() == null ? is.tier() : form.tier(), form.ring() == null ? is.ring() : form.ring(),
                or(form.usedBy(), is.usedBy()), or(form.purchasedOn(), is.purchasedOn()), or(form.price(), is.price()), or(form.warrantyUntil(), is.warrantyUntil()), or(form.notes(), is.notes()), is.version());
    }

    private static @Nullable String or(@Nullable String said, @Nullable String is) {
        return said == null || said.isBlank() ? is : said;
    }

    private static AssetForm withoutParent(AssetForm f) {
        return new AssetForm(f.client(), f.name(), f.kind(), f.variant(), f.site(), null, f.maker(), f.model(), f.serial(), f.os(), f.osVersion(), f.firmware(), f.exposed(), f.tier(), f.ring(), f.usedBy(),
                f.purchasedOn(), f.price(), f.warrantyUntil(), f.notes(), f.version());
    }
}
