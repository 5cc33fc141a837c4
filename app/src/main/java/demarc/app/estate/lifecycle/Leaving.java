package demarc.app.estate.lifecycle;

import demarc.app.estate.Asset;
import demarc.app.estate.AssetBook;
import demarc.app.estate.Assets;
import demarc.app.estate.Inventoried;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.money.Money;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The end of things, and what brings it nearer: repairs, retirement with the proof that nothing was left on them.
@Component
@Transactional
class Leaving {
    enum Method { WIPED, SHREDDED, RETURNED, SOLD, DONATED, LOST, KEPT }

    private static final int MOST = 2 << 20;

    record File(String name, byte[] content) {}

    private final JdbcClient sql;
    private final Assets assets;
    private final ApplicationEventPublisher facts;
    private final Audit audit;
    private final Clock clock;

    Leaving(JdbcClient sql, Assets assets, ApplicationEventPublisher facts, Audit audit, Clock clock) {
        this.sql = sql;
        this.assets = assets;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param file the certificate; null when there is none at hand
    Asset retire(Actor by, long id, @Nullable String method, @Nullable String doneBy, @Nullable String doneOn, @Nullable String certificate, @Nullable File file) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        if (asset.isRetired()) throw new Refused("%s is retired already.".formatted(asset.name()));
        var how = method(method);
        var who = text("doneBy", doneBy, 200);
        if (who == null) throw new Refused("doneBy", "Say who did it: a person or a company.");
        var day = day("doneOn", doneOn, today());
        if (day.isAfter(today())) throw new Refused("doneOn", "%s is still to come. Retire it when it is done.".formatted(day));
        if (file != null && file.content.length > MOST) throw new Refused("file", "The certificate is larger than %d MB. Keep the number and a smaller copy.".formatted(MOST >> 20));
        var hash = file == null ? null : hash(file.content);
        sql.sql("""
                insert into estate.disposal (client_id, asset_id, method, done_by, done_on, certificate, file_name, file_hash, file, noted_by, noted_at)
                values (:client, :id, :method, :doneBy, :on, :certificate, :name, :hash, :file, :by, :now)
                on conflict (client_id, asset_id) do update set method = excluded.method, done_by = excluded.done_by, done_on = excluded.done_on, certificate = excluded.certificate,
                    file_name = excluded.file_name, file_hash = excluded.file_hash, file = excluded.file, noted_by = excluded.noted_by, noted_at = excluded.noted_at
                """)
            .param("client", asset.client()).param("id", id).param("method", how.name()).param("doneBy", who).param("on", day).param("certificate", text("certificate", certificate, 200))
            .param("name", file == null ? null : file.name).param("hash", hash).param("file", file == null ? null : file.content).param("by", by.name()).param("now", now()).update();
        sql.sql("update estate.asset set retired_on = :on, version = version + 1 where client_id = :client and id = :id").param("on", day).param("client", asset.client()).param("id", id).update();
        note(by, asset, "retired", how.name().toLowerCase(Locale.ROOT) + " by " + who + (hash == null ? "" : ", certificate SHA-256 " + hash));
        return assets.get(by, id);
    }

    Asset bringBack(Actor by, long id) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        if (sql.sql("update estate.asset set retired_on = null, version = version + 1 where client_id = :client and id = :id and retired_on is not null and merged_into is null")
            .param("client", asset.client()).param("id", id).update() == 0) throw new Refused("%s is in use, or became part of another one.".formatted(asset.name()));
        sql.sql("delete from estate.disposal where client_id = :client and asset_id = :id").param("client", asset.client()).param("id", id).update();
        note(by, asset, "back in use", "");
        return assets.get(by, id);
    }

    void repaired(Actor by, long id, @Nullable String what, @Nullable String cost, @Nullable String onDay) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        var done = text("what", what, 500);
        if (done == null) throw new Refused("what", "Say what was done.");
        String price = null;
        if (cost != null && !cost.isBlank()) {
            try {
                price = Money.parse(cost).toString();
            } catch (IllegalArgumentException e) {
                throw new Refused("cost", String.valueOf(e.getMessage()));
            }
        }
        sql.sql("insert into estate.repair (client_id, asset_id, on_day, what, cost, noted_by) values (:client, :id, :day, :what, :cost, :by)")
            .param("client", asset.client()).param("id", id).param("day", day("onDay", onDay, today())).param("what", done).param("cost", price).param("by", by.name()).update();
        note(by, asset, "repaired", done + (price == null ? "" : ", " + price));
    }

    @Transactional(readOnly = true)
    File certificate(Actor by, long id) {
        var asset = assets.get(by, id);
        return sql.sql("select file_name, file from estate.disposal where client_id = ? and asset_id = ? and file is not null").param(asset.client()).param(id)
            .query((row, _) -> new File(row.getString("file_name"), row.getBytes("file"))).optional().orElseThrow(() -> new NotFound("certificate of asset", id));
    }

    private void note(Actor by, Asset asset, String field, String words) {
        sql.sql("insert into estate.asset_change (client_id, asset_id, at, field, became, said_by) values (?, ?, ?, ?, ?, ?)")
            .param(asset.client()).param(asset.id()).param(now()).param(field).param(words).param(by.name()).update();
        facts.publishEvent(new Inventoried(asset.client(), asset.id(), false, true));
        audit.record(by, asset.client(), field, "asset " + asset.name(), words);
    }

    private static Method method(@Nullable String said) {
        return Arrays.stream(Method.values()).filter(one -> one.name().equalsIgnoreCase(said)).findFirst().orElseThrow(() -> new Refused("method",
                "What became of it: '%s'? There are: %s.".formatted(said, String.join(", ", Arrays.stream(Method.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList()))));
    }

    private static @Nullable String text(String field, @Nullable String said, int most) {
        if (said == null || said.isBlank()) return null;
        if (said.strip().length() > most) throw new Refused(field, "That is longer than %d characters.".formatted(most));
        return said.strip();
    }

    private static LocalDate day(String field, @Nullable String said, LocalDate otherwise) {
        if (said == null || said.isBlank()) return otherwise;
        try {
            return LocalDate.parse(said.strip());
        } catch (DateTimeException e) {
            throw new Refused(field, "'%s' is no day. Write it like 2026-11-24.".formatted(said.strip()));
        }
    }

    static String fileName(@Nullable String said) {
        var name = said == null ? "certificate" : said.replaceFirst("^.*[/\\\\]", "").replaceAll("[\\p{Cntrl}\"]", "");
        return name.isBlank() ? "certificate" : name.length() > 120 ? name.substring(name.length() - 120) : name;
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
