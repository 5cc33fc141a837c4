package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.platform.Sessions;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Changes to the directory as people ask for them: may they, what changes, and the audit entry, in one transaction. Pages and
/// the API both come here.
@Component
public class Administration {
    static final Duration LINK_LASTS = Duration.ofDays(7);

    /// A client as a form or the API gives it.
    public record ClientForm(@Nullable String key, String name, String code, @Nullable String zone, @Nullable String holidays) {}

    /// A person as a form or the API gives it. The party is named by its key; a guest's access ends with `until`.
    public record PersonForm(@Nullable String party, String name, String email, String role, @Nullable String title, @Nullable String phone,
            @Nullable String deputy, @Nullable String key, @Nullable String until) {}

    /// Somebody new, and the one-time link by which they choose their password.
    record Invited(Person person, String secret) {}

    private final Registry registry;
    private final Directory directory;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Audit audit;
    private final JdbcClient sql;
    private final Clock clock;

    Administration(Registry registry, Directory directory, Passwords passwords, Sessions sessions, Audit audit, JdbcClient sql, Clock clock) {
        this.registry = registry;
        this.directory = directory;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.sql = sql;
        this.clock = clock;
    }

    /// A provider that adds a client works for it from today.
    Client addClient(Actor by, ClientForm form) {
        if (!by.mayCreateClients()) throw new Forbidden("Clients are added by an administrator or a provider's service manager.");
        return registry.write(() -> {
            var key = Names.optional(form.key()) == null ? Names.keyOf(form.name()) : String.valueOf(form.key()).strip();
            var client = registry.addClient(key, form.name(), form.code().strip().toUpperCase(Locale.ROOT), Registry.zone(zone(form)), form.holidays());
            if (by.isProvider()) registry.engage(client.id(), by.party().id(), today());
            audit.record(by, client.id(), "added", "client " + client.key(), client.name());
            return client;
        });
    }

    Client changeClient(Actor by, String key, ClientForm form) {
        var client = mine(by, key);
        return registry.write(() -> {
            Registry.unique("code", "The ticket code '%s' is taken. Choose another.".formatted(form.code()), () -> sql.sql("""
                    update directory.party set name = :name, code = :code, time_zone = :zone, holidays = :holidays where id = :id
                    """)
                .param("name", Names.name(form.name())).param("code", Names.code(form.code().strip().toUpperCase(Locale.ROOT)))
                .param("zone", Registry.zone(zone(form)).getId()).param("holidays", Names.optional(form.holidays())).param("id", client.id()).update());
            var changed = directory.client(client.id());
            audit.record(by, client.id(), "changed", "client " + key, Changed.between(client, changed));
            return changed;
        });
    }

    Party addProvider(Actor by, String name, @Nullable String zone) {
        if (!by.isAdministrator()) throw new Forbidden("Providers are added by an administrator.");
        return registry.write(() -> {
            var provider = registry.addProvider(Names.keyOf(Names.name(name)), name, Registry.zone(zone == null || zone.isBlank() ? by.zone().getId() : zone));
            audit.record(by, null, "added", "provider " + provider.key(), provider.name());
            return provider;
        });
    }

    /// Only the client's own side, or an administrator, lets a provider in.
    void engage(Actor by, String clientKey, String providerKey) {
        var client = visible(by, clientKey);
        if (!by.mayManagePeopleOf(client.id())) throw new Forbidden("A provider is engaged by the client's own IT manager or by an administrator.");
        registry.write(() -> {
            var provider = directory.findParty(providerKey).filter(Party::isProvider).orElseThrow(() ->
                    new Refused("provider", "There is no provider '%s'. An administrator adds it first.".formatted(providerKey)));
            registry.engage(client.id(), provider.id(), today());
            audit.record(by, client.id(), "engaged", "provider " + provider.key(), "from " + today());
            return provider;
        });
    }

