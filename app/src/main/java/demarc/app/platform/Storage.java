package demarc.app.platform;

import com.zaxxer.hikari.HikariDataSource;
import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.DatabaseSupply;
import java.time.Clock;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

/// Two ways into the database: the owner migrates it, the application is bound by row-level security.
@Configuration(proxyBeanMethods = false)
class Storage {
    private static final int CONNECTIONS = 16;

    @Bean HikariDataSource dataSource(DatabaseSupply supply) {
        var database = supply.get();
        var pool = new HikariDataSource();
        pool.setPoolName("demarc");
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(Database.APP_ROLE);
        pool.setPassword(database.appPassword());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.addDataSourceProperty("ApplicationName", "demarc");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    @Bean(defaultCandidate = false) @FlywayDataSource DataSource ownerDataSource(DatabaseSupply supply) {
        var database = supply.get();
        return new SimpleDriverDataSource(new Driver(), database.jdbcUrl(), database.owner(), database.ownerPassword());
    }

    @Bean TenantTransactions transactionManager(HikariDataSource dataSource) {
        return new TenantTransactions(dataSource);
    }

    @Bean TransactionTemplate transactionTemplate(TenantTransactions transactions) {
        return new TransactionTemplate(transactions);
    }

    @Bean @ConditionalOnMissingBean(Clock.class) StoryClock clock() {
        return new StoryClock();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ConditionalOnProperty(name = "demarc.jobs", havingValue = "true", matchIfMissing = true)
    static class Jobs {}
}
