package demarc.app.signals.triage;

import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The rules of each client, in their order.
@Component
class Rulebook {
    private final JdbcClient sql;

    Rulebook(JdbcClient sql) {
        this.sql = sql;
    }

    List<Rule> of(int client) {
        return sql.sql("select source_id, thing, check_name, label, severity, concern, becomes, hold, together from signals.rule where client_id = ? order by position")
            .param(client)
            .query((row, _) -> new Rule(row.getObject("source_id", Long.class), row.getString("thing"), row.getString("check_name"), row.getString("label"),
                    named(row.getString("severity"), Severity::valueOf), named(row.getString("concern"), Concern::valueOf), named(row.getString("becomes"), Severity::valueOf),
                    row.getString("hold"), row.getString("together")))
            .list();
    }

    private static <T> @Nullable T named(@Nullable String name, Function<String, T> value) {
        return name == null ? null : value.apply(name);
    }
}
