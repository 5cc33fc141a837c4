package demarc.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Actor;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The database alone, with the application's role and no `where`.
@DemarcTest
class DatabaseWallsTest {
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Fixture fixture;
    private final Victim victim;
    private final Actor stranger;

    DatabaseWallsTest(JdbcClient sql, TransactionTemplate transaction, Fixture fixture, ApplicationContext context) {
        this.sql = sql;
        this.transaction = transaction;
        this.fixture = fixture;
        victim = new Victim(fixture, context);
        stranger = Victim.another(fixture, context).seller;
    }

    @Test void anotherClientsSettingsShowNoRowOfTheVictims() {
        for (var table : tables())
            assertThat(rows(stranger, "select t::text from %s t".formatted(table))).as(table).noneMatch(Victim.MARKER.asPredicate());
        for (var table : owned()) assertThat(rows(stranger, "select 'x' from %s where client_id = %d".formatted(table, victim.client.id()))).as(table).isEmpty();
    }

    @Test void settingsOfNobodyShowNoRowAtAll() {
        for (var table : tables()) assertThat(sql.sql("select t::text from %s t".formatted(table)).query(String.class).list()).as(table).noneMatch(Victim.MARKER.asPredicate());
        for (var table : owned()) assertThat(sql.sql("select count(*) from " + table).query(Integer.class).single()).as(table).isZero();
    }

    @Test void nobodyWritesIntoAnotherClient() {
        var into = "insert into directory.site (client_id, key, name) values (%d, 'moon', 'Moon')".formatted(victim.client.id());
        assertThatThrownBy(() -> Tenancy.as(stranger, () -> transaction.execute(_ -> sql.sql(into).update()))).rootCause().hasMessageContaining("row-level security");
        assertThat(changed("update work.ticket set subject = 'x' where client_id = " + victim.client.id())).isZero();
        assertThat(changed("delete from agreement.draft where client_id = " + victim.client.id())).isZero();
        assertThat(changed("update directory.person set name = 'x' where party_id = " + victim.client.id())).isZero();
    }

    @Test void searchingKeepsToTheWalls() {
        assertThat(rows(stranger, "select client::text from work.matching(array['quagga'], null, 9000000000, 10)")).isEmpty();
        assertThat(rows(victim.manager, "select client::text from work.matching(array['quagga'], null, 9000000000, 10)")).isNotEmpty();
        var id = victim.ref.substring(victim.ref.indexOf('-') + 1);
        assertThat(rows(stranger, "select work.add_words(%d, %s, array[0], 'planted')::text".formatted(victim.client.id(), id))).containsExactly("0");
    }

    @Test void answersKeptForOnePersonAreReadByNobodyElse() {
        fixture.api(victim.requester).post("/api/v1/tickets", Map.of("subject", "Again"), "Idempotency-Key", "walls");
        assertThat(rows(victim.requester, "select key from platform.idempotency")).contains("walls");
        assertThat(rows(stranger, "select key from platform.idempotency")).isEmpty();
        assertThat(rows(victim.colleague, "select key from platform.idempotency")).isEmpty();
    }

    private List<String> rows(Actor actor, String query) {
        return Tenancy.as(actor, () -> transaction.execute(_ -> sql.sql(query).query(String.class).list()));
    }

    private int changed(String statement) {
        return Tenancy.as(stranger, () -> transaction.execute(_ -> sql.sql(statement).update()));
    }

    private List<String> tables() {
        return named("true");
    }

    private List<String> owned() {
        return named("exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped)");
    }

    private List<String> named(String which) {
        return sql.sql("""
                select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where n.nspname in ('platform', 'directory', 'agreement', 'work', 'estate', 'signals', 'reporting', 'decide') and c.relkind in ('r', 'p') and c.relname not like 'flyway%%'
                   and has_table_privilege(c.oid, 'select') and %s
                 order by 1
                """.formatted(which)).query(String.class).list();
    }
}
