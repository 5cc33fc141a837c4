package demarc.app.signals.checks;

import demarc.app.platform.Secrets;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.checks.Standing.Certificate;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Checks as the database keeps them.
@Component
class CheckRows {
    private static final JsonMapper JSON = JsonMapper.shared();
    static final String CHECK = "c.client_id, c.id, c.name, c.thing, c.kind, c.target, c.every_seconds, c.settings::text as settings, c.probe_id, c.severity, "
            + "c.fails as needed, c.concern, c.enabled, c.version";
    private static final String NOW = "s.down, s.fails, s.since, s.last_at, s.due_at, s.words, s.value, s.certificate, s.certificate_until, s.recent, g.blind_since is not null as blind";

    /// @param settings as they are written down, secrets sealed
    record Sealed(Check check, String settings) {
        Sealed withId(long id) {
            return new Sealed(new Check(check.client(), id, check.name(), check.thing(), check.kind(), check.target(), check.every(), check.settings(), check.probe(),
                    check.severity(), check.fails(), check.concern(), check.enabled(), check.version()), settings);
        }
    }

    private final JdbcClient sql;
    private final Secrets secrets;

    CheckRows(JdbcClient sql, Secrets secrets) {
        this.sql = sql;
        this.secrets = secrets;
    }

    static String context(int client) {
        return "check of client " + client;
    }

    List<Check.Seen> list(String where, Map<String, ?> with) {
        return sql.sql("""
                select %s, %s
                  from signals.own_check c
                  join signals.check_state s on s.client_id = c.client_id and s.check_id = c.id
                  left join signals.sight g on g.client_id = s.client_id and g.runner = s.runner
                 %s
                """.formatted(CHECK, NOW, where)).params(with).query(this::seen).list();
    }

    Optional<Check.Seen> find(int client, long id) {
        return list("where c.client_id = :client and c.id = :id", Map.of("client", client, "id", id)).stream().findFirst();
    }

    long insert(Sealed sealed, int by, Instant at) {
        var check = sealed.check;
        return sql.sql("""
                insert into signals.own_check (client_id, name, thing, kind, target, every_seconds, settings, probe_id, severity, fails, concern, enabled, made_by, made_at)
                values (:client, :name, :thing, :kind, :target, :every, :settings::jsonb, :probe, :severity, :fails, :concern, :enabled, :by, :at)
                returning id
                """)
            .params(values(sealed)).param("client", check.client()).param("by", by).param("at", SqlTime.of(at)).query(Long.class).single();
    }

    boolean update(Sealed sealed, @Nullable Integer version) {
        return sql.sql("""
                update signals.own_check
                   set name = :name, thing = :thing, kind = :kind, target = :target, every_seconds = :every, settings = :settings::jsonb, probe_id = :probe,
                       severity = :severity, fails = :fails, concern = :concern, enabled = :enabled, version = version + 1
                 where client_id = :client and id = :id and (:version::int is null or version = :version::int)
                """)
            .params(values(sealed)).param("client", sealed.check.client()).param("id", sealed.check.id()).param("version", version).update() == 1;
    }

    /// @param due null when the server is not to look
    void plan(Check check, @Nullable Instant due) {
        sql.sql("""
                insert into signals.check_state (client_id, check_id, runner, every_seconds, phase_millis, due_at)
                values (:client, :id, :runner, :every, :phase, :due)
                    on conflict (client_id, check_id) do update
                   set runner = excluded.runner, every_seconds = excluded.every_seconds, phase_millis = excluded.phase_millis, due_at = excluded.due_at
                """)
            .param("client", check.client()).param("id", check.id()).param("runner", runner(check)).param("every", (int) check.every().toSeconds())
            .param("phase", phase(check.id(), check.every())).param("due", due == null ? null : SqlTime.of(due)).update();
    }

    /// It is another check now, or none: what it was says nothing of what it is.
    void reset(Check check) {
        sql.sql("""
                update signals.check_state
                   set down = false, fails = 0, since = null, failing_since = null, last_at = null, ok_at = null, words = null, value = null, certificate = 'NONE',
                       certificate_until = null, told_down = false, told_certificate = 'NONE', recent = '{}'
                 where client_id = :client and check_id = :id
                """)
            .param("client", check.client()).param("id", check.id()).update();
    }

    Check check(ResultSet row, int n) throws SQLException {
        var client = row.getInt("client_id");
        var settings = JSON.readValue(row.getString("settings"), Settings.class);
        var context = context(client);
        return new Check(client, row.getLong("id"), row.getString("name"), row.getString("thing"), LookKind.valueOf(row.getString("kind")), row.getString("target"),
                Duration.ofSeconds(row.getInt("every_seconds")),
                settings.withSecrets(opened(settings.community(), context), opened(settings.authPassword(), context), opened(settings.privacyPassword(), context)),
                row.getObject("probe_id", Long.class), Severity.valueOf(row.getString("severity")), row.getInt("needed"), Concern.valueOf(row.getString("concern")),
                row.getBoolean("enabled"), row.getInt("version"));
    }

    static long runner(Check check) {
        return check.probe() == null ? 0 : check.probe();
    }

    /// Spread over the interval by the check's own number, so that it is the same after every start and on every node.
    static int phase(long id, Duration every) {
        return (int) Math.floorMod((id * 0x9E3779B97F4A7C15L) >>> 16, every.toMillis());
    }

    private @Nullable String opened(@Nullable String sealed, String context) {
        return sealed == null ? null : secrets.open(sealed, context);
    }

    private Check.Seen seen(ResultSet row, int n) throws SQLException {
        var recent = new ArrayList<Float>();
        for (var each : (Float[]) row.getArray("recent").getArray()) recent.add(each);
        return new Check.Seen(check(row, n), new Check.Now(row.getBoolean("down"), row.getInt("fails"), instant(row, "since"), instant(row, "last_at"), instant(row, "due_at"),
                row.getString("words"), row.getObject("value", Double.class), Certificate.valueOf(row.getString("certificate")), instant(row, "certificate_until"),
                List.copyOf(recent), row.getBoolean("blind")));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static Map<String, Object> values(Sealed sealed) {
        var check = sealed.check;
        var values = new HashMap<String, Object>();
        values.put("name", check.name());
        values.put("thing", check.thing());
        values.put("kind", check.kind().name());
        values.put("target", check.target());
        values.put("every", (int) check.every().toSeconds());
        values.put("settings", sealed.settings);
        values.put("probe", check.probe());
        values.put("severity", check.severity().name());
        values.put("fails", check.fails());
        values.put("concern", check.concern().name());
        values.put("enabled", check.enabled());
        return values;
    }
}
