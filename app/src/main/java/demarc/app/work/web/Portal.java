package demarc.app.work.web;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.app.work.Kind;
import demarc.app.work.NewTicket;
import demarc.app.work.OpenedTicket;
import demarc.app.work.Queue;
import demarc.app.work.Scale;
import demarc.app.work.Status;
import demarc.app.work.TicketView;
import demarc.app.work.Tickets;
import demarc.core.agreement.WaitingOn;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// For employees: ask in one field, and see what happens.
@Controller
class Portal {
    private static final int SHOWN = 30;

    private final Tickets tickets;
    private final Queue queue;
    private final Directory directory;
    private final Clock clock;

    Portal(Tickets tickets, Queue queue, Directory directory, Clock clock) {
        this.tickets = tickets;
        this.queue = queue;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/portal")
    @Transactional(readOnly = true)
    ModelAndView portal(Actor by) {
        if (by.isProvider()) return Html.seeOther("/tickets/new");
        return Html.page("work/portal", page(by, new NewTicketForm(Map.of()), Map.of()));
    }

    @PostMapping("/portal")
    ModelAndView ask(Actor by, @RequestParam Map<String, String> asked) {
        var form = new NewTicketForm(asked);
        try {
            var opened = tickets.open(by, ticket(form));
            return Html.seeOther("/portal/tickets/" + opened.ref(), welcome(by, opened));
        } catch (Refused no) {
            var field = Objects.requireNonNullElse(no.field(), "");
            return Html.page("work/portal", page(by, form, Map.of(field, no.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/portal/tickets/{ref}")
    ModelAndView follow(Actor by, @PathVariable String ref) {
        return Html.page("work/follow", follow(tickets.get(by, ref)));
    }

    @PostMapping("/portal/tickets/{ref}/messages")
    ModelAndView reply(Actor by, @PathVariable String ref, @RequestParam(defaultValue = "") String body) {
        return back(tickets.reply(by, ref, null, body).ref(), "Sent.");
    }

    @PostMapping("/portal/tickets/{ref}/resolution")
    ModelAndView works(Actor by, @PathVariable String ref) {
        var asked = tickets.get(by, ref).kind() == Kind.REQUEST;
        return back(tickets.resolve(by, ref, null, (asked ? "%s has what was asked for." : "It works again, says %s.").formatted(by.name())).ref(),
                asked ? "Good to hear." : "Good to hear. If it comes back, say so here.");
    }

    @PostMapping("/portal/tickets/{ref}/resolution/end")
    ModelAndView stillBroken(Actor by, @PathVariable String ref, @RequestParam(defaultValue = "") String reason) {
        return back(tickets.reopen(by, ref, null, reason.isBlank() ? "It still does not work." : reason).ref(), "We are on it again.");
    }

    private static ModelAndView back(String ref, String said) {
        return Html.seeOther("/portal/tickets/" + ref, said);
    }

    /// Whatever is left out counts as the usual: one person, a way around it.
    private static NewTicket ticket(NewTicketForm form) {
        var what = form.value("subject").replaceAll("\\s+", " ");
        var details = form.value("description");
        var subject = what.length() <= 200 ? what : what.substring(0, 197) + "…";
        var description = what.length() <= 200 ? details : (form.value("subject") + "\n\n" + details).strip();
        var many = scale(form.value("impact"));
        var stopped = scale(form.value("urgency"));
        var said = many != null || stopped != null;
        return new NewTicket(null, subject, description, form.is("kind", "REQUEST") ? Kind.REQUEST : Kind.INCIDENT, null, null, null,
                said ? Objects.requireNonNullElse(many, Scale.LOW) : null, said ? Objects.requireNonNullElse(stopped, Scale.MEDIUM) : null,
                form.value("site"), null, null, null);
    }

    private static @Nullable Scale scale(String text) {
        return switch (text) {
            case "HIGH" -> Scale.HIGH;
            case "MEDIUM" -> Scale.MEDIUM;
            case "LOW" -> Scale.LOW;
            default -> null;
        };
    }

    private PortalPage page(Actor by, NewTicketForm form, Map<String, String> problems) {
        var own = new Queue.Filter(null, null, null, EnumSet.allOf(Status.class), null, null, null, null, false, false, false, null, false, false, null, null, false);
        var listed = queue.page(by, own, Queue.Sort.NEWEST, null, SHOWN);
        var mine = listed.items().stream().filter(row -> row.requester() == by.personId()).toList();
        return new PortalPage(form, directory.sitesOf(by.party().id()), mine, listed.next() != null, problems);
    }

    private String welcome(Actor by, OpenedTicket opened) {
        var view = tickets.get(by, opened.ref());
        var who = view.team() == null ? view.party().name() : "%s (%s)".formatted(view.party().name(), view.team().name());
        var due = opened.due().respond();
        return due == null ? "We have it: %s. %s looks after it.".formatted(opened.ref(), who)
                : "We have it: %s. %s answers by %s.".formatted(opened.ref(), who, moment(by, due));
    }

    private String moment(Actor by, Instant at) {
        var there = at.atZone(by.zone());
        var today = clock.instant().atZone(by.zone()).toLocalDate().equals(there.toLocalDate());
        return DateTimeFormatter.ofPattern(today ? "HH:mm" : "EEEE d MMMM, HH:mm", Locale.ENGLISH).format(there);
    }

    private PortalPage.Follow follow(TicketView ticket) {
        var waiting = ticket.waiting();
        var forThem = waiting != null && (waiting.on() == WaitingOn.REQUESTER || waiting.on() == WaitingOn.CLIENT);
        var status = ticket.status();
        var over = status == Status.CLOSED || status == Status.CANCELLED;
        var plainly = ticket.timeline().stream().collect(Collectors.toMap(TicketView.Line::seq, TicketView.Line::plainly));
        var entries = TicketPage.entries(ticket, false).stream().map(entry -> entry.saying(plainly.getOrDefault(entry.seq(), "")))
                .filter(entry -> entry.message() != null || !entry.sentence().isEmpty()).toList();
        var respond = ticket.reading().respond();
        var resolve = ticket.reading().resolve();
        var promised = !status.isOpen() || status == Status.WAITING ? null : ticket.respondedAt() == null ? respond : resolve;
        return new PortalPage.Follow(ticket, PortalPage.stand(status, forThem), PortalPage.tone(status, forThem), next(ticket, forThem, promised != null, promised != null && promised.due().isBefore(clock.instant())),
                promised == null ? null : promised.due(), entries, status.isOpen(), status == Status.RESOLVED, over);
    }

    private static String next(TicketView ticket, boolean forThem, boolean promised, boolean late) {
        var who = ticket.assignee() == null ? ticket.team() == null ? ticket.party().name() : ticket.team().name() + " of " + ticket.party().name()
                : "%s of %s".formatted(ticket.assignee().name(), ticket.party().name());
        if (ticket.status().isOpen() && ticket.status() != Status.WAITING && !promised) return who + " looks after it.";
        return switch (ticket.status()) {
            case NEW, OPEN -> ticket.respondedAt() == null ? who + (late ? " is late: the answer was promised by" : " answers by")
                    : who + (late ? " is late: it was promised by" : " is working on it, to be done by");
            case WAITING -> forThem ? "Please answer below, so that %s can go on.".formatted(who) : "%s goes on as soon as what it waits for is there.".formatted(who);
            case RESOLVED -> "If it does not, say so within five working days and it goes on.";
            case CLOSED -> "Nothing is left to do. Ask anew if something comes up.";
            case CANCELLED -> "It was called off.";
        };
    }
}