    void endEngagement(Actor by, String clientKey, String providerKey) {
        var client = visible(by, clientKey);
        if (!by.mayManagePeopleOf(client.id())) throw new Forbidden("An engagement is ended by the client's own IT manager or by an administrator.");
        registry.write(() -> {
            var ended = sql.sql("""
                    with provider as (select id from directory.party where key = :provider),
                         gone as (delete from directory.engagement where client_id = :client and provider_id = (select id from provider) and from_date >= :today returning 1),
                         over as (update directory.engagement set to_date = :today
                                   where client_id = :client and provider_id = (select id from provider) and from_date < :today and to_date is null returning 1)
                    select (select count(*) from gone) + (select count(*) from over)
                    """)
                .param("provider", providerKey).param("client", client.id()).param("today", today()).query(Integer.class).single();
            if (ended == 0) throw new NotFound("engagement", providerKey);
            audit.record(by, client.id(), "ended the engagement of", "provider " + providerKey, "on " + today());
            return ended;
        });
    }

    Invited addPerson(Actor by, PersonForm form) {
        var party = seenParty(by, form.party() == null || form.party().isBlank() ? by.party().key() : form.party());
        mayKeep(by, party.id(), party.isProvider());
        var role = role(by, form.role());
        return registry.write(() -> {
            var key = Names.optional(form.key()) == null ? freeKey(party.id(), Names.keyOf(form.name())) : String.valueOf(form.key()).strip();
            var person = registry.addPerson(party.id(), key, form.name(), form.email(), role, form.title(), null);
            sql.sql("update directory.person set phone = :phone, deputy_id = :deputy where id = :id")
                .param("phone", Names.optional(form.phone())).param("deputy", deputy(party.id(), form.deputy())).param("id", person.id()).update();
            if (role == Role.AUDITOR) {
                if (form.until() == null || form.until().isBlank()) throw new Refused("until", "Say the last day on which the guest may look.");
                registry.admit(person.id(), party.id(), "Guest", Days.endOf(form.until(), by.zone()));
            }
            audit.record(by, clientOf(party), "added", "person " + person.email(), "%s, %s".formatted(person.name(), role.label()));
            return new Invited(person, link(person.id()));
        });
    }

    Person changePerson(Actor by, int id, PersonForm form) {
        var person = seenPerson(by, id);
        mayKeep(by, person);
        var role = role(by, form.role());
        return registry.write(() -> {
            var party = directory.party(person.partyId());
            if (!role.fits(party.kind())) throw new Refused("role", "The role %s does not exist at a %s.".formatted(role.label(), party.kind().label().toLowerCase(Locale.ROOT)));
            if (person.role() == Role.ADMINISTRATOR && role != Role.ADMINISTRATOR) refuseLast(person);
            var email = Names.email(form.email());
            // Whoever holds the address gets the links: another party must not move a signer's.
            if (!email.equals(person.email())) mayReset(by, person);
            Registry.unique("email", "Somebody has the email '%s' already.".formatted(email), () -> sql.sql("""
                    update directory.person set name = :name, email = :email, role = :role, title = :title, phone = :phone, deputy_id = :deputy
                     where id = :id
                    """)
                .param("name", Names.name(form.name())).param("email", email).param("role", role.name()).param("title", Names.optional(form.title()))
                .param("phone", Names.optional(form.phone())).param("deputy", deputy(person.partyId(), form.deputy())).param("id", id).update());
            if (role == Role.AUDITOR && form.until() != null && !form.until().isBlank())
                registry.admit(id, person.partyId(), "Guest", Days.endOf(form.until(), by.zone()));
            var changed = directory.person(id);
            audit.record(by, clientOf(party), "changed", "person " + changed.email(), Changed.between(person, changed));
            return changed;
        });
    }

    void deactivate(Actor by, int id) {
        var person = seenPerson(by, id);
        mayKeep(by, person);
        if (by.personId() == id) throw new Refused("You cannot deactivate yourself. Ask another administrator.");
        setActive(by, person, false);
        sessions.endAll(id);
    }

    void activate(Actor by, int id) {
        var person = seenPerson(by, id);
        mayKeep(by, person);
        setActive(by, person, true);
    }

    /// A new one-time link: for a lost password, or an invitation that ran out. Earlier links of the person end.
    String invite(Actor by, int id) {
        var person = seenPerson(by, id);
        mayKeep(by, person);
        return registry.write(() -> {
            mayReset(by, person);
            audit.record(by, clientOf(directory.party(person.partyId())), "made a password link for", "person " + person.email(), "");
            return link(id);
        });
    }

