package demarc.app.estate.inventory;

import demarc.app.platform.SqlTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The packages of a thing, replaced as a whole: most reports bring the same ones, of the others only the difference is written.
@Component
class Packages {
    private static final int NAMED = 12;

    private record Key(String name, String version) {
        static Key of(Report.Package one) {
            return new Key(one.name(), one.version());
        }
    }

    /// @param words `3 added, 12 removed, 120 updated: bash 4.3 → 4.4, …`
    /// @param first they were not compared by their print before
    record Difference(int added, int removed, int updated, String words, boolean first) {
        boolean isNone() {
            return added + removed + updated == 0;
        }
    }

    private final JdbcClient sql;

    Packages(JdbcClient sql) {
        this.sql = sql;
    }

    /// What is installed already is compared here: a join of two lists of thousands is planned well by no database that has never seen one of them.
    Difference replace(int client, long asset, List<Report.Package> packages, Instant at) {
        var print = print(packages);
        var before = sql.sql("select coalesce(software_print, '') from estate.asset where client_id = ? and id = ?").param(client).param(asset).query(String.class).single();
        if (before.equals(print)) return new Difference(0, 0, 0, "", false);
        sql.sql("update estate.asset set software_print = ? where client_id = ? and id = ?").param(print).param(client).param(asset).update();
        var known = new HashSet<>(sql.sql("select name, version from estate.software where client_id = ? and asset_id = ?").param(client).param(asset).query(Key.class).list());
        var came = packages.stream().filter(each -> !known.remove(Key.of(each))).toList();
        remove(client, asset, known);
        add(client, asset, came, at);
        return difference(came.stream().map(Key::of).toList(), known, before.isEmpty());
    }

    private void remove(int client, long asset, Collection<Key> gone) {
        if (gone.isEmpty()) return;
        sql.sql("""
                delete from estate.software s using unnest(:names::text[], :versions::text[]) as t (name, version)
                 where s.client_id = :client and s.asset_id = :asset and s.name = t.name and s.version = t.version
                """)
            .param("client", client).param("asset", asset).param("names", column(gone, Key::name)).param("versions", column(gone, Key::version)).update();
    }

    private void add(int client, long asset, Collection<Report.Package> came, Instant at) {
        if (came.isEmpty()) return;
        sql.sql("""
                insert into estate.software (client_id, asset_id, name, version, publisher, packaging, first_seen_at, last_seen_at)
                select :client, :asset, name, version, publisher, packaging, :at, :at from unnest(:names::text[], :versions::text[], :publishers::text[], :packagings::text[]) as t (name, version, publisher, packaging)
                on conflict (client_id, asset_id, name, version) do nothing
                """)
            .param("client", client).param("asset", asset).param("at", SqlTime.of(at))
            .param("names", column(came, Report.Package::name)).param("versions", column(came, Report.Package::version))
            .param("publishers", column(came, Report.Package::publisher)).param("packagings", column(came, Report.Package::packaging)).update();
    }

    private static String print(List<Report.Package> packages) {
        var digest = sha256();
        packages.stream().map(each -> each.name() + '\0' + each.version() + '\n').sorted().forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Difference difference(Collection<Key> cameKeys, Collection<Key> goneKeys, boolean first) {
        var came = versions(cameKeys);
        var gone = versions(goneKeys);
        var updated = new ArrayList<String>();
        var removed = new ArrayList<String>();
        for (var each : gone.entrySet()) {
            var now = came.remove(each.getKey());
            if (now == null) removed.add(each.getKey() + " " + each.getValue());
            else updated.add("%s %s → %s".formatted(each.getKey(), each.getValue(), now));
        }
        var added = came.entrySet().stream().map(Packages::named).toList();
        var words = new ArrayList<String>();
        say(words, "added", added);
        say(words, "removed", removed);
        say(words, "updated", updated);
        return new Difference(added.size(), removed.size(), updated.size(), String.join(". ", words), first);
    }

    private static Map<String, String> versions(Collection<Key> of) {
        var versions = new LinkedHashMap<String, String>();
        of.stream().sorted(Comparator.comparing(Key::name).thenComparing(Key::version)).forEach(each -> versions.merge(each.name, each.version, (one, other) -> one + ", " + other));
        return versions;
    }

    private static String named(Map.Entry<String, String> one) {
        return (one.getKey() + " " + one.getValue()).strip();
    }

    private static void say(List<String> words, String how, List<String> which) {
        if (which.isEmpty()) return;
        var named = String.join(", ", which.subList(0, Math.min(NAMED, which.size())));
        words.add("%d %s: %s%s".formatted(which.size(), how, named, which.size() > NAMED ? " …" : ""));
    }

    private static <T> @Nullable String[] column(Collection<T> of, Function<T, @Nullable String> part) {
        return of.stream().map(part).toArray(String[]::new);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
