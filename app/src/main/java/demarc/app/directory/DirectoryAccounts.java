package demarc.app.directory;

import demarc.app.platform.Accounts;
import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Turns people into actors: their party, teams, and the clients they may see today.
@Component
class DirectoryAccounts implements Accounts {
    private record Row(int id, String name, String email, Role role, int partyId, String partyKey, String partyName, Party.Kind kind, String zone) {}

    private record TokenRow(int id, int personId, String[] scopes) {}

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DirectoryAccounts(JdbcClient sql, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override public Optional<Actor> actor(int personId) {
        return inSystem(() -> Optional.ofNullable(load(personId)));
    }

    @Override public Optional<Actor> bearer(String tokenHash) {
        return inSystem(() -> {
            var now = SqlTime.of(clock.instant());
            var token = sql.sql("""
                    update directory.token set last_used_at = :now
                     where hash = :hash and revoked_at is null and expires_at > :now
                    returning id, person_id, scopes
                    """)
                .param("now", now).param("hash", tokenHash)
                .query((row, _) -> new TokenRow(row.getInt(1), row.getInt(2), (String[]) row.getArray(3).getArray())).optional();
            return token.flatMap(t -> Optional.ofNullable(load(t.personId())).map(actor -> actor.limitedTo(scopes(t.scopes()))));
        });
    }

    @Override public boolean nobody() {
        return inSystem(() -> sql.sql("select not exists (select from directory.person)").query(Boolean.class).single());
    }

    @Override public String issueToken(int personId, String name, Set<Scope> scopes, Duration lasting) {
        var secret = "dmc_" + secret();
        inSystem(() -> sql.sql("""
                insert into directory.token (person_id, name, hash, scopes, created_at, expires_at)
                values (:person, :name, :hash, :scopes, :now, :expires)
                """)
            .param("person", personId).param("name", name).param("hash", Actors.hash(secret))
            .param("scopes", scopes.stream().map(Scope::key).sorted().toArray(String[]::new))
            .param("now", SqlTime.of(clock.instant()))
            .param("expires", SqlTime.of(clock.instant().plus(lasting)))
            .update());
        return secret;
    }

    @Override public Optional<Integer> idOf(String email) {
        return inSystem(() -> sql.sql("select id from directory.person where email = lower(?)").param(email).query(Integer.class).optional());
    }

    /// 256 random bits, for tokens and one-time links.
    static String secret() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private @Nullable Actor load(int personId) {
        var found = sql.sql("""
                select p.id, p.name, p.email, p.role, p.party_id, y.key as party_key, y.name as party_name, y.kind, y.time_zone as zone
                  from directory.person p join directory.party y on y.id = p.party_id
                 where p.id = ? and p.active
                """)
            .param(personId)
            .query((row, _) -> new Row(row.getInt("id"), row.getString("name"), row.getString("email"), Role.valueOf(row.getString("role")),
                    row.getInt("party_id"), row.getString("party_key"), row.getString("party_name"),
                    Party.Kind.valueOf(row.getString("kind")), row.getString("zone")))
            .optional();
        if (found.isEmpty()) return null;
        var person = found.get();
        var clients = clients(person);
        // A guest whose last grant ran out is nobody.
        if (person.role() == Role.AUDITOR && clients.isEmpty()) return null;
        var teams = sql.sql("select team_id from directory.membership where person_id = ?").param(personId).query(Integer.class).list();
        return new Actor(person.id(), person.name(), person.email(),
                new Party(person.partyId(), person.partyKey(), person.partyName(), person.kind()), person.role(),
                clients, parties(person, clients), teams, EnumSet.allOf(Scope.class), ZoneId.of(person.zone()));
    }

    private List<Integer> clients(Row person) {
        return switch (person.role()) {
            case ADMINISTRATOR -> sql.sql("select id from directory.party where kind = 'CLIENT' order by id").query(Integer.class).list();
            case AUDITOR -> sql.sql("select client_id from directory.guest_grant where person_id = :person and expires_at > :now order by 1")
                .param("person", person.id()).param("now", SqlTime.of(clock.instant())).query(Integer.class).list();
            case TECHNICIAN, SERVICE_MANAGER, IT_MANAGER, EXECUTIVE, EMPLOYEE -> switch (person.kind()) {
                case CLIENT -> List.of(person.partyId());
                case PROVIDER -> sql.sql("""
                        select distinct client_id from directory.engagement
                         where provider_id = :provider and from_date <= :today and (to_date is null or to_date > :today)
                         order by 1
                        """)
                    .param("provider", person.partyId()).param("today", today()).query(Integer.class).list();
            };
        };
    }

    /// Their own, the clients they see, and everybody who works for those clients.
    private List<Integer> parties(Row person, List<Integer> clients) {
        if (person.role() == Role.ADMINISTRATOR)
            return sql.sql("select id from directory.party order by id").query(Integer.class).list();
        return sql.sql("""
                select :own union select unnest(:clients)
                union select provider_id from directory.engagement where client_id = any (:clients)
                order by 1
                """)
            .param("own", person.partyId()).param("clients", clients.toArray(Integer[]::new)).query(Integer.class).list();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Set<Scope> scopes(String[] keys) {
        var scopes = EnumSet.noneOf(Scope.class);
        Arrays.stream(keys).map(Scope::find).flatMap(Optional::stream).forEach(scopes::add);
        return scopes;
    }

    private <T> T inSystem(Supplier<T> work) {
        return Tenancy.asSystem(() -> transaction.execute(_ -> work.get()));
    }
}
