package demarc.app.directory;

import demarc.app.platform.Actors;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes the directory: validates, and refuses what two parties could not both mean. Whoever calls has checked that the
/// actor may ([demarc.app.platform.Actor] says); the demonstration and set-up call it as the product itself.
@Component
public class Registry {
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Passwords passwords;
    private final Actors actors;
    private final Clock clock;

    Registry(JdbcClient sql, TransactionTemplate transaction, Directory directory, Passwords passwords, Actors actors, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.directory = directory;
        this.passwords = passwords;
        this.actors = actors;
        this.clock = clock;
    }

    public Client addClient(String key, String name, String code, ZoneId zone, @Nullable String holidays) {
        return write(() -> {
            var id = unique("key", "The key '%s' or the ticket code '%s' is taken. Choose another.".formatted(key, code), () -> sql.sql("""
                    insert into directory.party (key, name, kind, code, time_zone, holidays)
                    values (:key, :name, 'CLIENT', :code, :zone, :holidays) returning id
                    """)
                .param("key", Names.key(key)).param("name", Names.name(name)).param("code", Names.code(code)).param("zone", zone.getId())
                .param("holidays", Names.optional(holidays)).query(Integer.class).single());
            return directory.client(id);
        });
    }

    public Party addProvider(String key, String name, ZoneId zone) {
        return write(() -> {
            var id = unique("key", "The key '%s' is taken. Choose another.".formatted(key), () -> sql.sql("""
                    insert into directory.party (key, name, kind, time_zone) values (:key, :name, 'PROVIDER', :zone) returning id
                    """)
                .param("key", Names.key(key)).param("name", Names.name(name)).param("zone", zone.getId()).query(Integer.class).single());
            return directory.party(id);
        });
    }

    public void engage(int clientId, int providerId, LocalDate from) {
        write(() -> sql.sql("""
                insert into directory.engagement (client_id, provider_id, from_date)
                select :client, :provider, :from
                 where not exists (select from directory.engagement
                                    where client_id = :client and provider_id = :provider and (to_date is null or to_date > :from))
                """)
            .param("client", clientId).param("provider", providerId).param("from", from).update());
    }

    /// @param password null for somebody who will choose it through a one-time link
    public Person addPerson(int partyId, String key, String name, String email, Role role, @Nullable String title, @Nullable String password) {
        var hash = password == null ? null : passwords.hash(Passwords.acceptable(password, name, email));
        return write(() -> {
            var party = directory.party(partyId);
            if (!role.fits(party.kind()))
                throw new Refused("role", "The role %s does not exist at a %s.".formatted(role.label(), party.kind().label().toLowerCase(Locale.ROOT)));
            var id = unique("email", "Somebody has the email '%s' already, or the key '%s' at %s.".formatted(email, key, party.name()), () -> sql.sql("""
                    insert into directory.person (party_id, key, name, email, role, title, password_hash)
                    values (:party, :key, :name, :email, :role, :title, :hash) returning id
                    """)
                .param("party", partyId).param("key", Names.key(key)).param("name", Names.name(name)).param("email", Names.email(email))
                .param("role", role.name()).param("title", Names.optional(title)).param("hash", hash).query(Integer.class).single());
            return directory.person(id);
        });
    }

    public Team addTeam(int partyId, String key, String name) {
        return write(() -> {
            unique("key", "This party has a team '%s' already.".formatted(key), () ->
                    sql.sql("insert into directory.team (party_id, key, name) values (?, ?, ?)")
                        .param(partyId).param(Names.key(key)).param(Names.name(name)).update());
            return directory.findTeam(partyId, key).orElseThrow();
        });
    }

    public void join(int teamId, int personId) {
        write(() -> {
            var team = directory.findTeam(teamId).orElseThrow();
            var person = directory.person(personId);
            if (person.partyId() != team.partyId())
                throw new Refused("person", "%s belongs to another party than the team %s.".formatted(person.name(), team.name()));
            return sql.sql("insert into directory.membership (team_id, person_id) values (?, ?) on conflict do nothing")
                .param(teamId).param(personId).update();
        });
    }

    public void leave(int teamId, int personId) {
        write(() -> sql.sql("delete from directory.membership where team_id = ? and person_id = ?").param(teamId).param(personId).update());
    }

    public Site addSite(int clientId, String key, String name, @Nullable String address) {
        return write(() -> {
            unique("key", "This client has a site '%s' already.".formatted(key), () ->
                    sql.sql("insert into directory.site (client_id, key, name, address) values (?, ?, ?, ?)")
                        .param(clientId).param(Names.key(key)).param(Names.name(name)).param(Names.optional(address)).update());
            return directory.findSite(clientId, key).orElseThrow();
        });
    }

    public void setDeputy(int personId, @Nullable Integer deputyId) {
        write(() -> {
            var person = directory.person(personId);
            if (deputyId != null && (deputyId == personId || directory.person(deputyId).partyId() != person.partyId()))
                throw new Refused("deputy", "A deputy is somebody else of the same party.");
            return sql.sql("update directory.person set deputy_id = :deputy where id = :id").param("deputy", deputyId).param("id", personId).update();
        });
    }

    /// Lets a guest see one client until a moment.
    public void admit(int personId, int clientId, String purpose, Instant until) {
        if (!until.isAfter(clock.instant())) throw new Refused("expires", "The last day must lie in the future.");
        write(() -> sql.sql("""
                insert into directory.guest_grant (client_id, person_id, purpose, expires_at) values (:client, :person, :purpose, :until)
                on conflict (client_id, person_id) do update set purpose = excluded.purpose, expires_at = excluded.expires_at
                """)
            .param("client", clientId).param("person", personId).param("purpose", purpose)
            .param("until", SqlTime.of(until)).update());
    }

    /// Reads what there is, whoever asks: to decide whether they may.
    <T> T read(Supplier<T> work) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> work.get()));
    }

    <T> T write(Supplier<T> work) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> {
            var result = work.get();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override public void afterCommit() {
                    actors.forget();
                    directory.forget();
                }
            });
            return result;
        }));
    }

    static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new Refused("zone", "There is no time zone '%s'. Write it like America/Chicago or Europe/London.".formatted(name));
        }
    }

    static <T> T unique(String field, String taken, Supplier<T> insert) {
        try {
            return insert.get();
        } catch (DuplicateKeyException e) {
            throw new Refused(field, taken);
        }
    }
}
