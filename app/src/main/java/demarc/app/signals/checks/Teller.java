package demarc.app.signals.checks;

import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Signal.State;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.checks.Checks.Altered;
import demarc.app.signals.checks.Standing.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/// Tells the conditions how checks stand: only what changed, and until it was told.
@Component
class Teller {
    private static final String SIGHT = "sight";

    private record Untold(Check check, boolean down, boolean toldDown, Certificate certificate, Certificate toldCertificate, @Nullable Instant until, @Nullable String words, @Nullable Instant since) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CheckRows rows;
    private final Sources sources;
    private final Conditions conditions;
    private final Clock clock;
    private final Map<Integer, Source> own = new ConcurrentHashMap<>();

    Teller(JdbcClient sql, TransactionTemplate transaction, CheckRows rows, Sources sources, Conditions conditions, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.rows = rows;
        this.sources = sources;
        this.conditions = conditions;
        this.clock = clock;
    }

    /// What is written down is told by whoever comes first; told twice it is a repeat.
    void tell(int client, long runner) {
        var source = source(client, runner);
        if (source.isEmpty()) return;
        var untold = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> untold(client, runner))));
        var signals = new ArrayList<Signal>();
        for (var each : untold) {
            if (each.down != each.toldDown) signals.add(signal(each));
            if (each.certificate != each.toldCertificate) signals.add(certificate(each));
        }
        signals.add(sight(client, runner, source.get()));
        conditions.take(source.get(), signals, clock.instant());
        if (!untold.isEmpty()) Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> told(client, untold)));
    }

    /// What a crash left untold.
    @Scheduled(fixedDelay = 60_000, initialDelay = 10_000)
    void tellTheRest() {
        record Runner(int client, long runner) {}
        var behind = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("""
                select distinct client_id, runner from signals.check_state where told_down <> down or told_certificate <> certificate limit 1000
                """).query((row, _) -> new Runner(row.getInt(1), row.getLong(2))).list())));
        for (var each : behind) tell(each.client, each.runner);
    }

    /// A check that is no more, or is another, has nothing wrong.
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Altered altered) {
        var check = altered.check();
        var signals = new ArrayList<Signal>();
        var why = altered.gone() ? "The check was removed." : "The check was changed or switched off.";
        if (altered.wasDown()) signals.add(new Signal(check.signalKey(), check.thing(), check.name(), State.CLEARED, check.severity(), why, null, null, Map.of(), null));
        if (altered.certificate() != Certificate.NONE)
            signals.add(new Signal(check.certificateKey(), check.thing(), "certificate", State.CLEARED, altered.certificate().severity(), why, null, null, Map.of(), null));
        // The transaction that did it is over, but this thread still belongs to it.
        Thread.ofVirtual().start(() -> source(check.client(), CheckRows.runner(check)).ifPresent(source -> conditions.take(source, signals, clock.instant())));
    }

    private Optional<Source> source(int client, long runner) {
        return runner == 0 ? Optional.of(own.computeIfAbsent(client, id -> sources.internal(id, "checks", "Checks of the server")))
                : Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sources.find(client, runner))));
    }

    private List<Untold> untold(int client, long runner) {
        return sql.sql("""
                select %s, s.down, s.told_down, s.certificate, s.told_certificate, s.certificate_until, s.words, s.since
                  from signals.check_state s
                  join signals.own_check c on c.client_id = s.client_id and c.id = s.check_id
                 where s.client_id = :client and s.runner = :runner and (s.told_down <> s.down or s.told_certificate <> s.certificate)
                 limit 5000
                """.formatted(CheckRows.CHECK))
            .param("client", client).param("runner", runner)
            .query((row, n) -> new Untold(rows.check(row, n), row.getBoolean("down"), row.getBoolean("told_down"), Certificate.valueOf(row.getString("certificate")),
                    Certificate.valueOf(row.getString("told_certificate")), CheckRows.instant(row, "certificate_until"), row.getString("words"), CheckRows.instant(row, "since"))).list();
    }

    private void told(int client, List<Untold> all) {
        sql.sql("""
                update signals.check_state s set told_down = v.down, told_certificate = v.certificate
                  from unnest(:checks::bigint[], :down::boolean[], :certificates::text[]) as v (id, down, certificate)
                 where s.client_id = :client and s.check_id = v.id
                """)
            .param("client", client).param("checks", all.stream().map(each -> each.check.id()).toArray(Long[]::new))
            .param("down", all.stream().map(Untold::down).toArray(Boolean[]::new))
            .param("certificates", all.stream().map(each -> each.certificate.name()).toArray(String[]::new)).update();
    }

    private Signal signal(Untold each) {
        var check = each.check;
        var words = each.words == null ? "" : each.words;
        return new Signal(check.signalKey(), check.thing(), check.name(), each.down ? State.FIRING : State.CLEARED, check.severity(),
                each.down ? "%s fails on %s: %s".formatted(check.name(), check.thing(), words) : "%s on %s is right again: %s".formatted(check.name(), check.thing(), words),
                "%s %s, looked at every %d s%s.".formatted(check.kind().label(), check.target(), check.every().toSeconds(), check.probe() == null ? " by the server" : " by a probe"),
                null, labels(check), each.since);
    }

    private Signal certificate(Untold each) {
        var check = each.check;
        var until = each.until == null ? "" : LocalDate.ofInstant(each.until, ZoneOffset.UTC).toString();
        var days = each.until == null ? 0 : Duration.between(clock.instant(), each.until).toDays();
        return new Signal(check.certificateKey(), check.thing(), "certificate", each.certificate == Certificate.NONE ? State.CLEARED : State.FIRING,
                each.certificate == Certificate.NONE ? each.toldCertificate.severity() : each.certificate.severity(),
                switch (each.certificate) {
                    case NONE -> "The certificate of %s is good until %s.".formatted(check.thing(), until);
                    case SOON, URGENT -> "The certificate of %s ends in %d days, on %s.".formatted(check.thing(), days, until);
                    case EXPIRED -> "The certificate of %s ended on %s.".formatted(check.thing(), until);
                }, "Seen at %s.".formatted(check.target()), null, labels(check), null);
    }

    private Signal sight(int client, long runner, Source source) {
        var blind = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> sql.sql("select exists (select from signals.sight where client_id = ? and runner = ?)")
                .param(client).param(runner).query(Boolean.class).single())));
        var who = runner == 0 ? "The server" : "The probe " + source.name();
        return new Signal(SIGHT, runner == 0 ? "Demarc server" : source.name(), "sees nothing", blind ? State.FIRING : State.CLEARED, Severity.HIGH,
                blind ? "%s reaches nothing it looks at: its own line may be down. Until it sees again, nobody knows how those things are.".formatted(who) : "%s sees what it looks at.".formatted(who),
                null, null, Map.of(), null);
    }

    private static Map<String, String> labels(Check check) {
        return Map.of("kind", check.kind().key(), "target", check.target(), "concern", check.concern().name());
    }
}
