package demarc.app.platform;

import demarc.app.platform.postgres.Database;
import demarc.app.platform.postgres.DatabaseSupply;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Tells every open page, on every node, that something changed. A hint to look again, never the news itself.
///
/// The hint is sent just after the commit and in bundles: PostgreSQL lets transactions that notify commit one at a time only,
/// which would make each ticket wait for the disk of the one before.
@Component
public class Live implements SmartLifecycle {
    private static final String CHANNEL = "demarc";
    private static final int BUNDLE = 500;

    private final JdbcClient sql;
    private final DatabaseSupply database;
    private final LiveStreams streams;
    private final LinkedBlockingQueue<String> outgoing = new LinkedBlockingQueue<>(50_000);
    private volatile boolean running;

    Live(JdbcClient sql, DatabaseSupply database, LiveStreams streams) {
        this.sql = sql;
        this.database = database;
        this.streams = streams;
    }

    /// @param topic letters, digits, `/` and `-`: `tickets`, `ticket/HDG-1042`
    public void changed(int clientId, String topic) {
        if (!topic.matches("[A-Za-z0-9/_-]{1,100}")) throw new IllegalArgumentException("not a topic (%s)".formatted(topic));
        var hint = clientId + " " + topic;
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            outgoing.offer(hint);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override public void afterCommit() {
                outgoing.offer(hint);    // when the queue is full, pages are a little late
            }
        });
    }

    @Override public void start() {
        running = true;
        Thread.ofVirtual().name("live-out").start(this::send);
        Thread.ofVirtual().name("live-in").start(this::listen);
    }

    /// Before the web server waits for its requests to end: these would not.
    @Override public void stop() {
        running = false;
        streams.closeAll();
    }

    @Override public boolean isRunning() {
        return running;
    }

    private void send() {
        var taken = new ArrayList<String>();
        while (running) {
            try {
                var first = outgoing.poll(1, TimeUnit.SECONDS);
                if (first == null) continue;
                taken.clear();
                taken.add(first);
                Thread.sleep(40);
                outgoing.drainTo(taken, BUNDLE);
                sql.sql("select pg_notify('" + CHANNEL + "', hint) from unnest(?::text[]) as hint")
                    .param(new LinkedHashSet<>(taken).toArray(String[]::new)).query().listOfRows();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) LoggerFactory.getLogger(Live.class).warn("live updates could not be sent: {}", e.getMessage());
            }
        }
    }

    private void listen() {
        while (running) {
            var to = database.get();
            try (var connection = DriverManager.getConnection(to.jdbcUrl(), Database.APP_ROLE, to.appPassword()); var listen = connection.createStatement()) {
                listen.execute("listen " + CHANNEL);
                var postgres = connection.unwrap(PGConnection.class);
                while (running) {
                    var notes = postgres.getNotifications(1000);
                    if (notes == null) continue;
                    for (var note : notes) {
                        var hint = note.getParameter().split(" ", 2);
                        streams.tell(Integer.parseInt(hint[0]), hint[1]);
                    }
                }
            } catch (SQLException e) {
                if (!running) return;
                LoggerFactory.getLogger(Live.class).warn("live updates are interrupted: {}", e.getMessage());
                try {
                    Thread.sleep(2000);
                } catch (InterruptedException _) {
                    return;
                }
            }
        }
    }
}
