package demarc.app.estate.lifecycle;

import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Tenancy;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The life-cycle dates of the installation: imported as a whole, then drawn into every client's assets.
@Component
class LifeCycles {
    private record System(@Nullable String os, @Nullable String osVersion, @Nullable String build, @Nullable String maker, @Nullable String model, @Nullable String firmware) {
        Running running() {
            return new Running(os, osVersion, build, maker, model, firmware);
        }
    }

    private record Known(int products, int releases, @Nullable String sources) {}

    private record Changed(int clientId, long id) {}

    private final JdbcClient sql;
    private final Releases releases;
    private final Lives lives;
    private final SoftwareLives software;
    private final Audit audit;
    private final TransactionTemplate transaction;

    LifeCycles(JdbcClient sql, Releases releases, Lives lives, SoftwareLives software, Audit audit, TransactionTemplate transaction) {
        this.sql = sql;
        this.releases = releases;
        this.lives = lives;
        this.software = software;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// @return what was done, in a sentence
    String replace(Actor by, InputStream file, String name) {
        var read = ReleaseFile.read(file);
        var source = name.isBlank() || name.equals("null") ? "a file" : name.length() > 120 ? name.substring(0, 120) : name;
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> {
            var written = releases.replace(read, source);
            audit.record(by, null, "imported", "life-cycle dates", "%d releases from %s".formatted(written, source));
            var drawn = draw();
            software.drawAll();
            return "%d releases of %d products are known now; %d assets follow another date.".formatted(written, read.stream().map(Releases.Release::product).distinct().count(), drawn);
        })));
    }

    /// `460 products from …`
    String words() {
        var known = sql.sql("""
                select count(distinct product)::int as products, count(*)::int as releases, (select string_agg(source, ', ') from (select distinct source from estate.release limit 4) as s) as sources
                  from estate.release
                """).query(Known.class).single();
        return known.releases == 0 ? "none" : "%d releases of %d products, from %s".formatted(known.releases, known.products, known.sources);
    }

    /// Each system that occurs is looked up once; only those whose release or dates changed are drawn anew.
    private int draw() {
        var systems = sql.sql("select distinct os, os_version, build, maker, model, firmware from estate.asset where retired_on is null and (os is not null or firmware is not null)").query(System.class).list();
        var changed = new ArrayList<Changed>();
        for (var one : systems) {
            var release = releases.find(one.running());
            changed.addAll(sql.sql("""
                    select client_id, id from estate.asset
                     where retired_on is null and os is not distinct from :os and os_version is not distinct from :osVersion and build is not distinct from :build
                       and maker is not distinct from :maker and model is not distinct from :model and firmware is not distinct from :firmware
                       and (release_product is distinct from :product or release_cycle is distinct from :cycle
                            or (supported_until, extended_until) is distinct from (select eol, extended from estate.release where product = :product and cycle = :cycle))
                    """)
                .param("os", one.os).param("osVersion", one.osVersion).param("build", one.build).param("maker", one.maker).param("model", one.model).param("firmware", one.firmware)
                .param("product", release == null ? null : release.product()).param("cycle", release == null ? null : release.cycle()).query(Changed.class).list());
        }
        var byClient = new HashMap<Integer, List<Long>>();
        for (var one : changed) byClient.computeIfAbsent(one.clientId, _ -> new ArrayList<>()).add(one.id);
        byClient.forEach(lives::draw);
        return changed.size();
    }
}
