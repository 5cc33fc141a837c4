package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Refused;
import demarc.app.work.Fact.Decided;
import demarc.app.work.Fact.Decider;
import demarc.app.work.Fact.DecisionAsked;
import demarc.app.work.Fact.Then;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.InForce;
import demarc.core.agreement.WaitingOn;
import demarc.core.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decisions on a ticket: the agreement says whose they are, by when, and what happens then. The time spent waiting is the decider's party's.
@Component
class Rulings {
    private final Rules rules;
    private final Deciders deciders;

    Rulings(Rules rules, Deciders deciders) {
        this.rules = rules;
        this.deciders = deciders;
    }

    /// @param asker who may not decide it; null when the product asks by itself
    List<Fact> ask(Client client, Course course, @Nullable Integer asker, DecisionKind kind, @Nullable Money amount, String question, Instant at) {
        var signed = rules.inForce(client.id(), at);
        if (signed == null) throw new Refused("kind", "No agreement is in force for %s, so nobody is named to decide. Sign one first.".formatted(client.name()));
        var inForce = signed.inForce();
        var assignment = Rules.assignment(inForce, course, at);
        if (assignment == null)
            throw new Refused("kind", "Version %d does not name the activity '%s', so nobody is named to decide. Give the ticket another activity.".formatted(signed.number(), course.activity));

        var decision = inForce.decide(kind, amount, assignment, at);
        int n = course.rulings.size() + 1;
        var accountable = rules.party(client, assignment.accountable());
        var because = rules.because(client, signed, decision.because(), "decisions: " + kind.written(), accountable == null ? client.id() : accountable, List.of(), List.of());
        var sum = amount == null ? null : amount.toString();
        var review = decision.review();
        var reviewer = review == null ? null : decider(client, review.by());
        var reviewDue = review == null ? null : review.within().due(calendar(inForce, review.by()), at);

        if (decision.by() instanceof Agreement.Team team && team.equals(assignment.responsible())) {
            var own = new Decider(course.party(), team.key(), null, course.team());
            return List.of(
                    new DecisionAsked(n, kind, sum, question, own, null, Then.WAIT, null, reviewer, reviewDue, because),
                    new Decided(n, true, "Whoever does the work decides.", false, true));
        }
        var decider = decider(client, decision.by());
        var next = decision.then() instanceof TimeOut.Escalate(var to) ? decider(client, to) : null;
        var then = switch (decision.then()) {
            case null -> Then.WAIT;
            case TimeOut.Proceed _ -> Then.PROCEED;
            case TimeOut.Refuse _ -> Then.REFUSE;
            case TimeOut.Escalate _ -> Then.ESCALATE;
        };
        var deadline = decision.deadline();
        if (!deciders.anyBut(asker, decider)) {
            if (next == null || !deciders.anyBut(asker, next))
                throw new Refused("kind", "Only %s may decide a %s, and nobody decides what they ask for themselves. Name a deputy in the directory, or let a colleague ask."
                        .formatted(deciders.words(decider), words(kind)));
            decider = next;
            next = null;
            then = Then.WAIT;
            deadline = null;
        }
        var facts = new ArrayList<Fact>();
        facts.add(new DecisionAsked(n, kind, sum, question, decider, deadline, then, next, reviewer, reviewDue, because));
        if (course.waiting == null) facts.add(new Fact.Waiting(WaitingOn.DECISION, decider.party(), null, null));
        return facts;
    }

    List<Fact> decide(Course course, Actor by, int n, boolean approved, String reason) {
        var ruling = ruling(course, n);
        if (!ruling.pending()) throw new Refused("Decision %d is made already: %s.".formatted(n, Boolean.TRUE.equals(ruling.approved) ? "approved" : "refused"));
        if (course.closedAt != null) throw new Refused("The ticket is closed; there is nothing left to decide.");
        if (ruling.asker != null && ruling.asker == by.personId())
            throw new Refused("You asked for this yourself, so somebody else decides: %s.".formatted(deciders.words(ruling.decider)));
        if (!deciders.isOne(by, ruling.decider)) throw new Refused("This is decided by %s, says the agreement.".formatted(deciders.words(ruling.decider)));
        if (!approved && reason.isBlank()) throw new Refused("reason", "Say why not, so that they know what to change.");
        var facts = new ArrayList<Fact>(List.of(new Decided(n, approved, reason.strip(), deciders.isDeputy(by, ruling.decider), false)));
        goOn(facts, course, n);
        return facts;
    }

    List<Fact> review(Course course, Actor by, int n, boolean fine, String note) {
        var ruling = ruling(course, n);
        var reviewer = ruling.asked.reviewer();
        if (reviewer == null || !ruling.awaitsReview()) throw new Refused("Decision %d awaits no review.".formatted(n));
        if (ruling.asker != null && ruling.asker == by.personId()) throw new Refused("You asked for this yourself, so somebody else reviews it: %s.".formatted(deciders.words(reviewer)));
        if (!deciders.isOne(by, reviewer)) throw new Refused("This is reviewed by %s, says the agreement.".formatted(deciders.words(reviewer)));
        if (!fine && note.isBlank()) throw new Refused("note", "Say what was not right.");
        return List.of(new Fact.Reviewed(n, fine, note.strip()));
    }

    /// The time ran out: what the agreement says happens.
    List<Fact> timeOut(Course course, int n) {
        var ruling = ruling(course, n);
        if (!ruling.pending()) return List.of();
        var facts = new ArrayList<Fact>(List.of(new Fact.DecisionTimedOut(n, ruling.then)));
        switch (ruling.then) {
            case PROCEED -> facts.add(new Decided(n, true, "No answer in time; the agreement says: proceed.", false, true));
            case REFUSE -> facts.add(new Decided(n, false, "No answer in time; the agreement says: refuse.", false, true));
            case ESCALATE -> {
                var next = ruling.asked.escalateTo();
                if (next != null && next.party() != ruling.decider.party() && course.waitsOn(WaitingOn.DECISION))
                    facts.add(new Fact.Waiting(WaitingOn.DECISION, next.party(), null, null));
            }
            case WAIT -> facts.clear();
        }
        if (ruling.then == Then.PROCEED || ruling.then == Then.REFUSE) goOn(facts, course, n);
        return facts;
    }

    /// Work that waits for a decision cannot be called done.
    void mustBeDecided(Course course) {
        for (var ruling : course.pending())
            throw new Refused("This waits for a decision on the %s: %s. Let them decide first, or cancel the ticket.".formatted(words(ruling.asked.kind()), deciders.words(ruling.decider)));
    }

    private static void goOn(List<Fact> facts, Course course, int decided) {
        if (course.waitsOn(WaitingOn.DECISION) && course.pending().stream().allMatch(other -> other.asked.n() == decided)) facts.add(new Fact.Resumed());
    }

    private static Course.Ruling ruling(Course course, int n) {
        var ruling = course.rulings.get(n);
        if (ruling == null) throw new demarc.app.platform.NotFound("decision", n);
        return ruling;
    }

    private Decider decider(Client client, Contact contact) {
        var party = rules.party(client, contact.party());
        var where = party == null ? client.id() : party;
        return switch (contact) {
            case Agreement.Team team -> new Decider(where, team.key(), null, rules.team(where, team.key()));
            case Agreement.Person person -> new Decider(where, person.key(), person.deputy(), null);
        };
    }

    private static demarc.core.worktime.WorkCalendar calendar(InForce inForce, Contact contact) {
        return inForce.calendar(contact.hours().weekly());
    }

    static String words(DecisionKind kind) {
        return kind.written().replace('-', ' ');
    }
}
