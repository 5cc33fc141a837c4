package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.app.work.Changed;
import demarc.app.work.Tickets;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Changing a ticket: each change is a noun, posted by a form, and leads back to the page it came from. `expected` is the version the person
/// was looking at; replies, notes and time go beside whatever happened meanwhile.
@Controller
@RequestMapping("/tickets/{ref}")
class TicketChanges {
    private final Tickets tickets;

    TicketChanges(Tickets tickets) {
        this.tickets = tickets;
    }

    enum Audience { PUBLIC, INTERNAL, PARTIES }

    @PostMapping("/messages")
    ModelAndView message(Actor by, @PathVariable String ref, @RequestParam(defaultValue = "") String body, @RequestParam(defaultValue = "PUBLIC") Audience audience,
            @RequestParam(defaultValue = "") List<Integer> parties) {
        return switch (audience) {
            case PUBLIC -> done(tickets.reply(by, ref, null, body), "Sent.");
            case INTERNAL -> done(tickets.note(by, ref, null, body, List.of()), "Noted for %s.".formatted(by.party().name()));
            case PARTIES -> {
                if (parties.isEmpty()) throw new Refused("parties", "Choose who may read it.");
                yield done(tickets.note(by, ref, null, body, parties), "Noted.");
            }
        };
    }

    /// @param person nobody when empty
    @PostMapping("/assignee")
    ModelAndView assignee(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam(defaultValue = "") String person) {
        return switch (person) {
            case "" -> done(tickets.release(by, ref, expected), "Nobody has %s now.".formatted(ref));
            case "me" -> done(tickets.take(by, ref, expected), "%s is yours.".formatted(ref));
            default -> done(tickets.assign(by, ref, expected, number("person", person)), "Assigned.");
        };
    }

    @PostMapping("/waiting")
    ModelAndView waiting(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam WaitingOn on, @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String until) {
        return done(tickets.waitFor(by, ref, expected, on, note.isBlank() ? null : note.strip(), moment(by, until)), "%s waits.".formatted(ref));
    }

    @PostMapping("/waiting/end")
    ModelAndView goOn(Actor by, @PathVariable String ref, @Nullable Integer expected) {
        return done(tickets.goOn(by, ref, expected), "The clock runs again.");
    }

    @PostMapping("/handoffs")
    ModelAndView handOver(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam int team, @RequestParam(defaultValue = "") String reason) {
        return done(tickets.handOff(by, ref, expected, team, reason), "Handed over.");
    }

    enum Answer { ACCEPTED, DECLINED, WITHDRAWN }

    @PostMapping("/handoffs/{n}")
    ModelAndView answer(Actor by, @PathVariable String ref, @PathVariable int n, @Nullable Integer expected, @RequestParam Answer answer, @RequestParam(defaultValue = "") String reason) {
        return switch (answer) {
            case ACCEPTED -> done(tickets.accept(by, ref, expected, n), "Accepted. %s is with %s now.".formatted(ref, by.party().name()));
            case DECLINED -> done(tickets.decline(by, ref, expected, n, reason), "Declined. It stays where it was.");
            case WITHDRAWN -> done(tickets.withdraw(by, ref, expected, n, reason), "Withdrawn.");
        };
    }

    @PostMapping("/decisions")
    ModelAndView ask(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam DecisionKind kind, @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String question) {
        return done(tickets.askDecision(by, ref, expected, kind, amount, question), "Asked.");
    }

    @PostMapping("/decisions/{n}")
    ModelAndView decide(Actor by, @PathVariable String ref, @PathVariable int n, @Nullable Integer expected, @RequestParam boolean approved,
            @RequestParam(defaultValue = "") String reason, @RequestParam(defaultValue = "") String from) {
        return done(tickets.decide(by, ref, expected, n, approved, reason), from, approved ? "Approved: %s goes on.".formatted(ref) : "Refused. %s was told why.".formatted(ref));
    }

    @PostMapping("/decisions/{n}/review")
    ModelAndView review(Actor by, @PathVariable String ref, @PathVariable int n, @Nullable Integer expected, @RequestParam boolean fine,
            @RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "") String from) {
        return done(tickets.review(by, ref, expected, n, fine, note), from, "Reviewed.");
    }

    @PostMapping("/priority")
    ModelAndView priority(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam Priority priority, @RequestParam(defaultValue = "") String reason) {
        return done(tickets.reprioritise(by, ref, expected, priority, reason.isBlank() ? null : reason.strip()), "%s is %s now.".formatted(ref, priority));
    }

    @PostMapping("/activity")
    ModelAndView activity(Actor by, @PathVariable String ref, @Nullable Integer expected, String activity) {
        return done(tickets.reclassify(by, ref, expected, activity.strip()), "Changed.");
    }

    @PostMapping("/resolution")
    ModelAndView resolve(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam(defaultValue = "") String summary) {
        return done(tickets.resolve(by, ref, expected, summary), "Resolved.");
    }

    @PostMapping("/resolution/end")
    ModelAndView reopen(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam(defaultValue = "") String reason) {
        return done(tickets.reopen(by, ref, expected, reason), "Reopened.");
    }

    @PostMapping("/cancellation")
    ModelAndView cancel(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam(defaultValue = "") String reason) {
        return done(tickets.cancel(by, ref, expected, reason), "Cancelled.");
    }

    @PostMapping("/time")
    ModelAndView time(Actor by, @PathVariable String ref, @RequestParam(defaultValue = "") String minutes, @RequestParam(defaultValue = "") String note) {
        return done(tickets.logTime(by, ref, null, number("minutes", minutes), note, null), "Logged.");
    }

    @PostMapping("/problem")
    ModelAndView link(Actor by, @PathVariable String ref, @Nullable Integer expected, @RequestParam(defaultValue = "") String problem) {
        if (problem.isBlank()) return done(tickets.unlink(by, ref, expected), "Unlinked.");
        return done(tickets.link(by, ref, expected, problem.strip()), "Linked.");
    }

    private static ModelAndView done(Changed changed, String said) {
        return done(changed, "", said);
    }

    /// @param from `decisions` when the person came from that list
    private static ModelAndView done(Changed changed, String from, String said) {
        return Html.seeOther(from.equals("decisions") ? "/decisions" : "/tickets/" + changed.ref(), changed.note() == null ? said : changed.note());
    }

    private static int number(String field, String text) {
        if (!text.strip().matches("\\d{1,9}")) throw new Refused(field, "'%s' is no number. Write one like 30.".formatted(text));
        return Integer.parseInt(text.strip());
    }

    /// As the browser's date and time field writes it, in the person's own zone.
    private static @Nullable Instant moment(Actor by, String text) {
        if (text.isBlank()) return null;
        try {
            return LocalDateTime.parse(text).atZone(by.zone()).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("until", "'%s' is no date and time. Write one like 2026-11-24T14:00.".formatted(text));
        }
    }
}
