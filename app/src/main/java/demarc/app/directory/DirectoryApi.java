package demarc.app.directory;

import demarc.app.directory.Administration.ClientForm;
import demarc.app.directory.Administration.PersonForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Clients, people, teams and sites for programs.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.DIRECTORY_READ)
class DirectoryApi {
    private static final String KEY = "Idempotency-Key";

    public record ClientJson(String key, String name, String code, String timeZone, @Nullable String holidays, List<String> providers) {}

    public record ClientRequest(@Nullable String key, String name, String code, @Nullable String timeZone, @Nullable String holidays) {
        ClientForm form() {
            return new ClientForm(key, required("name", name), required("code", code), timeZone, holidays);
        }
    }

    public record PersonJson(int id, String key, String name, String email, String role, @Nullable String title, String party, boolean active, @Nullable Instant guestUntil) {
        static PersonJson of(Listing.PersonRow row) {
            return new PersonJson(row.id(), row.key(), row.name(), row.email(), lower(row.role()), row.title(), row.partyKey(), row.active(), row.guestUntil());
        }
    }

    /// @param party a party's key; your own when left out
    /// @param until a guest's last day
    public record PersonRequest(@Nullable String party, String name, String email, String role, @Nullable String title, @Nullable String phone,
            @Nullable String deputy, @Nullable String key, @Nullable String until) {
        PersonForm form() {
            return new PersonForm(party, required("name", name), required("email", email), required("role", role), title, phone, deputy, key, until);
        }
    }

    /// @param invitation the path of the one-time link by which the person chooses a password
    public record InvitedJson(int id, String key, String name, String email, String role, String invitation) {}

    public record TeamJson(int id, String key, String name, String party, int members) {}

    public record TeamRequest(String party, String name, @Nullable String key) {}

    public record SiteJson(String client, String key, String name, @Nullable String address) {}

    public record SiteRequest(String client, String name, @Nullable String key, @Nullable String address) {}

    public record Me(int id, String name, String email, String role, String party, String partyName, String partyKind, List<String> clients, List<String> scopes) {}

    private final Directory directory;
    private final Listing listing;
    private final Administration administration;
    private final Idempotency idempotency;

    DirectoryApi(Directory directory, Listing listing, Administration administration, Idempotency idempotency) {
        this.directory = directory;
        this.listing = listing;
        this.administration = administration;
        this.idempotency = idempotency;
    }

    @GetMapping("/me")
    Me me(Actor actor) {
        return new Me(actor.personId(), actor.name(), actor.email(), lower(actor.role()), actor.party().key(), actor.party().name(), lower(actor.party().kind()),
                directory.clients().stream().filter(client -> actor.sees(client.id())).map(Client::key).toList(),
                actor.scopes().stream().map(Scope::key).sorted().toList());
    }

    @GetMapping("/clients")
    Page<ClientJson> clients(Actor actor) {
        return new Page<>(directory.clients().stream().filter(client -> actor.sees(client.id())).map(this::json).toList(), null);
    }

    @GetMapping("/clients/{key}")
    ClientJson client(@PathVariable String key, Actor actor) {
        return json(directory.findClient(key).filter(client -> actor.sees(client.id())).orElseThrow(() -> new NotFound("client", key)));
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PostMapping("/clients")
    ResponseEntity<ClientJson> addClient(@RequestBody ClientRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return once(actor, key, request, ClientJson.class, () -> {
            var client = administration.addClient(actor, request.form());
            return ResponseEntity.created(URI.create("/api/v1/clients/" + client.key())).body(new ClientJson(client.key(), client.name(), client.code(),
                    client.zone().getId(), client.holidays(), actor.isProvider() ? List.of(actor.party().key()) : List.of()));
        });
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PutMapping("/clients/{key}")
    ClientJson changeClient(@PathVariable String key, @RequestBody ClientRequest request, Actor actor) {
        return json(administration.changeClient(actor, key, request.form()));
    }

    @GetMapping("/people")
    Page<PersonJson> people(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String party,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = listing.people(actor, q, party, Cursor.parse(cursor, 2), Page.limit(limit));
        return new Page<>(page.items().stream().map(PersonJson::of).toList(), page.next());
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PostMapping("/people")
    ResponseEntity<InvitedJson> addPerson(@RequestBody PersonRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return once(actor, key, request, InvitedJson.class, () -> {
            var invited = administration.addPerson(actor, request.form());
            var person = invited.person();
            return ResponseEntity.created(URI.create("/api/v1/people/" + person.id())).body(new InvitedJson(person.id(), person.key(), person.name(), person.email(),
                    lower(person.role()), "/invitations/" + invited.secret()));
        });
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @DeleteMapping("/people/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable int id, Actor actor) {
        administration.deactivate(actor, id);
    }

    @GetMapping("/teams")
    Page<TeamJson> teams() {
        return new Page<>(listing.teams().stream().map(team -> new TeamJson(team.id(), team.key(), team.name(), team.partyKey(), team.members())).toList(), null);
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PostMapping("/teams")
    ResponseEntity<TeamJson> addTeam(@RequestBody TeamRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return once(actor, key, request, TeamJson.class, () -> {
            var team = administration.addTeam(actor, required("party", request.party()), required("name", request.name()), request.key());
            return ResponseEntity.status(HttpStatus.CREATED).body(new TeamJson(team.id(), team.key(), team.name(), request.party(), 0));
        });
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PutMapping("/teams/{team}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void join(@PathVariable int team, @PathVariable int person, Actor actor) {
        administration.join(actor, team, person);
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @DeleteMapping("/teams/{team}/members/{person}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@PathVariable int team, @PathVariable int person, Actor actor) {
        administration.leave(actor, team, person);
    }

    @GetMapping("/sites")
    Page<SiteJson> sites(@RequestParam String client, Actor actor) {
        var of = directory.findClient(client).filter(c -> actor.sees(c.id())).orElseThrow(() -> new NotFound("client", client));
        return new Page<>(directory.sitesOf(of.id()).stream().map(site -> new SiteJson(client, site.key(), site.name(), site.address())).toList(), null);
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PostMapping("/sites")
    ResponseEntity<SiteJson> addSite(@RequestBody SiteRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key, Actor actor) {
        return once(actor, key, request, SiteJson.class, () -> {
            var site = administration.addSite(actor, required("client", request.client()), required("name", request.name()), request.key(), request.address());
            return ResponseEntity.status(HttpStatus.CREATED).body(new SiteJson(request.client(), site.key(), site.name(), site.address()));
        });
    }

    /// As the product itself from the outset: [Administration] checks the actor and then writes beyond what they see.
    private <T> ResponseEntity<T> once(Actor actor, @Nullable String key, Object request, Class<T> type, Supplier<ResponseEntity<T>> effect) {
        return Tenancy.asSystem(() -> idempotency.once(actor, key, request, type, effect));
    }

    private ClientJson json(Client client) {
        return new ClientJson(client.key(), client.name(), client.code(), client.zone().getId(), client.holidays(),
                directory.providersOf(client.id()).stream().map(provider -> provider.key()).toList());
    }

    /// JSON may leave anything out, whatever the record's types say.
    private static String required(String field, @Nullable String value) {
        if (value == null) throw new Refused(field, "The field '%s' is missing.".formatted(field));
        return value;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
