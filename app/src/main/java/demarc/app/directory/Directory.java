package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Remembered;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Who is who, for the other modules: what the actor may see, in the transaction that asks.
@Component
@Transactional(readOnly = true)
public class Directory {
    static final String PERSON = "select id, party_id, key, name, email, role, title, phone, deputy_id, active from directory.person";
    private static final String CLIENT = "select id, key, name, code, time_zone, holidays from directory.party";
    private static final String TEAM = "select id, party_id, key, name from directory.team";
    private static final String[] WORKING = Arrays.stream(Role.values()).filter(Role::worksTickets).map(Role::name).toArray(String[]::new);
    private static final String SITE = "select client_id, id, key, name, address, time_zone from directory.site";

    /// @param parties the visible ones, on which the answer depends
    /// @param of      the client or party asked about; 0 where there is none
    private record Asked(List<Integer> parties, int of) {}

    private final JdbcClient sql;
    private final Clock clock;
    private final Remembered<Asked, List<Client>> clients = new Remembered<>();
    private final Remembered<Asked, List<Party>> parties = new Remembered<>();
    private final Remembered<Asked, List<Party>> providers = new Remembered<>();
    private final Remembered<Asked, List<Team>> teams = new Remembered<>();
    private final Remembered<Asked, List<Person>> staff = new Remembered<>();

