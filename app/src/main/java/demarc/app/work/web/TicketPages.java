package demarc.app.work.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.OccasionPlace;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.work.TicketView;
import demarc.app.work.Tickets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Reading a ticket.
@Controller
@Transactional(readOnly = true)
class TicketPages {
    private final Tickets tickets;
    private final Directory directory;
    private final Agreements agreements;
    private final List<OccasionPlace> places;
    private final Clock clock;

    TicketPages(Tickets tickets, Directory directory, Agreements agreements, List<OccasionPlace> places, Clock clock) {
        this.tickets = tickets;
        this.directory = directory;
        this.agreements = agreements;
        this.places = places;
        this.clock = clock;
    }

    @GetMapping("/tickets/{ref}")
    ModelAndView ticket(Actor by, @PathVariable String ref, @RequestParam(defaultValue = "") String show) {
        if (by.role() == Role.EMPLOYEE) return Html.seeOther("/portal/tickets/" + tickets.get(by, ref).ref());
        var ticket = tickets.get(by, ref);
        var parties = new ArrayList<Party>(List.of(ticket.client().party()));
        parties.addAll(directory.providersOf(ticket.client().id()));
        var ids = parties.stream().map(Party::id).toList();
        var teams = directory.teams().stream().filter(team -> ids.contains(team.partyId())).toList();
        return Html.page("work/ticket", TicketPage.of(by, ticket, show.equals("conversation"), clock.instant(), parties, teams, ticket.holds() ? directory.staffOf(by.party().id()) : List.of(), activities(ticket), seen(ticket)));
    }

    private List<OccasionPlace.Place> seen(TicketView ticket) {
        return ticket.origins().stream().flatMap(origin -> places.stream().flatMap(place -> place.find(ticket.client().id(), origin).stream())).toList();
    }

    private List<TicketPage.Activity> activities(TicketView ticket) {
        return agreements.inForce(ticket.client().id(), clock.instant()).map(signed -> signed.inForce().activities().stream()
                .map(activity -> new TicketPage.Activity(activity.key(), activity.title())).toList()).orElse(List.of());
    }
}
