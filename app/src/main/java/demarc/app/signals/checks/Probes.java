package demarc.app.signals.checks;

import demarc.app.directory.Directory;
import demarc.app.platform.Actors;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Signal.State;
import demarc.app.signals.Source;
import demarc.app.signals.checks.look.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Tells probes what to look at, and takes what they saw. Each call shows that the probe lives.
@Component
class Probes {
    private static final int MOST_LOOKS = 2_000;
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    record Orders(String tag, byte[] body) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CheckRows rows;
    private final Results results;
    private final Conditions conditions;
    private final Directory directory;
    private final Clock clock;

    Probes(JdbcClient sql, TransactionTemplate transaction, CheckRows rows, Results results, Conditions conditions, Directory directory, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.rows = rows;
        this.results = results;
        this.conditions = conditions;
        this.directory = directory;
        this.clock = clock;
    }

    Orders orders(Source probe) {
        lives(probe);
        var items = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("""
                select %s from signals.own_check c where c.client_id = :client and c.probe_id = :probe and c.enabled order by c.thing_key, c.id
                """.formatted(CheckRows.CHECK))
            .param("client", probe.client()).param("probe", probe.id()).query(rows::check).list()))).stream()
            .map(check -> new Order.Item(check.id(), check.version(), check.kind().key(), check.target(), (int) check.every().toSeconds(),
                    CheckRows.phase(check.id(), check.every()), check.fails(), check.settings())).toList();
        var client = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> directory.client(probe.client()))));
        var body = JsonMapper.shared().writeValueAsBytes(new Order.Items(probe.name(), client.name(), items));
        return new Orders("\"%s\"".formatted(Actors.hash(new String(body, StandardCharsets.UTF_8)).substring(0, 32)), body);
    }

    Order.Received take(Source probe, Order.Looks report) {
        if (report.looks() == null || report.sentAt() == null) throw new Refused("Results need 'sentAt' and 'looks'.");
        if (report.looks().size() > MOST_LOOKS) throw new Refused("looks", "%d looks came at once; %d are taken. Send them in parts.".formatted(report.looks().size(), MOST_LOOKS));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var off = Duration.between(report.sentAt(), now);
        if (off.abs().compareTo(TOLERATED) <= 0) off = Duration.ZERO;
        var looks = new ArrayList<Result>();
        for (var look : report.looks()) {
            var result = result(look, off, now);
            // Older ones belong to days that are no longer kept.
            if (result.at().isAfter(now.minus(Measurements.LATEST))) looks.add(result);
        }
        lives(probe);
        if (report.lost() > 0) LoggerFactory.getLogger(Probes.class).warn("probe {} of client {} dropped {} looks while it could not reach the server", probe.name(), probe.client(), report.lost());
        var accepted = results.take(probe.client(), probe.id(), looks);
        return new Order.Received(accepted, report.looks().size() - accepted);
    }

    private static Result result(Order.Look look, Duration off, Instant now) {
        if (look.at() == null || look.outcome() == null) throw new Refused("looks", "A look needs 'check', 'at' and 'outcome'.");
        Answer.Outcome outcome;
        try {
            outcome = Answer.Outcome.valueOf(look.outcome());
        } catch (IllegalArgumentException e) {
            throw new Refused("outcome", "'%s' is none of UP, DOWN, BETWEEN.".formatted(look.outcome()));
        }
        var at = look.at().plus(off).truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now)) at = now;
        var millis = Double.isFinite(look.millis()) ? Math.clamp(look.millis(), 0, 3_600_000) : 0;
        return new Result(look.check(), at, new Answer(outcome, millis, look.words() == null ? "" : look.words(), look.value(), look.certificateUntil()));
    }

    private void lives(Source probe) {
        conditions.take(probe, List.of(new Signal("probe", probe.name(), "looks", State.CLEARED, Severity.INFO, "%s looks".formatted(probe.name()), null, null, Map.of(), null)), clock.instant());
    }
}
