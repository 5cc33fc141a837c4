package demarc.app.estate.exposure;

import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// How long a look takes: an asset of 10,000 packages, and 200 of 500, against 100,000 ranges. No test, for it judges nothing: `-Dtest=ExposureScale`.
@DemarcTest
class ExposureScale {
    private final Fixture fixture;
    private final ApplicationContext context;

    ExposureScale(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        this.context = context;
    }

    @Test void tenThousandPackagesMeetAHundredThousandRanges() {
        var patches = new Patches(fixture, context);
        run("""
            insert into estate.advisory (id, names, aliases, summary, details, rating, print, imported_at)
            select 'SCALE-' || n, array['CVE-2099-' || n], '{}', 'scale', 'scale', 'HIGH', n::text, now() from generate_series(1, 20000) n
            """);
        run("""
            insert into estate.advisory_range (advisory_id, package, ecosystem, n, scheme, introduced, fixed)
            select 'SCALE-' || (1 + n % 20000), 'scale-' || (n % 25000), 'Debian:12', n, 'DPKG', null, case when n % 50 = 0 then '2.0-1' else '0.9-1' end from generate_series(1, 100000) n
            """);
        run("analyze estate.advisory_range");
        var big = patches.asset("big", "SERVER", "Debian GNU/Linux 12", "");
        software(patches, big, 10_000);
        time("1 asset of 10,000 packages, first look", patches);
        run("insert into estate.exposure_look (client_id, asset_id) values (%d, %d)".formatted(patches.table.client.id(), big));
        time("1 asset of 10,000 packages, nothing new", patches);
        for (var n = 0; n < 200; n++) software(patches, patches.asset("pc" + n, "COMPUTER", "Debian GNU/Linux 12", ""), 500);
        time("200 assets of 500 packages, first look", patches);
        run("analyze estate.exposure");
        for (var filter : List.of("", "?kev=false", "?ring=2", "?severity=high", "?package=scale-50", "?client=" + patches.table.client.key())) {
            var began = System.nanoTime();
            patches.manager().get("/api/v1/exposures" + filter);
            System.out.println("list %s: %d ms".formatted(filter, (System.nanoTime() - began) / 1_000_000));
        }
        for (var where : List.of("client_id = any ('{%d,999}')", "client_id = %d", "client_id = %d and package = 'scale-50'", "client_id = %d and kev", "client_id = %d and ring = 2"))
            System.out.println(String.join("\n", plan("select * from estate.exposure where %s and ended_at is null order by due_at, client_id, id limit 51".formatted(where.formatted(patches.table.client.id())), patches)));
    }

