package demarc.app.platform;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Begins each transaction by telling PostgreSQL who is asking: one statement, one round trip.
final class TenantTransactions extends JdbcTransactionManager {
    TenantTransactions(DataSource dataSource) {
        super(dataSource);
    }

    @Override protected void prepareTransactionalConnection(Connection connection, TransactionDefinition definition) throws SQLException {
        super.prepareTransactionalConnection(connection, definition);
        var tenancy = Tenancy.current();
        try (var declare = connection.prepareStatement("""
                select set_config('demarc.clients', ?, true), set_config('demarc.parties', ?, true), set_config('demarc.scope', ?, true),
                       set_config('demarc.person', ?, true), set_config('demarc.party', ?, true)
                """)) {
            declare.setString(1, tenancy.clients());
            declare.setString(2, tenancy.parties());
            declare.setString(3, tenancy.scope());
            declare.setString(4, tenancy.person());
            declare.setString(5, tenancy.party());
            declare.execute();
        }
    }
}