    Directory(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    public List<Client> clients() {
        return list(clients, 0, () -> sql.sql(CLIENT + " where kind = 'CLIENT' order by name").query(Directory::client).list());
    }

    public Optional<Client> findClient(String key) {
        return sql.sql(CLIENT + " where kind = 'CLIENT' and key = ?").param(key).query(Directory::client).optional();
    }

    public Optional<Client> findClient(int id) {
        return sql.sql(CLIENT + " where kind = 'CLIENT' and id = ?").param(id).query(Directory::client).optional();
    }

    /// Those whose things the actor may see.
    public List<Client> clientsSeenBy(Actor by) {
        return clients().stream().filter(client -> by.sees(client.id())).toList();
    }

    /// @throws NotFound also when the actor may not know that there is one
    public Client client(Actor by, String key) {
        return findClient(key).filter(client -> by.sees(client.id())).orElseThrow(() -> new NotFound("client", key));
    }

    public Client client(String key) {
        return findClient(key).orElseThrow(() -> new NotFound("client", key));
    }

    public Client client(int id) {
        return findClient(id).orElseThrow(() -> new NotFound("client", id));
    }

    public Optional<Party> findParty(String key) {
        return sql.sql("select id, key, name, kind from directory.party where key = ?").param(key).query(Directory::party).optional();
    }

    public Optional<Party> findParty(int id) {
        return sql.sql("select id, key, name, kind from directory.party where id = ?").param(id).query(Directory::party).optional();
    }

    public Party party(int id) {
        return findParty(id).orElseThrow(() -> new NotFound("party", id));
    }

    /// Every party the actor sees.
    public List<Party> parties() {
        return list(parties, 0, () -> sql.sql("select id, key, name, kind from directory.party order by kind, name").query(Directory::party).list());
    }

    /// The providers that work for the client today.
    public List<Party> providersOf(int clientId) {
        return list(providers, clientId, () -> sql.sql("""
                select p.id, p.key, p.name, p.kind
                  from directory.engagement e join directory.party p on p.id = e.provider_id
                 where e.client_id = :client
                   and e.from_date <= :today and (e.to_date is null or e.to_date > :today)
                 order by p.name
                """)
            .param("client", clientId).param("today", today()).query(Directory::party).list());
    }

    public List<Team> teams() {
        return list(teams, 0, () -> sql.sql(TEAM + " order by name").query(Directory::team).list());
    }

    public List<Team> teamsOf(int partyId) {
        return sql.sql(TEAM + " where party_id = ? order by name").param(partyId).query(Directory::team).list();
    }

    public Optional<Team> findTeam(int id) {
        return sql.sql(TEAM + " where id = ?").param(id).query(Directory::team).optional();
    }

    public Optional<Team> findTeam(int partyId, String key) {
        return sql.sql(TEAM + " where party_id = ? and key = ?").param(partyId).param(key).query(Directory::team).optional();
    }

    public Optional<Person> findPerson(int id) {
        return sql.sql(PERSON + " where id = ?").param(id).query(Directory::person).optional();
    }

    public Person person(int id) {
        return findPerson(id).orElseThrow(() -> new NotFound("person", id));
    }

    public Optional<Person> findPerson(String email) {
        return sql.sql(PERSON + " where email = lower(?)").param(email).query(Directory::person).optional();
    }

    /// The person whom an agreement of the party names by `key`.
    public Optional<Person> findPerson(int partyId, String key) {
        return sql.sql(PERSON + " where party_id = ? and key = ?").param(partyId).param(key).query(Directory::person).optional();
    }

    public List<Person> peopleOf(int partyId) {
        return sql.sql(PERSON + " where party_id = ? and active order by name").param(partyId).query(Directory::person).list();
    }

    /// Those of a party who work tickets: a few, however many people the party has.
    public List<Person> staffOf(int partyId) {
        return list(staff, partyId, () -> sql.sql(PERSON + " where party_id = :party and active and role = any (:working) order by name")
            .param("party", partyId).param("working", WORKING).query(Directory::person).list());
    }

    public List<Person> people(Collection<Integer> ids) {
        // An array, so that it is one statement to prepare however many there are.
        return ids.isEmpty() ? List.of() : sql.sql(PERSON + " where id = any (?)").param(ids.toArray(Integer[]::new)).query(Directory::person).list();
    }

    public List<Person> membersOf(int teamId) {
        return sql.sql(PERSON + " where active and id in (select person_id from directory.membership where team_id = ?) order by name")
            .param(teamId).query(Directory::person).list();
    }

    public boolean isMember(int teamId, int personId) {
        return sql.sql("select exists (select from directory.membership where team_id = ? and person_id = ?)")
            .param(teamId).param(personId).query(Boolean.class).single();
    }

    public List<Site> sitesOf(int clientId) {
        return sql.sql(SITE + " where client_id = ? order by name").param(clientId).query(Directory::site).list();
    }

    public Optional<Site> findSite(int clientId, String key) {
        return sql.sql(SITE + " where client_id = ? and key = ?").param(clientId).param(key).query(Directory::site).optional();
    }

    public Optional<Site> findSite(int clientId, int id) {
        return sql.sql(SITE + " where client_id = ? and id = ?").param(clientId).param(id).query(Directory::site).optional();
    }

    /// After a change.
    void forget() {
        for (var each : List.of(clients, parties, providers, teams, staff)) each.forget();
    }

    /// What pages ask for over and over. Whoever is changing something, and the product itself, always get what there is now.
    private static <T> List<T> list(Remembered<Asked, List<T>> remembered, int of, Supplier<List<T>> ask) {
        return Tenancy.current() instanceof Tenancy.Of(var actor) && TransactionSynchronizationManager.isCurrentTransactionReadOnly()
                ? remembered.get(new Asked(actor.parties(), of), () -> List.copyOf(ask.get())) : ask.get();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Client client(ResultSet row, int n) throws SQLException {
        return new Client(row.getInt("id"), row.getString("key"), row.getString("name"), row.getString("code"),
                ZoneId.of(row.getString("time_zone")), row.getString("holidays"));
    }

    static Party party(ResultSet row, int n) throws SQLException {
        return new Party(row.getInt("id"), row.getString("key"), row.getString("name"), Party.Kind.valueOf(row.getString("kind")));
    }

    static Team team(ResultSet row, int n) throws SQLException {
        return new Team(row.getInt("id"), row.getInt("party_id"), row.getString("key"), row.getString("name"));
    }

    static Person person(ResultSet row, int n) throws SQLException {
        return new Person(row.getInt("id"), row.getInt("party_id"), row.getString("key"), row.getString("name"), row.getString("email"),
                Role.valueOf(row.getString("role")), row.getString("title"), row.getString("phone"),
                row.getObject("deputy_id", Integer.class), row.getBoolean("active"));
    }

    static Site site(ResultSet row, int n) throws SQLException {
        var zone = row.getString("time_zone");
        return new Site(row.getInt("client_id"), row.getInt("id"), row.getString("key"), row.getString("name"), row.getString("address"),
                zone == null ? null : ZoneId.of(zone));
    }
}
