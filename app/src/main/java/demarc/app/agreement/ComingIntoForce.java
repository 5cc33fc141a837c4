package demarc.app.agreement;

import demarc.app.platform.Due;
import demarc.app.platform.Live;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Tells the others, once, that a version has come into force.
@Component
class ComingIntoForce {

    private final JdbcClient sql;
    private final Due due;
    private final Live live;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    ComingIntoForce(JdbcClient sql, Due due, Live live, ApplicationEventPublisher facts, Clock clock) {
        this.sql = sql;
        this.due = due;
        this.live = live;
        this.facts = facts;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1000)
    void drain() {
        due.drain("agreements coming into force", this::announce);
    }

    /// One a transaction: what a listener does with one client's agreement must not undo another's.
    private int announce() {
        var now = SqlTime.of(clock.instant());
        var taken = sql.sql("""
                update agreement.term set announced_at = :now
                 where (client_id, version_id) = (select client_id, version_id from agreement.term
                                                   where announced_at is null and starts_at <= :now
                                                   order by starts_at limit 1 for update skip locked)
                returning client_id, version_id, starts_at
                """)
            .param("now", now)
            .query((row, _) -> new AgreementCameIntoForce(row.getInt(1), row.getLong(2), SqlTime.get(row, 3))).list();
        for (var fact : taken) {
            live.changed(fact.clientId(), "agreement");
            facts.publishEvent(fact);
        }
        return taken.size();
    }
}
