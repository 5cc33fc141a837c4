package demarc.app.signals;

import demarc.app.estate.Asset;
import demarc.app.estate.AssetPanel;
import demarc.app.platform.Actor;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is said of a thing, on its page: what is wrong first, then what changed last.
@Component
class AssetConditions implements AssetPanel {
    private static final int SHOWN = 10;

    private record Line(long id, String checkName, String state, String severity, String summary) {}

    private final JdbcClient sql;

    AssetConditions(JdbcClient sql) {
        this.sql = sql;
    }

    @Override public String title() {
        return "What is watched";
    }

    @Override public int order() {
        return 5;
    }

    @Override public String otherwise() {
        return "Nothing watches it: no check, heartbeat or tool has said anything of it.";
    }

    @Override public List<Row> rows(Actor by, Asset asset) {
        return sql.sql("""
                select id, check_name, state, severity, summary
                  from (select id, check_name, state, severity, summary, changed_at from signals.condition where client_id = :client and asset_id = :asset
                        union
                        select id, check_name, state, severity, summary, changed_at from signals.condition where client_id = :client and thing_key = lower(:name)) c
                 order by state = 'CLEARED', changed_at desc limit :most
                """)
            .param("client", asset.client()).param("asset", asset.id()).param("name", asset.name()).param("most", SHOWN)
            .query(Line.class).stream().map(AssetConditions::row).toList();
    }

    private static Row row(Line line) {
        var well = line.state.equals("CLEARED");
        return new Row(line.checkName, "%s: %s".formatted(well ? "well" : line.state.toLowerCase(Locale.ROOT), line.summary), "/signals/conditions/" + line.id,
                well ? Tone.GOOD : Severity.valueOf(line.severity).compareTo(Severity.HIGH) <= 0 ? Tone.BAD : Tone.WARN);
    }
}
