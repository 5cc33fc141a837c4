package demarc.app.demo;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.directory.Registry;
import demarc.app.platform.Actor;
import demarc.app.platform.Actors;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/// Who is in the story.
@Component
class Cast {
    /// Good for a demonstration and nothing else.
    static final String PASSWORD = "shared-not-blurred";

    /// @param key     the post, as agreements name it
    /// @param teams   their keys, by spaces
    /// @param offered whether the console offers to sign in as this person; the others have the same password
    record Part(String party, String key, String name, String email, Role role, String title, String teams, boolean offered) {
        /// How the script calls them.
        String alias() {
            return email.substring(0, email.indexOf('@'));
        }
    }

    static final List<Part> PARTS = List.of(
            lead("northwind", "service-manager", "Maya Chen", "maya@northwind.example", Role.SERVICE_MANAGER, "Service manager", "service-desk vcio"),
            lead("northwind", "tom-okafor", "Tom Okafor", "tom@northwind.example", Role.TECHNICIAN, "Service desk engineer", "service-desk"),
            lead("northwind", "lena-fischer", "Lena Fischer", "lena@northwind.example", Role.TECHNICIAN, "Network engineer", "service-desk project-team field"),
            lead("northwind", "admin", "Nora Lindqvist", "nora@northwind.example", Role.ADMINISTRATOR, "Platform administrator", ""),
            more("northwind", "duty-manager", "Owen Price", "owen@northwind.example", Role.SERVICE_MANAGER, "Duty manager, nights", "service-desk"),
            more("northwind", "arjun-mehta", "Arjun Mehta", "arjun@northwind.example", Role.TECHNICIAN, "Service desk engineer", "service-desk"),
            more("northwind", "ruby-tan", "Ruby Tan", "ruby@northwind.example", Role.TECHNICIAN, "Dispatcher", "service-desk"),
            more("northwind", "dan-whitaker", "Dan Whitaker", "dan@northwind.example", Role.TECHNICIAN, "Service desk engineer, nights", "service-desk"),
            more("northwind", "sofia-marino", "Sofia Marino", "sofia@northwind.example", Role.TECHNICIAN, "Field engineer", "service-desk field"),
            more("northwind", "amos-keller", "Amos Keller", "amos@northwind.example", Role.TECHNICIAN, "Project engineer", "project-team"),
            more("northwind", "iris-novak", "Iris Novak", "iris@northwind.example", Role.TECHNICIAN, "Security engineer", "soc"),
            more("northwind", "nils-berg", "Nils Berg", "nils@northwind.example", Role.TECHNICIAN, "Virtual CIO", "vcio"),
            lead("sentry-ridge", "sam-rivera", "Sam Rivera", "sam@sentryridge.example", Role.TECHNICIAN, "Security analyst", "soc"),
            lead("sentry-ridge", "soc-lead", "Kira Holm", "kira@sentryridge.example", Role.SERVICE_MANAGER, "Head of the SOC", "soc"),
            more("sentry-ridge", "soc-shift-lead", "Theo Banks", "theo@sentryridge.example", Role.TECHNICIAN, "Shift lead", "soc"),
            lead("harbor-dental", "sponsor", "Dr. Helen Marsh", "helen@harbordental.example", Role.EXECUTIVE, "Owner", "leadership crisis-leads"),
            lead("harbor-dental", "office-manager", "Ben Sutter", "ben@harbordental.example", Role.EMPLOYEE, "Office manager", "leadership"),
            more("harbor-dental", "rosa-delgado", "Rosa Delgado", "rosa@harbordental.example", Role.EMPLOYEE, "Front desk, Lakeview", ""),
            more("harbor-dental", "kim-tran", "Kim Tran", "kim@harbordental.example", Role.EMPLOYEE, "Hygienist, Evanston", ""),
            more("harbor-dental", "alan-pierce", "Dr. Alan Pierce", "alan@harbordental.example", Role.EMPLOYEE, "Dentist", ""),
            lead("ridgeline", "it-manager", "Ines Duarte", "ines@ridgeline.example", Role.IT_MANAGER, "IT manager", "it-team"),
            lead("ridgeline", "it-technician", "Joe Kowalski", "joe@ridgeline.example", Role.TECHNICIAN, "IT technician", "it-team"),
            lead("ridgeline", "sponsor", "Grace Brandt", "grace@ridgeline.example", Role.EXECUTIVE, "CFO", "leadership crisis-leads"),
            lead("ridgeline", "planner", "Luis Ortega", "luis@ridgeline.example", Role.EMPLOYEE, "Production planner", ""),
            more("ridgeline", "shipping", "Wanda Pruitt", "wanda@ridgeline.example", Role.EMPLOYEE, "Shipping lead, Troy", ""),
            more("ridgeline", "supervisor", "Greg Stahl", "greg@ridgeline.example", Role.EMPLOYEE, "Shift supervisor", ""),
            more("ridgeline", "quality", "Hana Sato", "hana@ridgeline.example", Role.EMPLOYEE, "Quality engineer", ""),
            lead("ridgeline", "auditor", "Ingrid Moe", "ingrid@moe-audit.example", Role.AUDITOR, "External auditor", ""),
            lead("alder-finch", "it-manager", "Priya Raman", "priya@alderfinch.example", Role.IT_MANAGER, "IT manager", "it-team"),
            lead("alder-finch", "sponsor", "Charles Alder", "charles@alderfinch.example", Role.EXECUTIVE, "Managing partner", "leadership crisis-leads"),
            more("alder-finch", "nadia-haddad", "Nadia Haddad", "nadia@alderfinch.example", Role.EMPLOYEE, "Associate", ""),
            more("alder-finch", "mei-lin", "Mei Lin", "mei@alderfinch.example", Role.EMPLOYEE, "Paralegal", ""),
            more("alder-finch", "reception", "Vera Cole", "vera@alderfinch.example", Role.EMPLOYEE, "Reception", ""),
            lead("copper-kettle", "it-manager", "Marcus Hale", "marcus@copperkettle.example", Role.IT_MANAGER, "Head of IT", "it-team it-on-call"),
            more("copper-kettle", "jenna-ruiz", "Jenna Ruiz", "jenna@copperkettle.example", Role.TECHNICIAN, "Systems administrator", "it-team it-on-call"),
            more("copper-kettle", "pat-osei", "Pat Osei", "pat@copperkettle.example", Role.TECHNICIAN, "Support technician", "it-team it-on-call"),
            more("copper-kettle", "sponsor", "Carol Finley", "carol@copperkettle.example", Role.EXECUTIVE, "Chief executive", "leadership crisis-leads"),
            more("copper-kettle", "kitchen", "Tony Bruno", "tony@copperkettle.example", Role.EMPLOYEE, "Plant lead, canning", ""));