    Optional<Person> invited(String secret) {
        return registry.write(() -> sql.sql("select person_id from directory.invitation where hash = ? and used_at is null and expires_at > ?")
            .param(Actors.hash(secret)).param(now()).query(Integer.class).optional().flatMap(directory::findPerson).filter(Person::active));
    }

    /// Takes the link's one use.
    int choosePassword(String secret, String password) {
        var id = registry.write(() -> {
            var person = sql.sql("update directory.invitation set used_at = :now where hash = :hash and used_at is null and expires_at > :now returning person_id")
                .param("now", now()).param("hash", Actors.hash(secret)).query(Integer.class).optional()
                .orElseThrow(() -> new Refused("This link was used or has run out. Ask for a new one."));
            var found = directory.person(person);
            setPassword(found, password);
            audit.record(null, clientOf(directory.party(found.partyId())), "took a password link for", "person " + found.email(), "");
            return person;
        });
        sessions.endAll(id);
        return id;
    }

    void changePassword(Actor by, String current, String password) {
        registry.write(() -> {
            var hash = sql.sql("select password_hash from directory.person where id = ?").param(by.personId()).query(String.class).single();
            if (!passwords.matches(current, hash)) throw new Refused("current", "That is not your present password.");
            setPassword(directory.person(by.personId()), password);
            audit.record(by, clientOf(by.party()), "changed the password of", "person " + by.email(), "");
            return true;
        });
        sessions.endAll(by.personId());
    }

    Team addTeam(Actor by, String partyKey, String name, @Nullable String key) {
        var party = seenParty(by, partyKey);
        mayKeep(by, party.id(), party.isProvider());
        return registry.write(() -> {
            var team = registry.addTeam(party.id(), Names.optional(key) == null ? Names.keyOf(Names.name(name)) : String.valueOf(key).strip(), name);
            audit.record(by, clientOf(party), "added", "team " + team.key(), "of " + party.name());
            return team;
        });
    }

    void join(Actor by, int teamId, int personId) {
        var team = keptTeam(by, teamId);
        var person = seenPerson(by, personId);
        registry.write(() -> {
            registry.join(teamId, personId);
            audit.record(by, clientOf(directory.party(team.partyId())), "added to team " + team.key(), "person " + person.email(), "");
            return true;
        });
    }

    void leave(Actor by, int teamId, int personId) {
        var team = keptTeam(by, teamId);
        var person = seenPerson(by, personId);
        registry.write(() -> {
            registry.leave(teamId, personId);
            audit.record(by, clientOf(directory.party(team.partyId())), "took from team " + team.key(), "person " + person.email(), "");
            return true;
        });
    }

    Site addSite(Actor by, String clientKey, String name, @Nullable String key, @Nullable String address) {
        var client = mine(by, clientKey);
        return registry.write(() -> {
            var site = registry.addSite(client.id(), Names.optional(key) == null ? Names.keyOf(Names.name(name)) : String.valueOf(key).strip(), name, address);
            audit.record(by, client.id(), "added", "site " + site.key(), site.name());
            return site;
        });
    }

    static boolean mayKeep(Actor by, Party party) {
        return party.isProvider() ? by.mayManagePeopleOf(party.id()) : by.mayManageClient(party.id());
    }

    private static void mayKeep(Actor by, int partyId, boolean provider) {
        if (provider ? by.mayManagePeopleOf(partyId) : by.mayManageClient(partyId)) return;
        throw new Forbidden("People, teams and sites are kept by the party's own manager, its provider's service manager or an administrator.");
    }

    private void mayKeep(Actor by, Person person) {
        var party = registry.read(() -> directory.party(person.partyId()));
        mayKeep(by, party.id(), party.isProvider());
        if (person.role() == Role.ADMINISTRATOR && !by.isAdministrator()) throw new Forbidden("An administrator is changed by an administrator only.");
    }

    /// Otherwise a provider could sign an agreement in its client's name.
    private void mayReset(Actor by, Person person) {
        if (by.isAdministrator() || by.party().id() == person.partyId() || person.role() == Role.EMPLOYEE || person.role() == Role.TECHNICIAN) return;
        if (sql.sql("select password_hash is null from directory.person where id = ?").param(person.id()).query(Boolean.class).single()) return;
        throw new Forbidden("%s may sign for their own party, so only that party or an administrator may reset their sign-in.".formatted(person.name()));
    }

