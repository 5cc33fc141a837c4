package demarc.app.decide;

import demarc.app.agreement.Authority;
import demarc.app.decide.Decision.Owner;
import demarc.app.decide.questionnaire.AnswersFile;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Attempts;
import demarc.app.platform.Audit;
import demarc.app.platform.Due;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/// Keeps decisions. A decision without a client is opened by its link alone; [#within] declares the link to the database, whose row-level
/// security then shows that one row and what hangs on it.
@Component
public class Decisions {

    private static final Duration KEPT = Duration.ofDays(365);
    /// An address nobody answered at is not worth a year.
    private static final Duration KEPT_EMPTY = Duration.ofDays(2);
    private static final String TOKEN = "[A-Za-z0-9_-]{22}";
    private static final String OWNED = "c\\.\\d{1,18}";

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Authority authority;
    private final Audit audit;
    private final Clock clock;
    private final Due due;
    private final SecureRandom random = new SecureRandom();
    private final Attempts begun;
    private final Attempts wrong;

    Decisions(JdbcClient sql, TransactionTemplate transaction, Directory directory, Authority authority, Audit audit, Clock clock, Due due) {
        this.directory = directory;
        this.authority = authority;
        this.audit = audit;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
        this.due = due;
        begun = new Attempts(clock, 60, Duration.ofHours(1));
        wrong = new Attempts(clock, 100, Duration.ofMinutes(10));
    }

    /// A new one, with a link nobody can guess.
    ///
    /// @param from the network address that asks
    public Decision begin(String from, Written written) {
        refuseTooFast(begun, from, "Many decisions have been begun from your network.");
        begun.failed(from);
        var secret = new byte[16];
        random.nextBytes(secret);
        var link = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var now = clock.instant();
        return transaction.execute(_ -> {
            declare(link);
            sql.sql("insert into decide.decision (link, written, created_at, changed_at, expires_at) values (:link, :written, :now, :now, :expires)")
                    .param("link", hash(link)).param("written", AnswersFile.write(written)).param("now", SqlTime.of(now)).param("expires", SqlTime.of(now.plus(KEPT_EMPTY))).update();
            return get(link);
        });
    }

    /// Does something with a decision, in a transaction that sees it and what hangs on it.
    ///
    /// @param from the network address that asks
    /// @throws NotFound when the link is not one, or belongs to a client the actor does not see
    public <T> T within(String link, String from, Function<Decision, T> work) {
        refuseTooFast(wrong, from, "Too many wrong links came from your network.");
        try {
            return within(link, work);
        } catch (NotFound missing) {
            if (link.matches(TOKEN)) wrong.failed(from);
            throw missing;
        }
    }

    /// The same for work that was begun with the link before.
    public <T> T within(String link, Function<Decision, T> work) {
        return transaction.execute(_ -> {
            declare(link);
            return work.apply(get(link));
        });
    }

    public Decision find(String link, String from) {
        return within(link, from, decision -> decision);
    }

    /// The same as [#within], for whoever may change the decision.
    ///
    /// @throws Forbidden for those who only read their client's decisions
    public <T> T changing(String link, String from, Function<Decision, T> work) {
        return within(link, from, decision -> {
            if (!mayChange(decision)) throw new Forbidden("This decision is a client's. A service manager, an IT manager or an executive can change it.");
            return work.apply(decision);
        });
    }

    /// Whoever holds the link, or, once it belongs to a client, whoever may write that client's agreement.
    public boolean mayChange(Decision decision) {
        var owner = decision.client();
        return owner == null || directory.findClient(owner.id()).filter(this::mayKeepWith).isPresent();
    }

    public Decision save(String link, String from, Written written) {
        var now = clock.instant();
        return changing(link, from, decision -> {
            sql.sql("update decide.decision set written = :written, changed_at = :now, expires_at = :expires where id = :id")
                    .param("written", AnswersFile.write(written)).param("now", SqlTime.of(now)).param("expires", SqlTime.of(now.plus(KEPT))).param("id", decision.id()).update();
            return get(link);
        });
    }

