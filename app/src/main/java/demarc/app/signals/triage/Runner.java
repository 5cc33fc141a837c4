package demarc.app.signals.triage;

import demarc.app.platform.Due;
import demarc.app.platform.Live;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Quiet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks at what is due, a batch of one client's conditions at a time. While one node looks at a client no other does, so two conditions of one
/// cause never get two tickets; different clients are looked at side by side on as many nodes as there are.
@Component
public class Runner {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final int BATCH = 4_000;
    private static final int TROUBLES = 100;
    private static final int ROUNDS = 1_000;
    private static final int LATER = 300;
    private static final Duration COUNTED = Duration.ofMinutes(1);
    private static final int LOCK = 0x7417;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Outlook outlook;
    private final Doing doing;
    private final Silences silences;
    private final Quiet quiet;
    private final Due due;
    private final Live live;
    private final Clock clock;
    private volatile Instant counted = Instant.MIN;

    Runner(JdbcClient sql, TransactionTemplate transaction, Outlook outlook, Doing doing, Silences silences, Quiet quiet, Due due, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.outlook = outlook;
        this.doing = doing;
        this.silences = silences;
        this.quiet = quiet;
        this.due = due;
        this.live = live;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void tick() {
        drain();
    }

    /// When the next one is due, of all clients.
    public Optional<Instant> next() {
        return system(() -> sql.sql("""
                select least((select min(look_at) from signals.condition where look_at is not null), (select min(look_at) from signals.trouble where look_at is not null))
                """).query((row, _) -> Optional.ofNullable(SqlTime.find(row, 1))).single());
    }

    /// @return how many conditions and causes were looked at
    public int drain() {
        silences.drain();
        due.drain("what is not seen any more", quiet::look);
        var total = 0;
        for (var round = 0; round < ROUNDS && !Thread.currentThread().isInterrupted(); round++) {
            var done = 0;
            for (var client : due()) done += visit(client);
            total += done;
            if (done == 0) break;
        }
        return total;
    }

    private List<Integer> due() {
        return system(() -> sql.sql("""
                select distinct client_id
                  from ((select client_id from signals.condition where look_at <= :now order by look_at limit 5000)
                        union all
                        (select client_id from signals.trouble where look_at <= :now order by look_at limit 500)) d
                """).param("now", SqlTime.of(now())).query(Integer.class).list());
    }

    private int visit(int client) {
        return attempt(client, "condition", () -> look(client, BATCH), () -> look(client, 1)) + attempt(client, "trouble", () -> causes(client, TROUBLES), () -> causes(client, 1));
    }

    /// One that fails does not keep the others: then each is looked at alone, and the one that fails alone is left for later.
    private int attempt(int client, String what, IntSupplier many, IntSupplier one) {
        try {
            return system(() -> mine(client) ? many.getAsInt() : 0);
        } catch (RuntimeException e) {
            log.warn("client {}: a batch of {}s failed and is looked at one by one", client, what, e);
        }
        try {
            return system(() -> mine(client) ? one.getAsInt() : 0);
        } catch (RuntimeException e) {
            log.error("client {}: a {} fails; trying again in five minutes", client, what, e);
            return system(() -> sql.sql("""
                    update signals.%1$s set look_at = :later
                     where client_id = :client and id = (select id from signals.%1$s where client_id = :client and look_at <= :now order by look_at limit 1)
                    """.formatted(what))
                .param("later", SqlTime.of(now().plusSeconds(LATER))).param("client", client).param("now", SqlTime.of(now())).update());
        }
    }

    private int look(int client, int most) {
        var situation = outlook.on(client, now(), most);
        if (situation.seen().stream().noneMatch(Seen::due)) return 0;
        if (situation.seen().size() == BATCH) countAnew();
        var done = doing.carryOut(client, situation, Triage.plan(situation));
        live.changed(client, "signals");
        return done;
    }

    /// In a storm the tables grow faster than the database looks after what it knows of them.
    private void countAnew() {
        var at = Instant.now();
        if (counted.isAfter(at.minus(COUNTED))) return;
        counted = at;
        sql.sql("select signals.count_anew()").query().singleRow();
    }

    private int causes(int client, int most) {
        var due = sql.sql("select id from signals.trouble where client_id = :client and look_at <= :now order by look_at limit :most for update skip locked")
            .param("client", client).param("now", SqlTime.of(now())).param("most", most).query(Long.class).list();
        for (var id : due) doing.comeBack(client, id, now());
        if (!due.isEmpty()) live.changed(client, "signals");
        return due.size();
    }

    private boolean mine(int client) {
        return sql.sql("select pg_try_advisory_xact_lock(:lock, :client)").param("lock", LOCK).param("client", client).query(Boolean.class).single();
    }

    private <T> T system(Supplier<T> work) {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
