package demarc.app.testing;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.directory.Registry;
import demarc.app.directory.Team;
import demarc.app.platform.Accounts;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/// Makes clients, providers and people, each with a key of its own, and signs people in.
public class Fixture {
    public static final String PASSWORD = "correct horse battery";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Registry registry;
    private final Directory directory;
    private final Accounts accounts;
    private final Clock clock;
    private final ServletWebServerApplicationContext web;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    Fixture(Registry registry, Directory directory, Accounts accounts, Clock clock, ServletWebServerApplicationContext web) {
        this.registry = registry;
        this.directory = directory;
        this.accounts = accounts;
        this.clock = clock;
        this.web = web;
    }

    /// A client `NAME-N` in Chicago.
    public Client client(String name) {
        var n = NUMBER.incrementAndGet();
        return registry.addClient("%s-%d".formatted(name.toLowerCase(Locale.ROOT), n), name + " " + n, "C" + n, ZoneId.of("America/Chicago"), "US-IL");
    }

    public Party provider(String name, Client... clients) {
        var n = NUMBER.incrementAndGet();
        var provider = registry.addProvider("%s-%d".formatted(name.toLowerCase(Locale.ROOT), n), name + " " + n, ZoneId.of("America/Chicago"));
        for (var client : clients) registry.engage(client.id(), provider.id(), LocalDate.of(2020, 1, 1));
        return provider;
    }

    public Team team(Party party, String key) {
        return registry.addTeam(party.id(), key, key);
    }

    /// A person of the party, in its teams of those keys, as an actor.
    public Actor person(Party party, Role role, String... teams) {
        var n = NUMBER.incrementAndGet();
        var person = registry.addPerson(party.id(), "person-" + n, "Person " + n, "person%d@example.org".formatted(n), role, null, PASSWORD);
        Arrays.stream(teams).map(key -> Tenancy.asSystem(() -> directory.findTeam(party.id(), key).orElseThrow())).forEach(team -> registry.join(team.id(), person.id()));
        return actor(person);
    }

    public Actor guest(Client client, Duration lasting) {
        var n = NUMBER.incrementAndGet();
        var person = registry.addPerson(client.id(), "guest-" + n, "Guest " + n, "guest%d@example.org".formatted(n), Role.AUDITOR, null, PASSWORD);
        registry.admit(person.id(), client.id(), "Audit", clock.instant().plus(lasting));
        return actor(person);
    }

    public Actor actor(Person person) {
        return accounts.actor(person.id()).orElseThrow();
    }

    /// Speaks to the API as the person, with a token of every scope.
    public Api api(Actor actor) {
        return new Api(url(), tokens.computeIfAbsent(actor.personId(),
                id -> accounts.issueToken(id, "Test", EnumSet.allOf(Scope.class), Duration.ofDays(30))));
    }

    public Api api(Actor actor, Scope first, Scope... more) {
        return new Api(url(), accounts.issueToken(actor.personId(), "Test", EnumSet.of(first, more), Duration.ofDays(30)));
    }

    public Api stranger() {
        return new Api(url(), null);
    }

    /// A browser without a screen and without scripts: cookies, forms, pages as text.
    public Pages pages() {
        return new Pages(url());
    }

    public Pages pages(Actor actor) {
        return pages().signIn(actor.email(), PASSWORD);
    }

    public String url() {
        return "http://localhost:" + web.getWebServer().getPort();
    }
}
