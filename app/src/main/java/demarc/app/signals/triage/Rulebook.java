package demarc.app.signals.triage;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The rules of each client, in their order: the first that matches is taken.
@Component
public class Rulebook {
    private static final int MOST = 200;

    private final JdbcClient sql;
    private final Directory directory;
    private final Audit audit;

    Rulebook(JdbcClient sql, Directory directory, Audit audit) {
        this.sql = sql;
        this.directory = directory;
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<Rule> of(Actor by, String clientKey) {
        return of(directory.client(by, clientKey).id());
    }

    /// @param position 1 for the first; null for the end
    @Transactional
    public int add(Actor by, String clientKey, Rule rule, @Nullable Integer position) {
        var client = directory.client(by, clientKey);
        Windows.mayKeep(by);
        var rules = new ArrayList<>(locked(client));
        if (rules.size() == MOST) throw new Refused("%s has %d rules already, which is the most.".formatted(client.name(), MOST));
        var at = position == null ? rules.size() + 1 : position;
        if (at < 1 || at > rules.size() + 1) throw new Refused("position", "The position %d must be between 1 and %d.".formatted(at, rules.size() + 1));
        rules.add(at - 1, rule);
        write(client, rules);
        audit.record(by, client.id(), "added", "signal rule %d".formatted(at), rule.words());
        return at;
    }

    @Transactional
    public void remove(Actor by, String clientKey, int position) {
        var client = directory.client(by, clientKey);
        Windows.mayKeep(by);
        var rules = new ArrayList<>(locked(client));
        if (position < 1 || position > rules.size()) throw new NotFound("rule", position);
        var removed = rules.remove(position - 1);
        write(client, rules);
        audit.record(by, client.id(), "removed", "signal rule %d".formatted(position), removed.words());
    }

    List<Rule> of(int client) {
        return sql.sql("select source_id, thing, check_name, label, severity, concern, becomes, hold, together from signals.rule where client_id = ? order by position")
            .param(client).query(Rulebook::rule).list();
    }

    /// Two who change the list at once do so one after the other.
    private List<Rule> locked(Client client) {
        sql.sql("select pg_advisory_xact_lock(hashtext('signals.rule'), ?)").param(client.id()).query().listOfRows();
        return of(client.id());
    }

    private void write(Client client, List<Rule> rules) {
        sql.sql("delete from signals.rule where client_id = ?").param(client.id()).update();
        for (var n = 0; n < rules.size(); n++) {
            var rule = rules.get(n);
            sql.sql("""
                    insert into signals.rule (client_id, position, source_id, thing, check_name, label, severity, concern, becomes, hold, together)
                    values (:client, :position, :source::bigint, :thing, :check, :label::text, :severity::text, :concern::text, :becomes::text, :hold::text, :together::text)
                    """)
                .param("client", client.id()).param("position", n + 1).param("source", rule.source() == null ? null : rule.source().toString()).param("thing", rule.thing())
                .param("check", rule.check()).param("label", rule.label()).param("severity", name(rule.severity())).param("concern", name(rule.concern()))
                .param("becomes", name(rule.becomes())).param("hold", rule.hold()).param("together", rule.together()).update();
        }
    }

    private static Rule rule(ResultSet row, int n) throws SQLException {
        return new Rule(row.getObject("source_id", Long.class), row.getString("thing"), row.getString("check_name"), row.getString("label"), named(row.getString("severity"), Severity::valueOf),
                named(row.getString("concern"), Concern::valueOf), named(row.getString("becomes"), Severity::valueOf), row.getString("hold"), row.getString("together"));
    }

    private static <T> @Nullable T named(@Nullable String name, Function<String, T> value) {
        return name == null ? null : value.apply(name);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