    private static Role role(Actor by, String name) {
        var role = Arrays.stream(Role.values()).filter(r -> r.name().equalsIgnoreCase(name.strip().replace(' ', '_').replace('-', '_'))).findFirst()
                .orElseThrow(() -> new Refused("role", "There is no role '%s'. Choose one of %s.".formatted(name,
                        String.join(", ", Arrays.stream(Role.values()).map(r -> r.name().toLowerCase(Locale.ROOT)).toList()))));
        if (role == Role.ADMINISTRATOR && !by.isAdministrator()) throw new Forbidden("An administrator is named by an administrator only.");
        return role;
    }

    private void setActive(Actor by, Person person, boolean active) {
        registry.write(() -> {
            if (!active && person.role() == Role.ADMINISTRATOR) refuseLast(person);
            sql.sql("update directory.person set active = ? where id = ?").param(active).param(person.id()).update();
            audit.record(by, clientOf(directory.party(person.partyId())), active ? "activated" : "deactivated", "person " + person.email(), "");
            return active;
        });
    }

    private void refuseLast(Person person) {
        if (!sql.sql("select exists (select from directory.person where role = 'ADMINISTRATOR' and active and id <> ?)").param(person.id()).query(Boolean.class).single())
            throw new Refused("role", "%s is the last administrator. Name another one first.".formatted(person.name()));
    }

    private void setPassword(Person person, String password) {
        sql.sql("update directory.person set password_hash = ? where id = ?")
            .param(passwords.hash(Passwords.acceptable(password, person.name(), person.email()))).param(person.id()).update();
    }

    private String link(int personId) {
        var secret = DirectoryAccounts.secret();
        sql.sql("delete from directory.invitation where person_id = ?").param(personId).update();
        sql.sql("insert into directory.invitation (hash, person_id, expires_at) values (?, ?, ?)")
            .param(Actors.hash(secret)).param(personId).param(now().plus(LINK_LASTS)).update();
        return secret;
    }

    private @Nullable Integer deputy(int partyId, @Nullable String email) {
        if (email == null || email.isBlank()) return null;
        return directory.findPerson(email.strip()).filter(deputy -> deputy.partyId() == partyId).map(Person::id)
                .orElseThrow(() -> new Refused("deputy", "Nobody of the same party has the email '%s'.".formatted(email)));
    }

    private String freeKey(int partyId, String wanted) {
        var key = wanted;
        for (var n = 2; directory.findPerson(partyId, key).isPresent(); n++) key = wanted + "-" + n;
        return key;
    }

    /// Everything here runs as the product itself, so that one transaction may check, write and note; what the actor may not see
    /// is therefore hidden by hand.
    private Client visible(Actor by, String key) {
        return registry.read(() -> directory.findClient(key)).filter(client -> by.parties().contains(client.id())).orElseThrow(() -> new NotFound("client", key));
    }

    private Party seenParty(Actor by, String key) {
        return registry.read(() -> directory.findParty(key)).filter(party -> by.parties().contains(party.id())).orElseThrow(() -> new NotFound("party", key));
    }

    private Person seenPerson(Actor by, int id) {
        return registry.read(() -> directory.findPerson(id)).filter(person -> by.parties().contains(person.partyId())).orElseThrow(() -> new NotFound("person", id));
    }

    private Client mine(Actor by, String key) {
        var client = visible(by, key);
        if (!by.mayManageClient(client.id())) throw new Forbidden("%s is kept by its own IT manager, its provider's service manager or an administrator.".formatted(client.name()));
        return client;
    }

    private Team keptTeam(Actor by, int teamId) {
        var team = registry.read(() -> directory.findTeam(teamId)).filter(t -> by.parties().contains(t.partyId())).orElseThrow(() -> new NotFound("team", teamId));
        var party = registry.read(() -> directory.party(team.partyId()));
        mayKeep(by, party.id(), party.isProvider());
        return team;
    }

    private static @Nullable Integer clientOf(Party party) {
        return party.isProvider() ? null : party.id();
    }

    private static String zone(ClientForm form) {
        return form.zone() == null || form.zone().isBlank() ? "UTC" : form.zone();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
