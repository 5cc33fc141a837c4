package demarc.app.agreement;

import demarc.app.agreement.Version.Signature;
import demarc.app.agreement.Version.Withdrawal;
import demarc.app.platform.NotFound;
import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The versions of each client the actor sees, whatever became of them.
@Component
@Transactional(readOnly = true)
public class Versions {

    private static final String SELECT = """
            select v.client_id, v.id, v.number, v.hash, v.effective, v.effective_at, v.parties, v.note, v.created_by, v.created_at,
                   w.person_id as withdrawn_by, w.at as withdrawn_at, w.reason, t.starts_at
              from agreement.version v
              left join agreement.withdrawal w on w.client_id = v.client_id and w.version_id = v.id
              left join agreement.term t on t.client_id = v.client_id and t.version_id = v.id
            """;

    private record Of(long versionId, Signature signature) {}

    private final JdbcClient sql;

    Versions(JdbcClient sql) {
        this.sql = sql;
    }

    /// Newest first.
    public List<Version> of(int clientId) {
        var signatures = signatures("where client_id = ?", clientId);
        return sql.sql(SELECT + "where v.client_id = ? order by v.number desc").param(clientId).query((row, _) -> version(row, signatures)).list();
    }

    public Optional<Version> find(int clientId, int number) {
        return of(clientId).stream().filter(version -> version.number() == number).findFirst();
    }

    public Version get(int clientId, int number) {
        return find(clientId, number).orElseThrow(() -> new NotFound("version", number));
    }

    /// Neither signed by all nor withdrawn, of every client the actor sees.
    public List<Version> open() {
        var signatures = signatures("where not exists (select from agreement.term t where t.client_id = s.client_id and t.version_id = s.version_id)");
        return sql.sql(SELECT + "where w.client_id is null and t.client_id is null order by v.client_id, v.number desc")
            .query((row, _) -> version(row, signatures)).list();
    }

    public String text(int clientId, int number) {
        return sql.sql("select text from agreement.version where client_id = ? and number = ?").param(clientId).param(number)
            .query(String.class).optional().orElseThrow(() -> new NotFound("version", number));
    }

    private Map<Long, List<Signature>> signatures(String where, Object... parameters) {
        return sql.sql("select version_id, party_id, person_id, hash, at, statement from agreement.signature s " + where + " order by at").params(parameters)
            .query((row, _) -> new Of(row.getLong(1), new Signature(row.getInt(2), row.getInt(3), row.getString(4), SqlTime.get(row, "at"), row.getString(6))))
            .stream().collect(Collectors.groupingBy(Of::versionId, Collectors.mapping(Of::signature, Collectors.toList())));
    }

    private static Version version(ResultSet row, Map<Long, List<Signature>> signatures) throws SQLException {
        var id = row.getLong("id");
        var withdrawn = SqlTime.find(row, "withdrawn_at");
        return new Version(
                row.getInt("client_id"), id, row.getInt("number"), row.getString("hash"), row.getObject("effective", LocalDate.class),
                SqlTime.get(row, "effective_at"), Arrays.asList((Integer[]) row.getArray("parties").getArray()), row.getString("note"),
                row.getInt("created_by"), SqlTime.get(row, "created_at"), signatures.getOrDefault(id, List.of()),
                withdrawn == null ? null : new Withdrawal(row.getInt("withdrawn_by"), withdrawn, row.getString("reason")),
                SqlTime.find(row, "starts_at"));
    }
}