    public void delete(String link, String from) {
        changing(link, from, decision -> {
            if (decision.client() instanceof Owner owner) audit.record(Tenancy.actor().orElse(null), owner.id(), "deleted", "decision " + decision.id(), decision.name());
            return sql.sql("delete from decide.decision where id = :id").param("id", decision.id()).update();
        });
    }

    /// May whoever asks keep decisions with this client?
    public boolean mayKeepWith(Client client) {
        return Tenancy.actor().filter(actor -> authority.mayDraft(actor, client)).isPresent();
    }

    /// Gives it to a client the actor sees. From then on its link is gone and those who see the client see it.
    public Decision give(String link, String from, Actor actor, Client client) {
        if (!authority.mayRead(actor, client.id())) throw new NotFound("client", client.key());
        if (!authority.mayDraft(actor, client)) throw new Forbidden("A service manager, an IT manager or an executive can keep a decision with a client.");
        return within(link, from, decision -> {
            if (!decision.isAnonymous()) return decision;
            sql.sql("insert into decide.client_decision (client_id, decision_id) values (:client, :id)").param("client", client.id()).param("id", decision.id()).update();
            sql.sql("update decide.decision set link = null where id = :id").param("id", decision.id()).update();
            audit.record(actor, client.id(), "kept", "decision " + decision.id(), decision.name());
            return get("c." + decision.id());
        });
    }

    /// Those of the clients the actor sees, the newest first.
    public List<Decision> ofClients() {
        return transaction.execute(_ -> sql.sql(SELECT + " where c.client_id is not null order by d.changed_at desc limit 100").query((row, _) -> decision(row, "c." + row.getLong("id"))).list());
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    void forgetExpired() {
        due.drain("expired decisions", () -> sql.sql("""
                delete from decide.decision where id in (select id from decide.decision where expires_at < :now order by expires_at limit 200 for update skip locked)
                """).param("now", SqlTime.of(clock.instant())).update());
    }

    // --- rows

    private static final String SELECT = """
            select d.id, d.written, d.changed_at, d.expires_at, c.client_id, p.key, p.name
              from decide.decision d
              left join decide.client_decision c on c.decision_id = d.id
              left join directory.party p on p.id = c.client_id
            """;

    private Decision get(String link) {
        if (link.matches(OWNED))
            return sql.sql(SELECT + " where d.id = :id and c.client_id is not null").param("id", Long.parseLong(link.substring(2))).query((row, _) -> decision(row, link)).optional()
                    .orElseThrow(() -> new NotFound("decision", link));
        if (!link.matches(TOKEN)) throw new NotFound("decision", link);
        return sql.sql(SELECT + " where d.link = :hash and d.expires_at > :now").param("hash", hash(link)).param("now", SqlTime.of(clock.instant())).query((row, _) -> decision(row, link)).optional()
                .orElseThrow(() -> new NotFound("decision", link));
    }

    private static Decision decision(ResultSet row, String link) throws SQLException {
        var client = row.getObject("client_id", Integer.class);
        return new Decision(row.getLong("id"), link, client == null ? null : new Owner(client, row.getString("key"), row.getString("name")), written(row.getString("written")),
                SqlTime.get(row, "changed_at"), SqlTime.get(row, "expires_at"));
    }

    private static Written written(String text) {
        try {
            return AnswersFile.read("decision", text);
        } catch (AnswersFile.Unreadable e) {
            throw new IllegalStateException("a decision we wrote ourselves cannot be read: " + e.getMessage(), e);
        }
    }

    private void declare(@Nullable String link) {
        sql.sql("select set_config('demarc.link', :link, true)").param("link", link != null && link.matches(TOKEN) ? hash(link) : "").query(String.class).single();
    }

    private static void refuseTooFast(Attempts attempts, String from, String what) {
        var wait = attempts.mustWait(from);
        if (wait.isPresent()) throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS, "%s Try again in %d minutes.".formatted(what, wait.get().toMinutes() + 1));
    }

    private static String hash(String link) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(link.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
