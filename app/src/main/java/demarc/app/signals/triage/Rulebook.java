package demarc.app.signals.triage;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
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
    private static final String COLUMNS = "source_id, thing, check_name, label, severity, concern, becomes, hold, together";

    private final JdbcClient sql;
    private final Directory directory;
    private final Audit audit;
    private final Clock clock;

    Rulebook(JdbcClient sql, Directory directory, Audit audit, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.audit = audit;
        this.clock = clock;
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
        mayName(client, rule);
        rules.add(at - 1, rule);
        write(client, rules);
        audit.record(by, client.id(), "added", "signal rule %d".formatted(at), rule.words());
        return at;
    }

    /// @param print of the rule as it was when it was read
    /// @param to    its new place
    @Transactional
    public int change(Actor by, String clientKey, int position, String print, Rule rule, int to) {
        var client = directory.client(by, clientKey);
        Windows.mayKeep(by);
        var rules = new ArrayList<>(locked(client));
        var before = taken(rules, position, print);
        if (to < 1 || to > rules.size() + 1) throw new Refused("position", "The position %d must be between 1 and %d.".formatted(to, rules.size() + 1));
        mayName(client, rule);
        rules.add(to - 1, rule);
        write(client, rules);
        if (before.hold() != null && !before.equals(rule)) lookAgain(client, before.hold());
        audit.record(by, client.id(), "changed", "signal rule %d".formatted(to), "%s; before, as rule %d: %s".formatted(rule.words(), position, before.words()));
        return to;
    }

    @Transactional
    public void remove(Actor by, String clientKey, int position) {
        remove(by, clientKey, position, null);
    }

    /// What it held and is still so is looked at again at once.
    ///
    /// @param print of the rule as it was when it was read; null for whatever is there
    @Transactional
    public void remove(Actor by, String clientKey, int position, @Nullable String print) {
        var client = directory.client(by, clientKey);
        Windows.mayKeep(by);
        var rules = new ArrayList<>(locked(client));
        var removed = taken(rules, position, print);
        write(client, rules);
        if (removed.hold() != null) lookAgain(client, removed.hold());
        audit.record(by, client.id(), "removed", "signal rule %d".formatted(position), removed.words());
    }

    private static Rule taken(List<Rule> rules, int position, @Nullable String print) {
        if (position < 1 || position > rules.size()) throw new NotFound("rule", position);
        var rule = rules.remove(position - 1);
        if (print != null && !print.equals(rule.print())) throw new Refused("The rules have changed since you read them. Look at the list again.");
        return rule;
    }

    private void lookAgain(Client client, String hold) {
        sql.sql("update signals.condition set look_at = :now where client_id = :client and held = :hold and state <> 'CLEARED'")
            .param("now", SqlTime.of(clock.instant())).param("client", client.id()).param("hold", hold).update();
    }

    private void mayName(Client client, Rule rule) {
        if (rule.source() == null) return;
        var known = sql.sql("select exists (select from signals.source where client_id = ? and id = ?)").param(client.id()).param(rule.source()).query(Boolean.class).single();
        if (!known) throw new Refused("source", "%s has no source %d.".formatted(client.name(), rule.source()));
    }

    /// A rule and where it stands.
    public record Placed(int client, int position, Rule rule) {}

    /// Those of each client in the order in which they are tried; of one client when `clientKey` says so.
    @Transactional(readOnly = true)
    public Page<Placed> page(Actor by, @Nullable String clientKey, @Nullable String cursor, int limit) {
        Collection<Integer> clients = clientKey == null ? by.clients() : List.of(directory.client(by, clientKey).id());
        var after = Cursor.parse(cursor, 2);
        var rows = sql.sql("""
                select client_id, position, %s from signals.rule
                 where client_id = any (:clients) and (client_id, position) > (:client, :position)
                 order by client_id, position limit %d
                """.formatted(COLUMNS, limit + 1))
            .param("clients", clients.toArray(Integer[]::new)).param("client", after == null ? 0 : after.number(0)).param("position", after == null ? 0 : after.number(1))
            .query((row, n) -> new Placed(row.getInt("client_id"), row.getInt("position"), rule(row, n))).list();
        return Page.of(rows, limit, last -> Cursor.of(last.client(), last.position()));
    }

    List<Rule> of(int client) {
        return sql.sql("select %s from signals.rule where client_id = ? order by position".formatted(COLUMNS))
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
