package demarc.app.signals.triage;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Condition.State;
import demarc.app.signals.Severity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What a rule would have touched, had it been in force: asked before it is.
@Component
public class Foresight {
    public static final int DAYS = 7;
    /// No more is read, however much there was.
    static final int MOST = 20_000;
    private static final int NAMED = 10;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    public record Named(long condition, String thing, String check, State state, Severity severity, boolean work, @Nullable String held) {}

    /// @param looked  conditions that changed in these days, or the newest of them
    /// @param all     those were all there were
    /// @param touched how many of them the rule takes
    /// @param work    how many of those belong to a cause that is work now
    /// @param before  how many more it matches that a rule before it takes
    /// @param first   the newest that it takes
    public record Touched(int looked, boolean all, int touched, int work, int before, List<Named> first) {}

    private final JdbcClient sql;
    private final Directory directory;
    private final Rulebook rules;
    private final Clock clock;

    Foresight(JdbcClient sql, Directory directory, Rulebook rules, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.rules = rules;
        this.clock = clock;
    }

    /// @param position where it would stand; null for the end
    /// @param instead  the position of the rule that it replaces; null for none
    @Transactional(readOnly = true)
    public Touched of(Actor by, String clientKey, Rule rule, @Nullable Integer position, @Nullable Integer instead) {
        var client = directory.client(by, clientKey);
        var others = new ArrayList<>(rules.of(client.id()));
        if (instead != null && instead <= others.size()) others.remove(instead - 1);
        var earlier = others.subList(0, position == null ? others.size() : Math.clamp(position - 1L, 0, others.size()));
        var labels = rule.label() != null || earlier.stream().anyMatch(each -> each.label() != null);
        var found = new Finding(rule, earlier);
        sql.sql("""
                select id, source_id, thing, check_name, state, severity, trouble_id is not null as work, held, %s as labels
                  from signals.condition
                 where client_id = :client and changed_at > :since %s
                 order by changed_at desc, id desc limit %d
                """.formatted(labels ? "labels::text" : "'{}'", rule.source() == null ? "" : "and source_id = " + rule.source(), MOST + 1))
            .param("client", client.id()).param("since", SqlTime.of(clock.instant().minus(Duration.ofDays(DAYS))))
            .query(row -> {
                found.look(row.getLong("source_id"), labels ? JSON.readValue(row.getString("labels"), LABELS) : Map.of(), new Named(row.getLong("id"), row.getString("thing"), row.getString("check_name"),
                        State.valueOf(row.getString("state")), Severity.valueOf(row.getString("severity")), row.getBoolean("work"), row.getString("held")));
            });
        return found.touched();
    }

    private static final class Finding {
        private final Rule rule;
        private final List<Rule> earlier;
        private final List<Named> first = new ArrayList<>();
        private int looked, touched, work, before;

        Finding(Rule rule, List<Rule> earlier) {
            this.rule = rule;
            this.earlier = earlier;
        }

        void look(long source, Map<String, String> labels, Named each) {
            if (looked++ == MOST || !matches(rule, source, labels, each)) return;
            if (earlier.stream().anyMatch(other -> matches(other, source, labels, each))) {
                before++;
                return;
            }
            touched++;
            if (each.work) work++;
            if (first.size() < NAMED) first.add(each);
        }

        private static boolean matches(Rule rule, long source, Map<String, String> labels, Named each) {
            return rule.matches(source, each.thing, each.check, each.severity, labels);
        }

        Touched touched() {
            return new Touched(Math.min(looked, MOST), looked <= MOST, touched, work, before, List.copyOf(first));
        }
    }
}