    private final Registry registry;
    private final Directory directory;
    private final Actors actors;
    private final Clock clock;

    Cast(Registry registry, Directory directory, Actors actors, Clock clock) {
        this.registry = registry;
        this.directory = directory;
        this.actors = actors;
        this.clock = clock;
    }

    void enter() {
        var chicago = ZoneId.of("America/Chicago");
        var newYork = ZoneId.of("America/New_York");
        var northwind = registry.addProvider("northwind", "Northwind IT", chicago);
        var sentry = registry.addProvider("sentry-ridge", "Sentry Ridge SOC", newYork);
        var dental = registry.addClient("harbor-dental", "Harbor Dental Group", "HDG", chicago, "US-IL");
        var ridgeline = registry.addClient("ridgeline", "Ridgeline Manufacturing", "RDG", newYork, "US-OH");
        var alder = registry.addClient("alder-finch", "Alder & Finch LLP", "ALF", newYork, "US-NY");
        var kettle = registry.addClient("copper-kettle", "Copper Kettle Foods", "CKF", ZoneId.of("America/Denver"), "US-CO");
        var since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(3);
        // Copper Kettle is still choosing: the provider may look, and advise.
        for (var client : List.of(dental, ridgeline, alder, kettle)) registry.engage(client.id(), northwind.id(), since);
        for (var client : List.of(dental, ridgeline)) registry.engage(client.id(), sentry.id(), since);

        teams(northwind, "service-desk", "Service desk", "project-team", "Project team", "vcio", "Virtual CIO", "soc", "Security operations", "field", "Field service");
        teams(sentry, "soc", "Security operations centre");
        teams(dental.party(), "leadership", "Leadership", "crisis-leads", "Crisis leads");
        teams(ridgeline.party(), "it-team", "IT team", "leadership", "Leadership", "crisis-leads", "Crisis leads");
        teams(alder.party(), "it-team", "IT team", "leadership", "Leadership", "crisis-leads", "Crisis leads");
        teams(kettle.party(), "it-team", "IT team", "it-on-call", "IT on call", "leadership", "Leadership", "crisis-leads", "Crisis leads");
        sites(dental, "lakeview", "Lakeview practice", "18 Harbor Street, Chicago IL", "evanston", "Evanston practice", "402 Sheridan Road, Evanston IL");
        sites(ridgeline, "plant", "Plant, Dayton", "7 Foundry Road, Dayton OH", "warehouse", "Warehouse, Troy", "1200 Experiment Farm Road, Troy OH");
        sites(alder, "office", "Madison Avenue", "350 Madison Avenue, New York NY");
        sites(kettle, "cannery", "Cannery", "91 Pearl Street, Boulder CO", "hq", "Headquarters", "1801 Broadway, Denver CO");

        // Hashing a password takes its time on purpose; two at once take half of it.
        PARTS.parallelStream().forEach(this::enter);
        deputy("maya@northwind.example", "owen@northwind.example");
        deputy("kira@sentryridge.example", "theo@sentryridge.example");
        deputy("ines@ridgeline.example", "grace@ridgeline.example");
        registry.admit(person("ingrid").id(), ridgeline.id(), "Yearly audit of IT controls", clock.instant().plus(Duration.ofDays(60)));
    }

