package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.postgres.DatabaseSupply;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DemarcTest
class AuditTest {
    private final Audit audit;
    private final Fixture fixture;
    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final DatabaseSupply database;

    AuditTest(Audit audit, Fixture fixture, TransactionTemplate transaction, JdbcClient sql, DatabaseSupply database) {
        this.audit = audit;
        this.fixture = fixture;
        this.transaction = transaction;
        this.sql = sql;
        this.database = database;
    }

    @Test void entriesAreSealedInAChainThatNamesTheFirstTamperedOne() throws SQLException {
        var manager = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        for (var n = 1; n <= 3; n++) note(manager, "agreement v" + n + " · 𝔇émarc");
        audit.seal();
        assertThat(read().broken()).isNull();
        assertThat(read().newest()).isEqualTo(audit.anchor().hash());

        change("signed", "approved");
        assertThat(read().broken()).contains("does not match its seal", "approved agreement v2");
        change("approved", "signed");
        assertThat(read().broken()).isNull();
    }

    @Test void theApplicationCanNeitherChangeNorRemoveAnEntry() {
        note(fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER), "agreement");
        for (var attempt : new String[] {"update platform.audit set verb = 'x'", "delete from platform.audit", "truncate platform.audit"})
            assertThatThrownBy(() -> Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql(attempt).update()))).as(attempt)
                .rootCause().hasMessageContaining("permission denied");
    }

    @Test void nobodyReadsAnotherClientsEntries() {
        var alder = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        var birch = fixture.person(fixture.client("Birch").party(), Role.IT_MANAGER);
        note(alder, "agreement of alder");
        assertThat(Tenancy.as(alder, () -> audit.entries(null, null, 10))).extracting(Audit.Entry::subject).contains("agreement of alder");
        assertThat(Tenancy.as(birch, () -> audit.entries(alder.party().id(), null, 10))).isEmpty();
        assertThatThrownBy(() -> Tenancy.as(birch, () -> transaction.executeWithoutResult(_ ->
                audit.record(birch, alder.party().id(), "signed", "not theirs", "")))).rootCause().hasMessageContaining("row-level security");
    }

    private void note(Actor actor, String subject) {
        Tenancy.as(actor, () -> transaction.executeWithoutResult(_ -> audit.record(actor, actor.party().id(), "signed", subject, "by hand")));
    }

    private AuditChain.Reading read() throws SQLException {
        try (var connection = database.get().connectAsOwner()) {
            return AuditChain.read(connection);
        }
    }

    private void change(String from, String to) throws SQLException {
        try (var connection = database.get().connectAsOwner(); var owner = connection.createStatement()) {
            owner.execute("set demarc.scope = 'system'");
            owner.execute("update platform.audit set verb = '%s' where verb = '%s' and subject like 'agreement v2%%'".formatted(to, from));
        }
    }
}
