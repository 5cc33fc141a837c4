package demarc.app.work.web;

import demarc.app.agreement.Agreements;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.work.Tickets;
import demarc.app.work.web.NewTicketPage.Preview;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Opening a ticket, with the agreement's answer shown before it is saved.
@Controller
class NewTickets {
    private final Tickets tickets;
    private final Directory directory;
    private final Agreements agreements;
    private final Clock clock;

    NewTickets(Tickets tickets, Directory directory, Agreements agreements, Clock clock) {
        this.tickets = tickets;
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    @GetMapping("/tickets/new")
    ModelAndView form(Actor by, @RequestParam Map<String, String> asked) {
        if (by.role() == Role.EMPLOYEE) return Html.seeOther("/portal");
        return Html.page("work/new", page(by, new NewTicketForm(asked), Map.of()));
    }

    /// Who would get it as the form stands.
    @GetMapping("/tickets/new/preview")
    ModelAndView preview(Actor by, @RequestParam Map<String, String> asked) {
        return Html.page("work/preview", preview(by, new NewTicketForm(asked)));
    }

    @PostMapping("/tickets")
    ModelAndView open(Actor by, @RequestParam Map<String, String> asked) {
        var form = new NewTicketForm(asked);
        try {
            var opened = tickets.open(by, form.ticket());
            return Html.seeOther("/tickets/" + opened.ref(), "%s is open.".formatted(opened.ref()));
        } catch (Refused no) {
            return Html.page("work/new", page(by, form, problems(by, form, no)), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// All that is wrong at once: what was refused is left out, and the rest asked again as a preview.
    private Map<String, String> problems(Actor by, NewTicketForm form, Refused first) {
        var problems = new LinkedHashMap<String, String>();
        var rest = form;
        for (var no = first; no != null && problems.putIfAbsent(Objects.requireNonNullElse(no.field(), ""), no.message()) == null; no = refusal(by, rest))
            if (no.field() != null) rest = rest.without(no.field());
        return problems;
    }

    private @Nullable Refused refusal(Actor by, NewTicketForm form) {
        try {
            tickets.preview(by, form.ticket());
            return null;
        } catch (Refused no) {
            return no;
        } catch (NotFound no) {
            return null;
        }
    }

    private NewTicketPage page(Actor by, NewTicketForm form, Map<String, String> problems) {
        if (by.isReadOnly()) throw new Forbidden("You are a guest here and may read, not open tickets.");
        var clients = directory.clients();
        var client = clients.size() == 1 ? clients.getFirst() : clients.stream().filter(each -> each.key().equals(form.value("client"))).findFirst().orElse(null);
        if (client == null) return new NewTicketPage(clients, null, form, List.of(), List.of(), List.of(), Preview.NOTHING, problems);
        var people = new ArrayList<Person>(directory.peopleOf(client.id()));
        return new NewTicketPage(clients, client, form, services(client), directory.sitesOf(client.id()), people, form.value("client").isEmpty() ? Preview.NOTHING : preview(by, form), problems);
    }

    private List<NewTicketPage.Service> services(Client client) {
        return agreements.inForce(client.id(), clock.instant()).map(signed -> signed.inForce().agreement().services().values().stream()
                .map(service -> new NewTicketPage.Service(service.title(), service.activities().values().stream()
                        .map(activity -> new TicketPage.Activity(activity.key(), activity.title())).toList())).toList()).orElse(List.of());
    }

    private Preview preview(Actor by, NewTicketForm form) {
        try {
            var ticket = tickets.preview(by, form.draft());
            return new Preview(ticket, team(by, form, ticket.responsible()), Words.address(ticket.because(), form.value("client")), "");
        } catch (Refused | NotFound no) {
            return new Preview(null, "", null, String.valueOf(no.getMessage()));
        }
    }

    private String team(Actor by, NewTicketForm form, @Nullable String key) {
        if (key == null) return "";
        var client = directory.findClient(form.value("client")).map(Client::id).orElse(by.party().id());
        var parties = new ArrayList<>(directory.providersOf(client).stream().map(demarc.app.platform.Party::id).toList());
        parties.add(client);
        return directory.teams().stream().filter(team -> team.key().equals(key) && parties.contains(team.partyId()))
                .map(team -> "%s of %s".formatted(team.name(), directory.party(team.partyId()).name())).findFirst().orElse(key);
    }
}
