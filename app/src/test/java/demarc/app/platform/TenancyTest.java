package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.directory.Directory;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// The database refuses: whatever the application forgets, nobody reads another client's rows.
@DemarcTest
class TenancyTest {
    private record Walls(String name, boolean enabled, boolean forced, boolean hasPolicy, boolean leadsKey, boolean readable) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Fixture fixture;

    TenancyTest(JdbcClient sql, TransactionTemplate transaction, Directory directory, Fixture fixture) {
        this.sql = sql;
        this.transaction = transaction;
        this.directory = directory;
        this.fixture = fixture;
    }

    @Test void everyClientOwnedTableHasItsWalls() {
        assertThat(clientOwned()).isNotEmpty().allSatisfy(table -> {
            assertThat(table.enabled()).as("%s: row-level security", table.name()).isTrue();
            assertThat(table.forced()).as("%s: forced", table.name()).isTrue();
            assertThat(table.hasPolicy()).as("%s: policy", table.name()).isTrue();
            assertThat(table.leadsKey()).as("%s: client_id first in the primary key", table.name()).isTrue();
        });
    }

    @Test void whoeverDeclaresNothingSeesNothing() {
        fixture.client("Alder");
        for (var table : clientOwned())
            if (!table.readable()) assertThatThrownBy(() -> sql.sql("select count(*) from " + table.name()).query(Integer.class).single()).rootCause().hasMessageContaining("permission denied");
            else assertThat(sql.sql("select count(*) from " + table.name()).query(Integer.class).single()).as(table.name()).isZero();
        assertThat(directory.clients()).isEmpty();
    }

    @Test void theApplicationsRoleCannotBypassThem() {
        assertThat(sql.sql("select current_user").query(String.class).single()).isEqualTo("demarc_app");
        for (var attempt : List.of("set role demarc_owner", "alter table directory.site disable row level security", "drop policy visible on directory.site"))
            assertThatThrownBy(() -> sql.sql(attempt).update()).as(attempt)
                .rootCause().hasMessageMatching("ERROR: (permission denied|must be owner).*");
    }

    @Test void anActorSeesTheirClientsAndNoOthers() {
        var alder = fixture.client("Alder");
        var birch = fixture.client("Birch");
        var northwind = fixture.provider("Northwind", alder);
        var technician = fixture.person(northwind, Role.TECHNICIAN);
        var owner = fixture.person(birch.party(), Role.EXECUTIVE);
        assertThat(Tenancy.as(technician, directory::clients)).containsExactly(alder);
        assertThat(Tenancy.as(owner, directory::clients)).containsExactly(birch);
    }

    @Test void tenancyCannotChangeInsideATransaction() {
        assertThatThrownBy(() -> Tenancy.asSystem(() -> transaction.execute(_ ->
                Tenancy.as(fixture.person(fixture.client("Cedar").party(), Role.EMPLOYEE), directory::clients))))
            .isInstanceOf(IllegalStateException.class);
    }

    private List<Walls> clientOwned() {
        return sql.sql("""
                select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
                       exists (select from pg_policy p where p.polrelid = c.oid) as has_policy,
                       exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and i.indkey[0] = a.attnum) as leads_key,
                       has_table_privilege(c.oid, 'select') as readable
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                  join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id' and not a.attisdropped
                 where n.nspname in ('platform', 'directory', 'agreement', 'work', 'reporting', 'decide')
                   and c.relkind in ('r', 'p') and not c.relispartition
                 order by 1
                """)
            .query((row, _) -> new Walls(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4), row.getBoolean(5), row.getBoolean(6))).list();
    }
}
