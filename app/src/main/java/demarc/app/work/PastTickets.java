package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Live;
import demarc.app.platform.Tenancy;
import demarc.core.agreement.Reading;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Tickets of another desk, brought in as closed history: they have a timeline, can be found and read, are under no agreement, and are nobody's work.
///
/// Many come at once, so a batch is one statement and one transaction, and a ticket that is there already costs no number.
@Component
public class PastTickets {

    /// @param id    its number at the other desk
    /// @param facts from the opening and the first assignment to [Fact.Imported]
    /// @param words more to find it by
    public record Past(String id, List<Recorded> facts, String words) {}

    /// @param alreadyThere of those handed over, how many an earlier import had brought
    public record Stored(int imported, int alreadyThere) {}

    private record FactRow(String ext, int seq, String at, String kind, Fact data) {}

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String STORE = """
            with given as materialized (
                select * from jsonb_to_recordset(:tickets::jsonb) as g (
                    ext text, words text, version int, kind text, subject text, activity text, priority smallint, site text, requester int, team int,
                    party int, status text, "openedAt" timestamptz, "heldSince" timestamptz, "respondedAt" timestamptz, "resolvedAt" timestamptz)
            ), fresh as (
                insert into work.imported (client_id, source, external_id, ticket_id, imported_by, imported_at)
                select :client, :source, g.ext, nextval('work.ticket_number'), :by, :now::timestamptz
                  from (select ext from given g
                         where not exists (select from work.imported i where i.client_id = :client and i.source = :source and i.external_id = g.ext)
                         order by ext) g
                    on conflict (client_id, source, external_id) do nothing
                returning external_id, ticket_id
            ), tickets as (
                insert into work.ticket (client_id, id, version, kind, subject, activity, priority, site, requester_id, team_id, party_id, status, opened_at,
                                         held_since, responded_at, resolved_at)
                select :client, f.ticket_id, g.version, g.kind, g.subject, g.activity, g.priority, g.site, g.requester, g.team, g.party, g.status, g."openedAt",
                       g."heldSince", g."respondedAt", g."resolvedAt"
                  from fresh f join given g on g.ext = f.external_id
            ), facts as (
                insert into work.fact (client_id, ticket_id, seq, at, kind, actor_id, data)
                select :client, f.ticket_id, e.seq, e.at, e.kind, case e.kind when 'Imported' then :by end, jsonb_strip_nulls(e.data)
                  from fresh f join jsonb_to_recordset(:facts::jsonb) as e (ext text, seq int, at timestamptz, kind text, data jsonb) on e.ext = f.external_id
            ), words as (
                insert into work.search (client_id, ticket_id, words)
                select :client, f.ticket_id, work.lexemes(:client, f.ticket_id, :code || '-' || f.ticket_id || ' ' || g.ext || ' ' || g.subject || ' ' || g.words)
                  from fresh f join given g on g.ext = f.external_id
            )
            select count(*) from fresh
            """;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    PastTickets(JdbcClient sql, TransactionTemplate transaction, Audit audit, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /// Whoever calls has checked that the actor may.
    public Stored store(Actor by, Client client, String source, List<Past> tickets) {
        var once = new HashMap<String, Past>();
        for (var ticket : tickets) once.putIfAbsent(ticket.id(), ticket);
        if (once.isEmpty()) return new Stored(0, 0);
        var rows = once.values().stream().map(past -> row(client, past)).toList();
        var facts = once.values().stream().flatMap(past -> past.facts().stream().map(each ->
                new FactRow(past.id(), each.seq(), each.at().toString(), FactJson.kind(each.fact()), each.fact()))).toList();
        var imported = Tenancy.as(by, () -> Objects.requireNonNull(transaction.execute(_ -> {
            var many = sql.sql(STORE)
                .param("tickets", JSON.writeValueAsString(rows)).param("facts", JSON.writeValueAsString(facts))
                .param("client", client.id()).param("source", source).param("by", by.personId()).param("code", client.code())
                .param("now", clock.instant().toString())
                .query(Integer.class).single();
            if (many > 0) {
                audit.record(by, client.id(), "imported", "%d tickets of %s".formatted(many, source), "in a batch of %d".formatted(once.size()));
                live.changed(client.id(), "tickets");
            }
            return many;
        })));
        return new Stored(imported, once.size() - imported);
    }

    private static Map<String, Object> row(Client client, Past past) {
        var course = Course.of(past.facts());
        var row = new HashMap<String, Object>();
        TicketRow.parameters(client.id(), course, new Reading(null, null, List.of())).forEach((column, value) -> {
            var plain = value instanceof SqlParameterValue typed ? typed.getValue() : value;
            if (plain != null) row.put(column, plain);
        });
        row.put("ext", past.id());
        row.put("words", past.words());
        row.put("version", past.facts().size());
        return row;
    }
}
