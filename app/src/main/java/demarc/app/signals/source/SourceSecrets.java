package demarc.app.signals.source;

import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Refused;
import demarc.app.platform.Secrets;
import demarc.app.signals.Source;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a source must be able to say to a tool, kept sealed and never shown again.
@Component
public class SourceSecrets {
    private static final int MOST = 1000;

    private final JdbcClient sql;
    private final Secrets secrets;
    private final Audit audit;

    SourceSecrets(JdbcClient sql, Secrets secrets, Audit audit) {
        this.sql = sql;
        this.secrets = secrets;
        this.audit = audit;
    }

    @Transactional
    public void keep(Actor by, Source source, String secret) {
        if (!by.worksTickets() || by.isReadOnly()) throw new Forbidden("Sources are kept by those who work tickets. Ask one of them.");
        if (secret.isBlank() || secret.length() > MOST || secret.indexOf('\0') >= 0) throw new Refused("secret", "The secret must have 1 to %d characters.".formatted(MOST));
        sql.sql("""
                insert into signals.secret (client_id, source_id, sealed) values (:client, :source, :sealed)
                on conflict (client_id, source_id) do update set sealed = excluded.sealed
                """)
            .param("client", source.client()).param("source", source.id()).param("sealed", secrets.seal(secret, context(source))).update();
        audit.record(by, source.client(), "changed the secret of", "source " + source.name(), "");
    }

    @Transactional(readOnly = true)
    public boolean isKept(Source source) {
        return sealed(source).isPresent();
    }

    /// In clear, for the one who speaks to the tool.
    @Transactional(readOnly = true)
    public Optional<String> open(Source source) {
        return sealed(source).map(sealed -> secrets.open(sealed, context(source)));
    }

    private Optional<String> sealed(Source source) {
        return sql.sql("select sealed from signals.secret where client_id = :client and source_id = :source").param("client", source.client()).param("source", source.id())
            .query(String.class).optional();
    }

    private static String context(Source source) {
        return "source %d/%d".formatted(source.client(), source.id());
    }
}
