package demarc.app.directory;

import demarc.app.directory.Administration.PersonForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Html;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
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

/// People, for people.
@Controller
public class PeoplePages {
    public record PeoplePage(List<Listing.PersonRow> people, @Nullable String next, String q, String party, List<Party> parties, boolean mayAdd) {}

    /// @param person null for somebody new
    public record PersonFormPage(PersonForm form, @Nullable Person person, Party party, List<Party> parties, List<Role> roles, List<Person> colleagues, List<Team> teams,
            boolean mayKeep, boolean isMe, Map<String, String> problems) {}

    /// @param link to hand to the person; shown this once
    public record LinkPage(Person person, String link) {}

    private final Directory directory;
    private final Listing listing;
    private final Administration administration;

    PeoplePages(Directory directory, Listing listing, Administration administration) {
        this.directory = directory;
        this.listing = listing;
        this.administration = administration;
    }

    @GetMapping("/directory/people")
    ModelAndView people(@RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String party,
            @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        DirectoryPages.staff(actor);
        var page = listing.people(actor, q.strip(), party, Cursor.parse(cursor, 2), 50);
        return Html.page("directory/people", new PeoplePage(page.items(), page.next(), q, party, directory.parties(), !kept(actor).isEmpty()));
    }

    @GetMapping("/directory/people/new")
    ModelAndView newPerson(@RequestParam(defaultValue = "") String party, Actor actor) {
        DirectoryPages.staff(actor);
        var form = new PersonForm(party.isEmpty() ? actor.party().key() : party, "", "", Role.EMPLOYEE.name(), "", "", "", "", "");
        return Html.page("directory/person", page(actor, form, null, Map.of()));
    }

    @PostMapping("/directory/people")
    ModelAndView addPerson(@ModelAttribute PersonForm form, Actor actor, HttpServletRequest request) {
        try {
            var invited = administration.addPerson(actor, form);
            return Html.page("directory/link", new LinkPage(invited.person(), link(request, invited.secret())), HttpStatus.CREATED);
        } catch (Refused refused) {
            return Html.page("directory/person", page(actor, form, null, Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/directory/people/{id}")
    ModelAndView person(@PathVariable int id, Actor actor) {
        DirectoryPages.staff(actor);
        var person = directory.person(id);
        var deputy = person.deputy() == null ? "" : directory.findPerson(person.deputy()).map(Person::email).orElse("");
        var form = new PersonForm(directory.party(person.partyId()).key(), person.name(), person.email(), person.role().name(), person.title(), person.phone(), deputy, person.key(), "");
        return Html.page("directory/person", page(actor, form, person, Map.of()));
    }

    @PostMapping("/directory/people/{id}")
    ModelAndView changePerson(@PathVariable int id, @ModelAttribute PersonForm form, Actor actor) {
        try {
            administration.changePerson(actor, id, form);
            return Html.seeOther("/directory/people/" + id, "Saved.");
        } catch (Refused refused) {
            return Html.page("directory/person", page(actor, form, directory.person(id), Problems.of(refused)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/directory/people/{id}/invitation")
    ModelAndView invite(@PathVariable int id, Actor actor, HttpServletRequest request) {
        var secret = administration.invite(actor, id);
        return Html.page("directory/link", new LinkPage(directory.person(id), link(request, secret)), HttpStatus.CREATED);
    }

    @PostMapping("/directory/people/{id}/deactivation")
    ModelAndView deactivate(@PathVariable int id, Actor actor) {
        administration.deactivate(actor, id);
        return Html.seeOther("/directory/people/" + id, "Deactivated: signed out everywhere, and their tokens no longer work.");
    }

    @PostMapping("/directory/people/{id}/activation")
    ModelAndView activate(@PathVariable int id, Actor actor) {
        administration.activate(actor, id);
        return Html.seeOther("/directory/people/" + id, "Active again.");
    }

    private PersonFormPage page(Actor actor, PersonForm form, @Nullable Person person, Map<String, String> problems) {
        var kept = kept(actor);
        var party = kept.stream().filter(p -> p.key().equals(form.party())).findFirst()
                .orElseGet(() -> person == null ? actor.party() : directory.party(person.partyId()));
        var roles = Arrays.stream(Role.values()).filter(role -> role.fits(party.kind()) && (role != Role.ADMINISTRATOR || actor.isAdministrator())).toList();
        var colleagues = directory.peopleOf(party.id()).stream().filter(other -> person == null || other.id() != person.id()).toList();
        var teams = person == null ? List.<Team>of() : directory.teamsOf(party.id()).stream().filter(team -> directory.isMember(team.id(), person.id())).toList();
        return new PersonFormPage(form, person, party, kept, roles, colleagues, teams,
                Administration.mayKeep(actor, party) && (person == null || person.role() != Role.ADMINISTRATOR || actor.isAdministrator()),
                person != null && person.id() == actor.personId(), problems);
    }

    private List<Party> kept(Actor actor) {
        return directory.parties().stream().filter(party -> Administration.mayKeep(actor, party)).toList();
    }

    private static String link(HttpServletRequest request, String secret) {
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        return "%s://%s%s/invitations/%s".formatted(request.getScheme(), request.getServerName(), usual ? "" : ":" + port, secret);
    }
}
