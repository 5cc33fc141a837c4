package demarc.app.directory;

import demarc.app.directory.Administration.ClientForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Clients, providers, teams and sites, for people.
@Controller
public class DirectoryPages {
    public record ClientsPage(List<Listing.ClientRow> clients, List<Party> providers, boolean mayAdd, boolean mayAddProviders) {}

    public record ClientFormPage(ClientForm form, @Nullable String key, Map<String, String> problems) {}

    public record ClientPage(Client client, List<Party> providers, List<Party> others, List<Site> sites, List<Person> people, List<Team> teams, boolean mayKeep, boolean mayEngage) {}

    public record TeamsPage(List<Listing.TeamRow> teams, List<Party> kept, Map<String, String> problems) {}

    public record TeamPage(Team team, Party party, List<Person> members, List<Person> others, boolean mayKeep) {}

    public record AuditPage(List<Audit.Entry> entries, @Nullable Long before, Audit.Anchor anchor) {}

    private final Directory directory;
    private final Listing listing;
    private final Administration administration;
    private final Audit audit;

    DirectoryPages(Directory directory, Listing listing, Administration administration, Audit audit) {
        this.directory = directory;
        this.listing = listing;
        this.administration = administration;
        this.audit = audit;
    }

    @GetMapping("/directory")
    ModelAndView start() {
        return Html.seeOther("/directory/clients");
    }

    @GetMapping("/directory/clients")
    ModelAndView clients(Actor actor) {
        staff(actor);
        return Html.page("directory/clients", new ClientsPage(listing.clients(), directory.parties().stream().filter(Party::isProvider).toList(),
                actor.mayCreateClients(), actor.isAdministrator()));
    }

    @GetMapping("/directory/clients/new")
    ModelAndView newClient(Actor actor) {
        if (!actor.mayCreateClients()) throw new Forbidden("Clients are added by an administrator or a provider's service manager.");
        return Html.page("directory/client-form", new ClientFormPage(new ClientForm("", "", "", actor.zone().getId(), ""), null, Map.of()));
    }

    @PostMapping("/directory/clients")
    ModelAndView addClient(@ModelAttribute ClientForm form, Actor actor) {
        try {
            var client = administration.addClient(actor, form);
            return Html.seeOther("/directory/clients/" + client.key(), client.name() + " was added. Next: its sites and people.");
        } catch (Refused refused) {
            return Html.page("directory/client-form", new ClientFormPage(form, null, Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/directory/clients/{key}")
    ModelAndView client(@PathVariable String key, Actor actor) {
        staff(actor);
        var client = directory.client(key);
        var providers = directory.providersOf(client.id());
        var others = directory.parties().stream().filter(party -> party.isProvider() && !providers.contains(party)).toList();
        return Html.page("directory/client", new ClientPage(client, providers, others, directory.sitesOf(client.id()), directory.peopleOf(client.id()),
                directory.teamsOf(client.id()), actor.mayManageClient(client.id()), actor.mayManagePeopleOf(client.id())));
    }

    @GetMapping("/directory/clients/{key}/edit")
    ModelAndView editClient(@PathVariable String key, Actor actor) {
        var client = directory.client(key);
        if (!actor.mayManageClient(client.id())) throw new NotFound("client", key);
        return Html.page("directory/client-form", new ClientFormPage(
                new ClientForm(key, client.name(), client.code(), client.zone().getId(), client.holidays()), key, Map.of()));
    }

    @PostMapping("/directory/clients/{key}")
    ModelAndView changeClient(@PathVariable String key, @ModelAttribute ClientForm form, Actor actor) {
        try {
            administration.changeClient(actor, key, form);
            return Html.seeOther("/directory/clients/" + key, "Saved.");
        } catch (Refused refused) {
            return Html.page("directory/client-form", new ClientFormPage(form, key, Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/directory/providers")
    ModelAndView addProvider(@RequestParam String name, Actor actor) {
        var provider = administration.addProvider(actor, name, null);
        return Html.seeOther("/directory/clients", provider.name() + " was added. Engage it on a client's page.");
    }

    @PostMapping("/directory/clients/{key}/engagements")
    ModelAndView engage(@PathVariable String key, @RequestParam String provider, Actor actor) {
        administration.engage(actor, key, provider);
        return Html.seeOther("/directory/clients/" + key, "Engaged. Its people see this client from now on.");
    }

    @PostMapping("/directory/clients/{key}/engagements/{provider}/end")
    ModelAndView endEngagement(@PathVariable String key, @PathVariable String provider, Actor actor) {
        administration.endEngagement(actor, key, provider);
        return Html.seeOther("/directory/clients/" + key, "The engagement ended. The provider's people no longer see this client.");
    }

    @PostMapping("/directory/clients/{key}/sites")
    ModelAndView addSite(@PathVariable String key, @RequestParam String name, @RequestParam(defaultValue = "") String address, Actor actor) {
        var site = administration.addSite(actor, key, name, null, address);
        return Html.seeOther("/directory/clients/" + key, "The site %s was added; agreements name it '%s'.".formatted(site.name(), site.key()));
    }

    @GetMapping("/directory/teams")
    ModelAndView teams(Actor actor) {
        staff(actor);
        return Html.page("directory/teams", teamsPage(actor, Map.of()));
    }

    @PostMapping("/directory/teams")
    ModelAndView addTeam(@RequestParam String party, @RequestParam String name, @RequestParam(defaultValue = "") String key, Actor actor) {
        try {
            var team = administration.addTeam(actor, party, name, key);
            return Html.seeOther("/directory/teams/" + team.id(), "The team was added; agreements name it '%s'. Next: its members.".formatted(team.key()));
        } catch (Refused refused) {
            return Html.page("directory/teams", teamsPage(actor, Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/directory/teams/{id}")
    ModelAndView team(@PathVariable int id, Actor actor) {
        staff(actor);
        var team = directory.findTeam(id).orElseThrow(() -> new NotFound("team", id));
        var party = directory.party(team.partyId());
        var members = directory.membersOf(id);
        var others = directory.peopleOf(party.id()).stream().filter(person -> !members.contains(person)).toList();
        return Html.page("directory/team", new TeamPage(team, party, members, others, Administration.mayKeep(actor, party)));
    }

    @PostMapping("/directory/teams/{id}/members")
    ModelAndView join(@PathVariable int id, @RequestParam int person, Actor actor) {
        administration.join(actor, id, person);
        return Html.seeOther("/directory/teams/" + id, "Added.");
    }

    @PostMapping("/directory/teams/{id}/members/{person}/removal")
    ModelAndView leave(@PathVariable int id, @PathVariable int person, Actor actor) {
        administration.leave(actor, id, person);
        return Html.seeOther("/directory/teams/" + id, "Removed from the team.");
    }

    @GetMapping("/directory/audit")
    ModelAndView audit(@RequestParam(required = false) @Nullable Long before, Actor actor) {
        if (!actor.mayReadAudit()) throw new Forbidden("The audit log is read by managers, auditors and administrators.");
        var page = Page.of(audit.entries(null, before, 101), 100, entry -> Cursor.of(entry.id()));
        return Html.page("directory/audit", new AuditPage(page.items(), page.next() == null ? null : page.items().getLast().id(), audit.anchor()));
    }

    private TeamsPage teamsPage(Actor actor, Map<String, String> problems) {
        return new TeamsPage(listing.teams(), directory.parties().stream().filter(party -> Administration.mayKeep(actor, party)).toList(), problems);
    }

    static void staff(Actor actor) {
        if (!actor.worksTickets()) throw new Forbidden("The directory is for those who work on IT. Your own details are under Profile.");
    }
}