    Person person(String alias) {
        var part = PARTS.stream().filter(each -> each.alias().equals(alias)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody in the story is called (%s)".formatted(alias)));
        return Tenancy.asSystem(() -> directory.findPerson(part.email()).orElseThrow());
    }

    Actor actor(int person) {
        return actors.person(person).orElseThrow();
    }

    Actor actor(String alias) {
        return actor(person(alias).id());
    }

    private void enter(Part part) {
        var party = Tenancy.asSystem(() -> directory.findParty(part.party())).orElseThrow();
        var person = registry.addPerson(party.id(), part.key(), part.name(), part.email(), part.role(), part.title(), PASSWORD);
        for (var team : part.teams().split(" "))
            if (!team.isEmpty()) registry.join(Tenancy.asSystem(() -> directory.findTeam(party.id(), team)).orElseThrow().id(), person.id());
    }

    private void deputy(String email, String deputy) {
        var people = Tenancy.asSystem(() -> Arrays.asList(directory.findPerson(email).orElseThrow(), directory.findPerson(deputy).orElseThrow()));
        registry.setDeputy(people.get(0).id(), people.get(1).id());
    }

    private void teams(Party party, String... keysAndNames) {
        for (var i = 0; i < keysAndNames.length; i += 2) registry.addTeam(party.id(), keysAndNames[i], keysAndNames[i + 1]);
    }

    private void sites(Client client, String... keysNamesAndAddresses) {
        for (var i = 0; i < keysNamesAndAddresses.length; i += 3)
            registry.addSite(client.id(), keysNamesAndAddresses[i], keysNamesAndAddresses[i + 1], keysNamesAndAddresses[i + 2]);
    }

    private static Part lead(String party, String key, String name, String email, Role role, String title, String teams) {
        return new Part(party, key, name, email, role, title, teams, true);
    }

    private static Part more(String party, String key, String name, String email, Role role, String title, String teams) {
        return new Part(party, key, name, email, role, title, teams, false);
    }
}
