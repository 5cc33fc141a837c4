package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The draft of each client.
@Component
public class Drafts {

    /// An agreement is read by people; a megabyte of it is not.
    public static final int LONGEST = 512 * 1024;

    private final JdbcClient sql;
    private final Directory directory;
    private final Authority authority;
    private final Audit audit;
    private final Clock clock;

    Drafts(JdbcClient sql, Directory directory, Authority authority, Audit audit, Clock clock) {
        this.sql = sql;
        this.directory = directory;
        this.authority = authority;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(int clientId) {
        return sql.sql("select client_id, text, based_on, version, updated_by, updated_at from agreement.draft where client_id = ?").param(clientId)
            .query((row, _) -> new Draft(row.getInt(1), row.getString(2), row.getObject(3, Integer.class), row.getInt(4), row.getInt(5),
                    SqlTime.get(row, 6)))
            .optional();
    }

    /// Ids of the visible clients that have one.
    @Transactional(readOnly = true)
    public Set<Integer> clients() {
        return Set.copyOf(sql.sql("select client_id from agreement.draft").query(Integer.class).list());
    }

    @Transactional(readOnly = true)
    public Draft get(int clientId) {
        return find(clientId).orElseThrow(() -> new NotFound("draft", clientId));
    }

    /// A draft may hold any text: half a sentence is worth keeping.
    ///
    /// @param seen the version the writer read; 0 when there was no draft
    /// @throws Overtaken when somebody else saved since
    @Transactional
    public Draft save(Actor actor, Client client, String text, @Nullable Integer basedOn, int seen) {
        authority.mustDraft(actor, client);
        if (text.length() > LONGEST)
            throw new Refused("text", "The text has %,d characters; a draft holds %,d. Use 'extends:' and write only the differences.".formatted(text.length(), LONGEST));
        if (text.indexOf('\0') >= 0) throw new Refused("text", "The text holds a NUL character, so it is not plain text. Save it as UTF-8.");
        var saved = sql.sql("""
                insert into agreement.draft as d (client_id, text, based_on, version, updated_by, updated_at)
                select :client, :text, :based::int, :seen + 1, :person, :now
                 where :seen = 0 or exists (select from agreement.draft where client_id = :client)
                on conflict (client_id) do update
                   set text = excluded.text, based_on = coalesce(excluded.based_on, d.based_on), version = d.version + 1,
                       updated_by = excluded.updated_by, updated_at = excluded.updated_at
                 where d.version = :seen
                """)
            .param("client", client.id()).param("text", normalised(text)).param("based", basedOn).param("seen", seen)
            .param("person", actor.personId()).param("now", SqlTime.of(clock.instant())).update();
        if (saved == 0) throw find(client.id()).<RuntimeException>map(this::overtaken)
                .orElseGet(() -> new Refused("This draft was discarded while you were writing. Reload the page and start again."));
        audit.record(actor, client.id(), "saved", "draft of " + client.key(), "version " + (seen + 1));
        return get(client.id());
    }

    @Transactional
    public void discard(Actor actor, Client client, int seen) {
        authority.mustDraft(actor, client);
        var gone = sql.sql("delete from agreement.draft where client_id = ? and version = ?").param(client.id()).param(seen).update();
        if (gone == 0) throw find(client.id()).<RuntimeException>map(this::overtaken).orElseGet(() -> new NotFound("draft", client.key()));
        audit.record(actor, client.id(), "discarded", "draft of " + client.key(), "version " + seen);
    }

    Overtaken overtaken(Draft theirs) {
        return new Overtaken(theirs, directory.findPerson(theirs.updatedBy()).map(person -> person.name()).orElse("Somebody"));
    }

    // A browser sends CRLF; the hash must not depend on who typed it.
    private static String normalised(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }
}