    /// A thousand assets of three hundred packages each: the modules that the 600 advisories of the Go team are about, and as many others as are missing.
    @Test void aThousandAssetsMeetTheGoTeamsAdvisories() throws IOException {
        var patches = new Patches(fixture, context);
        try (var osv = Files.newInputStream(Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/vulnerabilities/osv_go_600.tar.gz"))) {
            patches.told("osv_go_600.tar.gz", osv);
        }
        run("insert into estate.asset (client_id, kind, name, origin, first_seen_at, last_seen_at) select %d, 'SERVER', 'scale-' || n, 'hand', now(), now() from generate_series(1, 1000) n".formatted(patches.table.client.id()));
        run("""
            insert into estate.software (client_id, asset_id, name, version, packaging, first_seen_at, last_seen_at)
            select a.client_id, a.id, p.name, p.version, 'go', now(), now() from estate.asset a,
                   (select package as name, '1.' || (row_number() over (order by package)) %% 5 || '.0' as version from (select distinct package from estate.advisory_range where ecosystem = 'Go') r
                     union all select 'example.org/filler-' || n, '1.0.0' from generate_series(1, 300) n limit 300) p
             where a.client_id = %d
            """.formatted(patches.table.client.id()));
        time("1,000 assets of 300 packages, 600 advisories, first look", patches);
        run("insert into estate.exposure_look (client_id, asset_id) select client_id, id from estate.asset where client_id = %d on conflict do nothing".formatted(patches.table.client.id()));
        time("1,000 assets of 300 packages, nothing new", patches);
    }

    @Test void aMillionExposures() {
        var patches = new Patches(fixture, context);
        var client = patches.table.client.id();
        run("insert into estate.asset (client_id, kind, name, origin, first_seen_at, last_seen_at) select %d, 'SERVER', 'm-' || n, 'hand', now(), now() from generate_series(1, 2000) n".formatted(client));
        run("""
            insert into estate.exposure (client_id, asset_id, vulnerability, advisory_id, ecosystem, package, version, rating, kev, forensic, ring, detected_at, due_at, days, because)
            select a.client_id, a.id, 'CVE-2098-' || (10000 + v), 'S', 'Debian:12', 'lib-' || v %% 97, '1', (array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNKNOWN'])[1 + v %% 5], v %% 400 = 0, false, a.id %% 3,
                   now(), case when v %% 4 = 0 then 'infinity' else now() + (v * 7919 + a.id * 31) %% 90000 * interval '1 minute' - interval '10 days' end, 30, 'scale'
              from estate.asset a, generate_series(1, 500) v where a.client_id = %d
            """.formatted(client));
        run("analyze estate.exposure");
        run("delete from estate.exposure_look where client_id = %d".formatted(client));
        for (var filter : List.of("", "?kev=true", "?ring=2", "?severity=critical", "?severity=low", "?package=lib-50", "?vulnerability=CVE-2098-10100", "?late=true", "?late=false", "?exception=true", "?exception=false", "?client=" + patches.table.client.key(),
                "?kev=true&ring=1", "?severity=low&ring=0&package=lib-13", "?kev=false&severity=critical&late=true")) {
            var best = Long.MAX_VALUE;
            for (var n = 0; n < 4; n++) {
                var began = System.nanoTime();
                patches.manager().get("/api/v1/exposures" + filter);
                best = Math.min(best, System.nanoTime() - began);
            }
            System.out.println("1,000,000: list %s: %d ms".formatted(filter, best / 1_000_000));
        }
        var compliance = context.getBean(Compliance.class);
        for (var n = 0; n < 2; n++) {
            var began = System.nanoTime();
            compliance.snapshot();
            System.out.println("1,000,000: the day's count: %d ms".formatted((System.nanoTime() - began) / 1_000_000));
        }
        var began = System.nanoTime();
        patches.manager().get("/api/v1/exposures/compliance?client=" + patches.table.client.key());
        System.out.println("1,000,000: compliance: %d ms".formatted((System.nanoTime() - began) / 1_000_000));
    }

    private List<String> plan(String query, Patches patches) {
        return Tenancy.as(patches.table.manager, () -> context.getBean(TransactionTemplate.class).execute(_ -> context.getBean(JdbcClient.class).sql("explain " + query).query(String.class).list()));
    }

    private void software(Patches patches, long asset, int packages) {
        run("""
            insert into estate.software (client_id, asset_id, name, version, packaging, first_seen_at, last_seen_at)
            select %d, %d, 'scale-' || n, '1.0-1+deb12u' || (n %% 7), 'deb', now(), now() from generate_series(1, %d) n
            """.formatted(patches.table.client.id(), asset, packages));
    }

    private void time(String what, Patches patches) {
        var matching = context.getBean(ExposureMatching.class);
        var began = System.nanoTime();
        matching.drain();
        System.out.println("%s: %d ms, %d open exposures".formatted(what, (System.nanoTime() - began) / 1_000_000, patches.exposures().size()));
    }

    private void run(String... statements) {
        Tenancy.asSystem(() -> context.getBean(TransactionTemplate.class).execute(_ -> Arrays.stream(statements).mapToInt(each -> context.getBean(JdbcClient.class).sql(each).update()).sum()));
    }
}
