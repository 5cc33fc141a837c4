package demarc.app.signals.checks;

import demarc.app.platform.Live;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.signals.checks.Measurements.Measured;
import demarc.app.signals.checks.Standing.Certificate;
import demarc.app.signals.checks.Standing.Rule;
import demarc.app.signals.checks.Standing.Step;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.Look;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What looks brought: each is measured, and each check stands as its last ones say. What changed is told to the conditions after the commit; told or not is
/// written down, so that a crash in between loses nothing.
@Component
class Results {
    private record Known(Check check, Standing standing) {}

    /// @param again when it is to be looked at again before its turn
    private record After(Known known, Standing standing, Result last, @Nullable Instant again) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CheckRows rows;
    private final Measurements measurements;
    private final Teller teller;
    private final Live live;
    private final Clock clock;

    Results(JdbcClient sql, TransactionTemplate transaction, CheckRows rows, Measurements measurements, Teller teller, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.rows = rows;
        this.measurements = measurements;
        this.teller = teller;
        this.live = live;
        this.clock = clock;
    }

    /// @param runner 0 for the server, or the probe's id; of others' checks nothing is taken
    /// @return how many were of checks that this runner has
    int take(int client, long runner, List<Result> results) {
        if (results.isEmpty()) return 0;
        measurements.prepare(results.stream().map(Result::at).toList());
        var taken = Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> write(client, runner, results))));
        if (taken.tells) teller.tell(client, runner);
        return taken.results;
    }

    private record Taken(int results, boolean tells) {}

    private Taken write(int client, long runner, List<Result> results) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var byCheck = results.stream().collect(Collectors.groupingBy(Result::check));
        var known = known(client, runner, byCheck.keySet());
        var after = new ArrayList<After>();
        var ripe = new ArrayList<After>();
        var measured = new ArrayList<Measured>();
        for (var each : known) {
            var of = byCheck.get(each.check.id()).stream().sorted(Comparator.comparing(Result::at)).toList();
            for (var one : of) measured.add(new Measured(client, one.check(), one.at(), one.answer().millis(), !one.answer().isDown()));
            var rule = new Rule(each.check.fails(), each.check.every(), Look.certificateDays(each.check.settings()));
            var last = new Step(each.standing, false, null);
            Result heard = null;
            for (var one : of) {
                if (last.standing().lastAt() != null && !one.at().isAfter(last.standing().lastAt())) continue;
                last = last.standing().after(one.answer(), one.at(), rule);
                heard = one;
            }
            if (heard == null) continue;
            var it = new After(each, last.standing(), heard, last.again() == null ? null : now.plus(last.again()));
            (last.ripe() ? ripe : after).add(it);
        }
        measurements.add(measured);
        measurements.rollUpLate(measured, now);
        after.addAll(doubted(client, runner, ripe, now));
        save(client, after);
        var sees = after.stream().anyMatch(each -> each.last.answer().outcome() != Answer.Outcome.DOWN);
        var opened = sees && sql.sql("delete from signals.sight where client_id = ? and runner = ?").param(client).param(runner).update() == 1;
        live.changed(client, "checks");
        return new Taken(measured.size(), opened || after.stream().anyMatch(Results::changed) || sql.sql("select exists (select from signals.sight where client_id = ? and runner = ? and blind_since = ?)")
                .param(client).param(runner).param(SqlTime.of(now)).query(Boolean.class).single());
    }

    private static boolean changed(After after) {
        return after.standing.down() != after.known.standing.down() || after.standing.certificate() != after.known.standing.certificate();
    }

    private List<Known> known(int client, long runner, Set<Long> checks) {
        return sql.sql("""
                select %s, s.down, s.fails, s.since, s.failing_since, s.last_at, s.ok_at, s.certificate, s.certificate_until
                  from signals.check_state s
                  join signals.own_check c on c.client_id = s.client_id and c.id = s.check_id
                 where s.client_id = :client and s.check_id = any (:checks) and s.runner = :runner and c.enabled
                 order by s.check_id
                   for update of s
                """.formatted(CheckRows.CHECK))
            .param("client", client).param("checks", checks.toArray(Long[]::new)).param("runner", runner)
            .query((row, n) -> new Known(rows.check(row, n), standing(row))).list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(row.getBoolean("down"), row.getInt("fails"), CheckRows.instant(row, "since"), CheckRows.instant(row, "failing_since"),
                CheckRows.instant(row, "last_at"), CheckRows.instant(row, "ok_at"), Certificate.valueOf(row.getString("certificate")), CheckRows.instant(row, "certificate_until"));
    }

    /// Those that failed often enough are down, unless whoever looked sees nothing else either.
    private List<After> doubted(int client, long runner, List<After> ripe, Instant now) {
        if (ripe.isEmpty()) return List.of();
        var since = ripe.stream().map(each -> Objects.requireNonNull(each.standing.failingSince())).min(Comparator.naturalOrder()).orElseThrow();
        var own = ripe.stream().map(each -> each.known.check.id()).toArray(Long[]::new);
        var sight = sight(client, runner, since, own);
        var verdict = sight.of(since, now);
        switch (verdict) {
            case DOWN -> {}
            case BLIND -> sql.sql("insert into signals.sight (client_id, runner, blind_since) values (?, ?, ?) on conflict do nothing")
                    .param(client).param(runner).param(SqlTime.of(now)).update();
            case WAIT -> askOthers(client, runner, since, now);
        }
        return ripe.stream().map(each -> switch (verdict) {
            case DOWN -> new After(each.known, each.standing.wentDown(each.last.at()), each.last, null);
            case BLIND, WAIT -> new After(each.known, each.standing, each.last, now.plus(Standing.SOON_AGAIN));
        }).toList();
    }

    /// The ripe ones are not written down yet, so they are counted beside what is.
    private Sight sight(int client, long runner, Instant since, Long[] ripe) {
        return sql.sql("""
                select count(*) filter (where not s.down), count(*) filter (where s.ok_at >= :since), count(*) filter (where not s.down and s.fails > 0 and s.last_at >= :since),
                       array(select distinct lower(c.thing) from signals.check_state s join signals.own_check c on c.client_id = s.client_id and c.id = s.check_id
                              where s.client_id = :client and s.runner = :runner and c.enabled and not s.down limit 10)
                  from signals.check_state s
                  join signals.own_check c on c.client_id = s.client_id and c.id = s.check_id
                 where s.client_id = :client and s.runner = :runner and c.enabled and s.check_id <> all (:ripe)
                """)
            .param("client", client).param("runner", runner).param("since", SqlTime.of(since)).param("ripe", ripe)
            .query((row, _) -> new Sight(row.getInt(1) + ripe.length, ((Object[]) row.getArray(4).getArray()).length, row.getInt(2), row.getInt(3) + ripe.length)).single();
    }

    /// A few that were not looked at since are asked now; one answer settles the doubt.
    private void askOthers(int client, long runner, Instant since, Instant now) {
        sql.sql("""
                update signals.check_state set due_at = :now
                 where client_id = :client and check_id = any (array (
                       select s.check_id from signals.check_state s
                        where s.client_id = :client and s.runner = :runner and s.due_at is not null and not s.down and (s.last_at is null or s.last_at < :since)
                        order by s.check_id limit 10))
                """)
            .param("client", client).param("runner", runner).param("since", SqlTime.of(since)).param("now", SqlTime.of(now)).update();
    }

    private void save(int client, List<After> all) {
        if (all.isEmpty()) return;
        var columns = new HashMap<String, Object>();
        columns.put("client", client);
        columns.put("checks", all.stream().map(each -> each.known.check.id()).toArray(Long[]::new));
        columns.put("down", all.stream().map(each -> each.standing.down()).toArray(Boolean[]::new));
        columns.put("fails", all.stream().map(each -> each.standing.fails()).toArray(Integer[]::new));
        columns.put("since", texts(all, each -> each.standing.since()));
        columns.put("failing", texts(all, each -> each.standing.failingSince()));
        columns.put("last", texts(all, each -> each.standing.lastAt()));
        columns.put("ok", texts(all, each -> each.standing.okAt()));
        columns.put("words", all.stream().map(each -> each.last.answer().words().replace("\0", "")).toArray(String[]::new));
        columns.put("value", all.stream().map(each -> each.last.answer().value()).toArray(Double[]::new));
        columns.put("certificate", all.stream().map(each -> each.standing.certificate().name()).toArray(String[]::new));
        columns.put("until", texts(all, each -> each.standing.certificateUntil()));
        columns.put("recent", all.stream().map(each -> (float) (each.last.answer().isDown() ? -each.last.answer().millis() - 1 : each.last.answer().millis())).toArray(Float[]::new));
        columns.put("again", texts(all, After::again));
        sql.sql("""
                update signals.check_state s
                   set down = v.down, fails = v.fails, since = v.since, failing_since = v.failing, last_at = v.last, ok_at = v.ok, words = v.words, value = v.value,
                       certificate = v.certificate, certificate_until = v.until,
                       recent = (case when cardinality(s.recent) >= 30 then s.recent[2:] else s.recent end) || v.recent,
                       due_at = case when s.due_at is null or v.again is null then s.due_at else least(s.due_at, v.again) end
                  from unnest(:checks::bigint[], :down::boolean[], :fails::int[], :since::timestamptz[], :failing::timestamptz[], :last::timestamptz[], :ok::timestamptz[],
                              :words::text[], :value::float8[], :certificate::text[], :until::timestamptz[], :recent::real[], :again::timestamptz[])
                       as v (id, down, fails, since, failing, last, ok, words, value, certificate, until, recent, again)
                 where s.client_id = :client and s.check_id = v.id
                """).params(columns).update();
    }

    private static String[] texts(List<After> all, Function<After, @Nullable Instant> moment) {
        return all.stream().map(each -> {
            var at = moment.apply(each);
            return at == null ? null : at.toString();
        }).toArray(String[]::new);
    }
}
