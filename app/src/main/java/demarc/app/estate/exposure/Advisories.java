package demarc.app.estate.exposure;

import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Home;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// What the world knows of flaws, as files bring it. Nothing is ever fetched: a file is given by an administrator, whole or not at all.
@Component
public class Advisories {
    private static final long MOST = 2L << 30;

    /// @param changed  records that said something new
    /// @param refusals why a record could not be read; the first hundred
    /// @param assets   that are looked at again because of it
    public record Imported(String file, String kind, int read, int changed, int refused, List<String> refusals, int assets) {}

    /// A file that was read before.
    ///
    /// @param byName null for whoever is no administrator, and so are the assets: they are everybody's
    public record Past(Instant at, @Nullable String byName, String file, String kind, int read, int changed, int refused, @Nullable Integer assets) {}

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Clock clock;

    Advisories(JdbcClient sql, JdbcTemplate batches, TransactionTemplate transaction, Audit audit, Clock clock) {
        this.sql = sql;
        this.batches = batches;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param name as people call the file
    public Imported take(Actor by, String name, InputStream body) throws IOException {
        if (!by.isAdministrator()) throw new Forbidden("Advisories are for the whole installation: an administrator brings them in.");
        var file = spool(body);
        try {
            return Tenancy.asSystem(() -> transaction.execute(_ -> read(by, plain(name), file)));
        } finally {
            remove(file);
        }
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Past> past(Actor by, int most) {
        return sql.sql("""
                select at, case when :all then by_name end as by_name, file, kind, read, changed, refused, case when :all then assets end as assets
                  from estate.advisory_import order by id desc limit :most
                """)
            .param("all", by.isAdministrator()).param("most", most).query(Past.class).list();
    }

    private Imported read(Actor by, String name, Path file) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var store = new AdvisoryStore(sql, batches, now);
        AdvisoryFile.Summary summary;
        try {
            summary = AdvisoryFile.read(file, name, store::hear);
        } catch (IOException e) {
            throw new Refused("file", "%s could not be read to its end: %s. Nothing was changed.".formatted(name, e.getMessage()));
        }
        var changed = store.end();
        store.nameTheNameless();
        var assets = store.touch();
        sql.sql("""
                insert into estate.advisory_import (at, by_name, file, kind, read, changed, refused, assets) values (:at, :by, :file, :kind, :read, :changed, :refused, :assets)
                """)
            .param("at", SqlTime.orNull(now)).param("by", by.name()).param("file", name).param("kind", summary.kind()).param("read", summary.read()).param("changed", changed)
            .param("refused", summary.refused()).param("assets", assets).update();
        audit.record(by, null, "brought in", "advisories " + name, "%s: %d read, %d new or changed, %d refused".formatted(summary.kind(), summary.read(), changed, summary.refused()));
        return new Imported(name, summary.kind(), summary.read(), changed, summary.refused(), summary.refusals(), assets);
    }

    /// On disk first, so that no transaction waits for somebody's network.
    private static Path spool(InputStream body) throws IOException {
        var folder = Files.createDirectories(Home.create().resolve("advisories"));
        Home.restrict(folder, "rwx------");
        var file = Files.createTempFile(folder, "advisories", ".upload");
        try (var out = Files.newOutputStream(file)) {
            var buffer = new byte[1 << 16];
            long bytes = 0;
            for (var read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                bytes += read;
                if (bytes > MOST) throw new Refused("file", "The file is larger than 2 GB. Give it packed, as zip or gzip.");
                out.write(buffer, 0, read);
            }
            if (bytes == 0) throw new Refused("file", "The file is empty.");
            return file;
        } catch (IOException | RuntimeException e) {
            remove(file);
            throw e;
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LoggerFactory.getLogger(Advisories.class).warn("an uploaded file could not be removed: {}", file);
        }
    }

    private static String plain(String name) {
        var plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.isEmpty() ? "the file" : Osv.clip(plain, 120);
    }
}
