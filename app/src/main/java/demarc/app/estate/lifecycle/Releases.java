package demarc.app.estate.lifecycle;

import demarc.app.platform.Refused;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The releases that are known, and which of them a thing runs.
@Component
class Releases {
    /// @param eol      LocalDate.MAX for no end known, LocalDate.MIN for an end whose day nobody wrote down
    /// @param extended for those who pay, or null
    record Release(String product, String cycle, String title, String label, @Nullable LocalDate released, @Nullable LocalDate eol, @Nullable LocalDate extended, @Nullable String latest) {
        String name() {
            return title + " " + (label.isEmpty() ? cycle : label);
        }
    }

    private final JdbcClient sql;

    Releases(JdbcClient sql) {
        this.sql = sql;
    }

    List<Release> of(String product) {
        return sql.sql("select product, cycle, title, label, released, eol, extended, latest from estate.release where product = :product")
            .param("product", product).query(Release.class).list();
    }

    List<Release> of(Collection<String> products) {
        return products.isEmpty() ? List.of() : sql.sql("select product, cycle, title, label, released, eol, extended, latest from estate.release where product = any (:products)")
            .param("products", products.toArray(String[]::new)).query(Release.class).list();
    }

    @Nullable Release find(Running running) {
        var named = running.named();
        return named == null ? null : choose(named, of(named.product()));
    }

    static @Nullable Release choose(Running.Named named, List<Release> known) {
        for (var cycle : named.cycles()) for (var release : known) if (release.cycle.equals(cycle)) return release;
        var build = named.build();
        if (build == null) return null;
        var fitting = known.stream().filter(release -> build.equals(release.latest)).toList();
        var edition = named.enterprise() ? "-e" : "-w";
        return fitting.stream().filter(release -> release.cycle.endsWith(edition)).findFirst()
                .orElse(fitting.stream().filter(release -> !release.cycle.matches(".*-(e|w|lts)$")).findFirst().orElse(null));
    }

    /// Replaces what is known of the products that the file names.
    ///
    /// @return how many releases there are now
    @Transactional(propagation = Propagation.MANDATORY)
    int replace(List<Release> releases, String source) {
        if (releases.isEmpty()) throw new Refused("file", "The file names no release.");
        sql.sql("delete from estate.release where product = any (:products)").param("products", releases.stream().map(Release::product).distinct().toArray(String[]::new)).update();
        var with = new HashMap<String, Object>(Map.of("source", source));
        with.put("products", column(releases, Release::product));
        with.put("cycles", column(releases, Release::cycle));
        with.put("titles", column(releases, Release::title));
        with.put("labels", column(releases, Release::label));
        with.put("released", column(releases, release -> day(release.released)));
        with.put("eols", column(releases, release -> day(release.eol)));
        with.put("extended", column(releases, release -> day(release.extended)));
        with.put("latest", column(releases, Release::latest));
        return sql.sql("""
                insert into estate.release (product, cycle, title, label, released, eol, extended, latest, source)
                select product, cycle, title, label, released::date, eol::date, extended::date, latest, :source
                  from unnest(:products::text[], :cycles::text[], :titles::text[], :labels::text[], :released::text[], :eols::text[], :extended::text[], :latest::text[])
                       as t (product, cycle, title, label, released, eol, extended, latest)
                on conflict do nothing
                """).params(with).update();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.equals(LocalDate.MAX) ? "infinity" : day.equals(LocalDate.MIN) ? "-infinity" : day.toString();
    }

    private static @Nullable String[] column(List<Release> releases, java.util.function.Function<Release, @Nullable String> part) {
        return releases.stream().map(part).toArray(String[]::new);
    }
}
