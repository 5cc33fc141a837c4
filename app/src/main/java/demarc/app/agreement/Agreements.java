package demarc.app.agreement;

import demarc.app.platform.NotFound;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Place;
import demarc.core.agreement.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// What is in force, for the other modules. Whoever cannot see the client gets nothing.
///
/// Compiled versions never change, so they are kept. The list of a client's terms is kept for [#REMEMBERED]: a version signed before its
/// date is known on every node long before it matters, and only one signed late can be missed by *another* node, for that long. A query
/// for each ticket would cost more than that is worth.
@Component
public class Agreements {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_CLIENTS = 10_000;
    private static final int MOST_COMPILED = 256;

    private record Term(long versionId, int number, Instant from) {}

    private record Known(List<Term> terms, long until) {}

    private record Key(int clientId, long versionId) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Map<Integer, Known> known = new ConcurrentHashMap<>();
    private final Map<Key, InForce> compiled = new LinkedHashMap<>(64, 0.75f, true) {
        @Override protected boolean removeEldestEntry(Map.Entry<Key, InForce> eldest) {
            return size() > MOST_COMPILED;
        }
    };

    Agreements(JdbcClient sql, TransactionTemplate transaction) {
        this.sql = sql;
        this.transaction = transaction;
    }

    /// The version in force at that instant.
    public Optional<Signed> inForce(int clientId, Instant at) {
        for (var term : terms(clientId)) if (!term.from.isAfter(at)) return Optional.of(signed(clientId, term));
        return Optional.empty();
    }

    /// The version that comes into force next after that instant.
    public Optional<Signed> next(int clientId, Instant at) {
        return terms(clientId).reversed().stream().filter(term -> term.from.isAfter(at)).findFirst().map(term -> signed(clientId, term));
    }

    /// The version of that number, once every party has signed it.
    public Optional<Signed> version(int clientId, int number) {
        return terms(clientId).stream().filter(term -> term.number == number).findFirst().map(term -> signed(clientId, term));
    }

    /// What any version says, signed or not.
    public InForce meaning(Version version) {
        if (!visible(version.clientId())) throw new NotFound("version", version.number());
        return compiled(version.clientId(), version.id(), version.number());
    }

    /// Where a place in a version is shown, line and all: what "why here" links to.
    public static String addressOf(Place place, String clientKey, int number) {
        return Templates.isTemplate(place.file())
                ? "/templates/%s#L%d".formatted(place.file().substring("template:".length()), place.line())
                : "/agreements/%s/text?version=%d#L%d".formatted(clientKey, number, place.line());
    }

    /// The file name under which a version's places and findings are shown.
    static String fileOf(int number) {
        return "version-" + number + ".yaml";
    }

    /// After a signature, once it is committed: this node knows at once.
    void forget(int clientId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override public void afterCommit() {
                known.remove(clientId);
            }
        });
    }

    private Signed signed(int clientId, Term term) {
        return new Signed(term.versionId, term.number, compiled(clientId, term.versionId, term.number), term.from);
    }

    private InForce compiled(int clientId, long versionId, int number) {
        var key = new Key(clientId, versionId);
        synchronized (compiled) {
            var inForce = compiled.get(key);
            if (inForce != null) return inForce;
        }
        var inForce = compile(number, text(key));
        synchronized (compiled) {
            compiled.put(key, inForce);
        }
        return inForce;
    }

    // Signed is signed: a checker that has learned more since must not put an agreement out of force.
    private static InForce compile(int number, String text) {
        var compilation = Compilation.of(fileOf(number), text);
        var agreement = compilation.agreement();
        return agreement == null ? compilation.inForce() : InForce.of(agreement);
    }

    /// Latest first; of two that start together the higher number holds.
    private List<Term> terms(int clientId) {
        if (!visible(clientId)) return List.of();
        var remembered = known.get(clientId);
        if (remembered != null && remembered.until - System.nanoTime() > 0) return remembered.terms;
        var terms = read(() -> sql.sql("""
                select version_id, number, starts_at
                  from agreement.term
                 where client_id = ?
                 order by starts_at desc, number desc
                """)
            .param(clientId)
            .query((row, _) -> new Term(row.getLong(1), row.getInt(2), SqlTime.get(row, 3))).list());
        if (known.size() >= MOST_CLIENTS) known.clear();
        known.put(clientId, new Known(terms, System.nanoTime() + REMEMBERED.toNanos()));
        return terms;
    }

    private String text(Key key) {
        return read(() -> sql.sql("select text from agreement.version where client_id = ? and id = ?")
            .param(key.clientId).param(key.versionId).query(String.class).single());
    }

    private <T> T read(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }

    private static boolean visible(int clientId) {
        return switch (Tenancy.current()) {
            case Tenancy.Of(var actor) -> actor.sees(clientId);
            case Tenancy.System _ -> true;
            case Tenancy.Nobody _ -> false;
        };
    }
}
