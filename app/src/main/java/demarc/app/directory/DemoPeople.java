package demarc.app.directory;

import demarc.app.platform.DemoStory;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/// The cast: a provider with a security partner, and four clients that share their IT in four ways.
@Component
class DemoPeople implements DemoStory {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /// @param teams their keys, by commas
    private record Cast(String party, String key, String name, String email, Role role, String title, String teams) {}

    private static final List<Cast> CAST = List.of(
            new Cast("northwind", "maya-chen", "Maya Chen", "maya@northwind.example", Role.SERVICE_MANAGER, "Service manager", "service-desk,vcio"),
            new Cast("northwind", "tom-okafor", "Tom Okafor", "tom@northwind.example", Role.TECHNICIAN, "Service desk engineer", "service-desk"),
            new Cast("northwind", "lena-fischer", "Lena Fischer", "lena@northwind.example", Role.TECHNICIAN, "Network engineer", "service-desk,engineering"),
            new Cast("northwind", "admin", "Nora Lindqvist", "admin@northwind.example", Role.ADMINISTRATOR, "Platform administrator", ""),
            new Cast("redoubt", "sam-rivera", "Sam Rivera", "sam@redoubt.example", Role.TECHNICIAN, "Security analyst", "soc"),
            new Cast("harbor-dental", "owner", "Dr. Grace Park", "grace@harbordental.example", Role.EXECUTIVE, "Owner", ""),
            new Cast("harbor-dental", "office-manager", "Ben Sutter", "ben@harbordental.example", Role.EMPLOYEE, "Office manager", ""),
            new Cast("keystone", "it-manager", "Priya Raman", "priya@keystone.example", Role.IT_MANAGER, "IT manager", "it-team"),
            new Cast("keystone", "it-technician", "Joe Kowalski", "joe@keystone.example", Role.TECHNICIAN, "IT technician", "it-team"),
            new Cast("keystone", "cfo", "Helen Brandt", "helen@keystone.example", Role.EXECUTIVE, "CFO", ""),
            new Cast("keystone", "planner", "Luis Ortega", "luis@keystone.example", Role.EMPLOYEE, "Production planner", ""),
            new Cast("keystone", "auditor", "Ingrid Moe", "ingrid@audit.example", Role.AUDITOR, "External auditor", ""),
            new Cast("whitfield", "it-manager", "Anna Whitfield", "anna@whitfield.example", Role.IT_MANAGER, "IT manager", "it-team"),
            new Cast("whitfield", "managing-partner", "Charles Whitfield", "charles@whitfield.example", Role.EXECUTIVE, "Managing partner", ""),
            new Cast("ridgeline", "it-manager", "Marcus Hale", "marcus@ridgeline.example", Role.IT_MANAGER, "Head of IT", "it-team"));

    private final Registry registry;
    private final Directory directory;
    private final Clock clock;

    DemoPeople(Registry registry, Directory directory, Clock clock) {
        this.registry = registry;
        this.directory = directory;
        this.clock = clock;
    }

    @Override public int order() {
        return 0;
    }

    @Override public List<Person> people() {
        var names = Map.of("northwind", "Northwind IT", "redoubt", "Redoubt Security", "harbor-dental", "Harbor Dental Group",
                "keystone", "Keystone Manufacturing", "whitfield", "Whitfield & Lowe LLP", "ridgeline", "Ridgeline Outfitters");
        return CAST.stream().map(c -> new Person(c.name(), c.email(), password(c), c.role().label().toLowerCase(Locale.ROOT), String.valueOf(names.get(c.party())))).toList();
    }

    @Override public void tell() {
        registry.write(() -> {
            var northwind = registry.addProvider("northwind", "Northwind IT", CHICAGO);
            var redoubt = registry.addProvider("redoubt", "Redoubt Security", NEW_YORK);
            team(northwind, "service-desk", "Service desk");
            team(northwind, "engineering", "Engineering");
            team(northwind, "vcio", "Virtual CIO");
            team(redoubt, "soc", "Security operations centre");

            var dental = registry.addClient("harbor-dental", "Harbor Dental Group", "HDG", CHICAGO, "US-IL");
            var keystone = registry.addClient("keystone", "Keystone Manufacturing", "KEY", CHICAGO, "US-WI");
            var whitfield = registry.addClient("whitfield", "Whitfield & Lowe LLP", "WHL", NEW_YORK, "US-NY");
            var ridgeline = registry.addClient("ridgeline", "Ridgeline Outfitters", "RDG", ZoneId.of("America/Denver"), "US-CO");
            for (var client : List.of(keystone, whitfield, ridgeline)) team(client.party(), "it-team", "IT team");
            for (var client : List.of(dental, keystone, whitfield)) {
                registry.engage(client.id(), northwind.id(), LocalDate.of(2024, 1, 1));
                registry.engage(client.id(), redoubt.id(), LocalDate.of(2024, 1, 1));
            }
            // Still choosing: the provider may look, and advise.
            registry.engage(ridgeline.id(), northwind.id(), LocalDate.of(2026, 1, 1));
            registry.addSite(dental.id(), "main", "Harbor Street practice", "18 Harbor Street, Chicago IL");
            registry.addSite(dental.id(), "north", "North Shore practice", "402 Sheridan Road, Evanston IL");
            registry.addSite(keystone.id(), "plant", "Plant 1", "7 Foundry Road, Milwaukee WI");
            registry.addSite(keystone.id(), "office", "Head office", "210 Water Street, Milwaukee WI");
            registry.addSite(whitfield.id(), "office", "Madison Avenue", "350 Madison Avenue, New York NY");
            registry.addSite(ridgeline.id(), "hq", "Headquarters", "91 Pearl Street, Boulder CO");
            CAST.forEach(this::add);
            var auditor = directory.findPerson("ingrid@audit.example").orElseThrow();
            registry.admit(auditor.id(), keystone.id(), "Yearly audit of IT controls", clock.instant().plus(Duration.ofDays(90)));
            return true;
        });
    }

    private void add(Cast cast) {
        var party = directory.findParty(cast.party()).orElseThrow();
        var person = registry.addPerson(party.id(), cast.key(), cast.name(), cast.email(), cast.role(), cast.title(), password(cast));
        for (var team : cast.teams().split(","))
            if (!team.isEmpty()) registry.join(directory.findTeam(party.id(), team).orElseThrow().id(), person.id());
    }

    private void team(Party party, String key, String name) {
        registry.addTeam(party.id(), key, name);
    }

    /// Shown on the console and in `demo.json`; good for a demonstration and nothing else.
    private static String password(Cast cast) {
        return "demo-" + cast.email().substring(0, cast.email().indexOf('@')) + "-2026";
    }
}
