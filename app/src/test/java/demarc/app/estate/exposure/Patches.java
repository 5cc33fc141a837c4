package demarc.app.estate.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Table;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Api;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A client with an agreement, its assets, and what the world says of their software. Packages are named apart for each test: advisories are everybody's.
final class Patches {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    record Row(String asset, String vulnerability, String name, String version, String fixed, String due, boolean kev, int ring, boolean open, boolean excepted, String how) {}

    final Table table;
    final Actor administrator;
    final String name = "example.org/lib-" + NUMBER.incrementAndGet();
    private final Fixture fixture;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final Advisories advisories;
    private final ExposureMatching matching;
    private final Patching patching;

    Patches(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        table = new Table(fixture, context, "Harbor");
        administrator = fixture.person(table.provider, Role.ADMINISTRATOR);
        sql = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        clock = context.getBean(TestClock.class);
        advisories = context.getBean(Advisories.class);
        matching = context.getBean(ExposureMatching.class);
        patching = context.getBean(Patching.class);
        fixture.team(table.client.party(), "it-team");
        fixture.team(table.provider, "service-desk");
        table.agree(1, "2026-01-01");
        // What others left is not ours to wait for.
        matching.drain();
        patching.drain();
    }

    Patches at(String instant) {
        clock.set(instant);
        return this;
    }

    /// What is due by now happens.
    Patches until(String instant) {
        at(instant);
        matching.drain();
        patching.drain();
        return this;
    }

    long asset(String name, String kind, String os, String settings) {
        return system("""
                insert into estate.asset (client_id, kind, name, os, origin, first_seen_at, last_seen_at%s) values (:client, '%s', '%s', '%s', 'hand', now(), now()%s) returning id
                """.formatted(columns(settings), kind, name, os, values(settings)));
    }

    /// The next inventory: this is all that is installed.
    Patches inventory(long asset, String packaging, String... namesAndVersions) {
        system("with gone as (delete from estate.software where client_id = :client and asset_id = %d and name || ' ' || version <> all ('{%s}') returning 1) select count(*) from gone"
                .formatted(asset, String.join(",", List.of(namesAndVersions).stream().map(each -> "\"" + each + "\"").toList())));
        for (var each : namesAndVersions) {
            var space = each.lastIndexOf(' ');
            system("""
                    with came as (insert into estate.software (client_id, asset_id, name, version, packaging, first_seen_at, last_seen_at) values (:client, %d, '%s', '%s', '%s', now(), now())
                        on conflict do nothing returning 1) select count(*) from came
                    """.formatted(asset, each.substring(0, space), each.substring(space + 1), packaging));
        }
        system("with seen as (update estate.asset set last_seen_at = '%s' where client_id = :client and id = %d returning 1) select count(*) from seen".formatted(clock.instant(), asset));
        matching.drain();
        return this;
    }

    Advisories.Imported told(String file, String text) {
        return told(file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    Advisories.Imported told(String file, InputStream body) {
        try {
            return advisories.take(administrator, file, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            matching.drain();
        }
    }

    /// An advisory on the package: `2026-0001`, affected from the beginning until `fixed`.
    Advisories.Imported advisory(String number, String fixed) {
        return told("GO.json", osv("GO-" + number, number, name, fixed));
    }

    static String osv(String id, String number, String name, String fixed) {
        return """
                {"schema_version": "1.3.1", "id": "%s", "modified": "2026-01-01T00:00:00Z", "published": "2026-01-01T00:00:00Z", "aliases": ["CVE-%s"], "summary": "A flaw in %s",
                 "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
                 "affected": [{"package": {"name": "%s", "ecosystem": "Go"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
                """.formatted(id, number, name, name, fixed);
    }

    List<Row> exposures() {
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                select a.name as asset, e.vulnerability, e.package as name, e.version, coalesce(e.fixed_version, '') as fixed,
                       case when e.due_at = 'infinity' then '' else (e.due_at at time zone 'UTC')::date::text end as due,
                       e.kev, e.ring, e.ended_at is null as open, e.exception_id is not null as excepted, coalesce(e.ended_how, '') as how
                  from estate.exposure e join estate.asset a on a.client_id = e.client_id and a.id = e.asset_id where e.client_id = :client order by a.name, e.vulnerability
                """).param("client", table.client.id()).query(Row.class).list()));
    }

    /// Tickets of its patches, the oldest first.
    List<String> tickets() {
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("select distinct ref from estate.patch where client_id = :client and ref is not null order by ref")
                .param("client", table.client.id()).query(String.class).list()));
    }

    Api.Answer ticket(String ref) {
        return manager().get("/api/v1/tickets/" + ref);
    }

    Api manager() {
        return fixture.api(table.manager);
    }

    void hasOneTicket(String subject, String kind, String priority) {
        assertThat(tickets()).hasSize(1);
        var ticket = ticket(tickets().getFirst());
        assertThat(ticket.at("/subject")).isEqualTo(subject);
        assertThat(ticket.at("/change")).isEqualTo(kind);
        assertThat(ticket.at("/priority")).isEqualTo(priority);
    }

    long system(String statement) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql(statement).param("client", table.client.id()).query(Long.class).single()));
    }

    private static String columns(String settings) {
        var text = new StringBuilder();
        for (var each : settings.split(" ")) if (each.contains("=")) text.append(", ").append(each.split("=")[0]);
        return text.toString();
    }

    private static String values(String settings) {
        var text = new StringBuilder();
        for (var each : settings.split(" ")) if (each.contains("=")) text.append(", ").append(each.split("=")[1]);
        return text.toString();
    }
}
