package demarc.app.estate.exposure;

import demarc.app.agreement.Occasion;
import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What CISA lists of products whose versions nobody knows to be affected or not: somebody has to look. One piece of work for each client and product,
/// whatever number of flaws and assets; it is over when it is answered for every ring that has the product.
@Component
public class ProductChecks {
    static final int MOST = 200;
    private static final Duration FRESH = Duration.ofDays(14);

    public enum Answer {
        NOT_AFFECTED("not affected"), MENDED("mended"), SET_ASIDE("set aside");

        private final String label;

        Answer(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// What is open of a product in a ring.
    ///
    /// @param latest the one that was listed last
    public record Open(int client, String product, int ring, int assets, int flaws, LocalDate newest, String latest, @Nullable String ref) {}

    /// @param ring   null: everywhere
    /// @param person id; null: whoever did its ticket
    public record Answered(int client, String product, @Nullable Integer ring, Answer answer, String reason, @Nullable Integer person, Instant at) {}

    /// @param ring null: everywhere
    public record Wanted(@Nullable String product, @Nullable Integer ring, @Nullable String answer, @Nullable String reason) {}

    private record Check(long id, String product, int flaws) {}

    private static final String OPEN = """
            select c.client_id as client, c.product, c.ring, c.assets, f.flaws, f.newest, f.latest,
                   (select k.ref from estate.product_check k where k.client_id = c.client_id and k.product = c.product and k.over_at is null) as ref
              from (select p.client_id, p.product, coalesce(a.ring, case when a.tier = 1 then 2 else 1 end)::int as ring, count(*)::int as assets
                      from estate.listed_product p join estate.asset a on a.client_id = p.client_id and a.id = p.asset_id
                     where p.client_id = any (:clients) group by 1, 2, 3) c,
                   lateral (select max(n.at) as at from estate.product_answer n where n.client_id = c.client_id and n.product = c.product and (n.ring is null or n.ring = c.ring)) said,
                   lateral (select count(*)::int as flaws, max(l.listed_on) as newest, (array_agg(l.vulnerability order by l.listed_on desc, l.vulnerability desc))[1] as latest
                              from estate.listed_flaw l where l.product = c.product and (said.at is null or l.heard_at > said.at)) f
             where f.flaws > 0
             order by f.newest desc, c.client_id, c.product, c.ring limit 200
            """;

    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Audit audit;
    private final Clock clock;

    ProductChecks(JdbcClient sql, ApplicationEventPublisher events, Audit audit, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /// What nobody has answered yet, the newest first; the first two hundred.
    @Transactional(readOnly = true)
    public List<Open> open(Collection<Integer> clients) {
        return sql.sql(OPEN).param("clients", clients.toArray(Integer[]::new)).query(Open.class).list();
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public List<Answered> answers(Collection<Integer> clients, int most) {
        return sql.sql("select client_id as client, product, ring, answer, reason, person, at from estate.product_answer where client_id = any (:clients) order by at desc, id desc limit :most")
            .param("clients", clients.toArray(Integer[]::new)).param("most", most).query(Answered.class).list();
    }

    @Transactional
    public void answer(Actor by, Client client, Wanted wanted) {
        if (by.isReadOnly() || !by.seesAgreements()) throw new Forbidden("This is answered by those who look after the client's IT.");
        var product = wanted.product == null ? "" : wanted.product.strip();
        var open = open(List.of(client.id())).stream().filter(each -> each.product.equals(product) && (wanted.ring == null || each.ring == wanted.ring)).toList();
        if (open.isEmpty())
            throw new Refused("product", "Nothing is open of '%s' at %s%s.".formatted(Osv.clip(product, 100), client.name(), wanted.ring == null ? "" : " in ring " + wanted.ring));
        var answer = switch (wanted.answer == null ? "" : wanted.answer.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_')) {
            case "not_affected" -> Answer.NOT_AFFECTED;
            case "mended" -> Answer.MENDED;
            default -> throw new Refused("answer", "The answer is not-affected or mended.");
        };
        if (wanted.reason == null || wanted.reason.isBlank()) throw new Refused("reason", "Say how you know: which version is installed everywhere, and what showed it.");
        var reason = wanted.reason.strip();
        if (reason.length() > 2000) throw new Refused("reason", "This has %d characters; 2000 is the most.".formatted(reason.length()));
        write(client.id(), product, wanted.ring, answer, reason, by.personId());
        audit.record(by, client.id(), "answered", "listed product " + product, "%s%s: %s".formatted(answer.label, wanted.ring == null ? "" : " in ring " + wanted.ring, reason));
        plan(client.id());
    }

    /// After some of a client's assets were looked at, or something was answered.
    void plan(int client) {
        var now = now();
        var open = open(List.of(client)).stream().collect(Collectors.groupingBy(Open::product, LinkedHashMap::new, Collectors.toList()));
        var checks = new HashMap<String, Check>();
        for (var check : sql.sql("select id, product, flaws from estate.product_check where client_id = :client and over_at is null").param("client", client).query(Check.class).list()) checks.put(check.product, check);
        open.forEach((product, rings) -> {
            var check = checks.remove(product);
            var flaws = rings.stream().mapToInt(Open::flaws).max().orElse(0);
            if (check == null) begin(client, product, rings, flaws, now);
            else if (flaws > check.flaws) {
                sql.sql("update estate.product_check set flaws = :flaws where client_id = :client and id = :id").param("flaws", flaws).param("client", client).param("id", check.id).update();
                events.publishEvent(new Occasion.Again(client, origin(check.id), "CISA lists %d more, %s the last.".formatted(flaws - check.flaws, rings.getFirst().latest), priority(rings, now)));
            }
        });
        for (var check : checks.values()) over(client, check, "Nothing of it is open any more: it was answered for every ring that has it, or nothing has it.", now);
    }

    private void begin(int client, String product, List<Open> rings, int flaws, Instant now) {
        var id = sql.sql("insert into estate.product_check (client_id, product, flaws, opened_at) values (:client, :product, :flaws, :now) returning id")
            .param("client", client).param("product", product).param("flaws", flaws).param("now", SqlTime.of(now)).query(Long.class).single();
        var counted = rings.stream().map(each -> "ring %d, %s: %s".formatted(each.ring, Patch.ringName(each.ring), each.assets == 1 ? "1 asset" : each.assets + " assets")).collect(Collectors.joining("\n- ", "- ", ""));
        events.publishEvent(new Occasion(client, origin(id), Occasion.Kind.REQUEST, "Check %s: CISA lists %s".formatted(product, flaws == 1 ? "an exploited flaw in it" : flaws + " exploited flaws in it"), """
                CISA's list of exploited vulnerabilities names %s. It names no versions, and no advisory here says which versions are affected: whether the installed ones are, somebody has to look.

                %s

                Newest: %s, listed on %s. All of them, and where to answer: /estate/exposure/listed

                Bring what is behind up to date, then answer there for each ring or for all: mended, or not affected and why. What is listed later comes as the next one.
                """.formatted(product, counted, rings.getFirst().latest, rings.getFirst().newest),
                List.of("SEC-07", ListedProducts.activity(product), "PAT-03"), priority(rings, now), null, null));
    }

    private void over(int client, Check check, String how, Instant now) {
        sql.sql("update estate.product_check set over_at = :now where client_id = :client and id = :id").param("now", SqlTime.of(now)).param("client", client).param("id", check.id).update();
        events.publishEvent(new Occasion.Over(client, origin(check.id), how));
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        var id = id(ticketed.origin());
        if (id != null) sql.sql("update estate.product_check set ref = :ref where client_id = :client and id = :id").param("ref", ticketed.ref()).param("client", ticketed.client()).param("id", id).update();
    }

    /// Whoever closes the ticket has answered.
    @EventListener
    void on(Occasion.Ended ended) {
        var id = id(ended.origin());
        if (id == null) return;
        var product = sql.sql("update estate.product_check set over_at = :now where client_id = :client and id = :id and over_at is null returning product")
            .param("now", SqlTime.of(now())).param("client", ended.client()).param("id", id).query(String.class).optional();
        product.ifPresent(of -> write(ended.client(), of, null, ended.done() ? Answer.MENDED : Answer.SET_ASIDE, "%s was %s.".formatted(ended.ref(), ended.done() ? "resolved" : "given up"), ended.person()));
    }

    private void write(int client, String product, @Nullable Integer ring, Answer answer, String reason, @Nullable Integer person) {
        sql.sql("insert into estate.product_answer (client_id, product, ring, answer, reason, person, at) values (:client, :product, :ring, :answer, :reason, :person, :now)")
            .param("client", client).param("product", product).param("ring", ring).param("answer", answer.name()).param("reason", reason).param("person", person).param("now", SqlTime.of(now())).update();
    }

    private static Priority priority(List<Open> rings, Instant now) {
        var fresh = LocalDate.ofInstant(now.minus(FRESH), ZoneOffset.UTC);
        return rings.stream().anyMatch(each -> each.newest.isAfter(fresh)) ? Priority.P3 : Priority.P4;
    }

    private static String origin(long id) {
        return "estate/product/" + id;
    }

    private static @Nullable Long id(String origin) {
        return origin.startsWith("estate/product/") ? Long.valueOf(origin.substring("estate/product/".length())) : null;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
