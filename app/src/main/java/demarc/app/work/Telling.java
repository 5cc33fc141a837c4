package demarc.app.work;

import demarc.core.agreement.WaitingOn;
import java.util.function.IntFunction;

/// Facts in plain words.
///
/// @param person names a person, `team` a team, `party` a party
record Telling(IntFunction<String> person, IntFunction<String> team, IntFunction<String> party) {

    /// What happened, as it follows the name of who did it: "took it".
    static String briefly(Fact fact) {
        return switch (fact) {
            case Fact.Opened _ -> "opened it";
            case Fact.Assigned _ -> "moved it to another team";
            case Fact.Taken _ -> "took or assigned it";
            case Fact.Released _ -> "let it go";
            case Fact.Replied _ -> "replied";
            case Fact.Noted _ -> "wrote a note";
            case Fact.Observed _ -> "saw more of it";
            case Fact.Waiting _ -> "set it waiting";
            case Fact.Resumed _ -> "went on with it";
            case Fact.HandoffOffered _ -> "offered it to another team";
            case Fact.HandoffAccepted _ -> "accepted the handoff";
            case Fact.HandoffDeclined _ -> "declined the handoff";
            case Fact.HandoffWithdrawn _ -> "withdrew the handoff";
            case Fact.Escalated _ -> "escalated it";
            case Fact.DecisionAsked _ -> "asked for a decision";
            case Fact.Decided _ -> "decided";
            case Fact.DecisionTimedOut _ -> "let the time for a decision run out";
            case Fact.Reviewed _, Fact.ReviewOverdue _ -> "reviewed a decision";
            case Fact.Warned _, Fact.Breached _ -> "noticed a promise at risk or broken";
            case Fact.Reclassified _ -> "changed its activity";
            case Fact.Reprioritised _ -> "changed its priority";
            case Fact.Resolved _ -> "resolved it";
            case Fact.Reopened _ -> "reopened it";
            case Fact.Closed _ -> "closed it";
            case Fact.Cancelled _ -> "cancelled it";
            case Fact.Linked _, Fact.Unlinked _, Fact.ProblemResolved _ -> "changed its problem";
            case Fact.TimeLogged _ -> "logged time";
            case Fact.AtSource _, Fact.Imported _ -> "imported it";
        };
    }

    /// A whole sentence without its subject, which is the actor or "the agreement".
    String sentence(Fact fact) {
        return switch (fact) {
            case Fact.Opened opened -> "opened this %s as %s".formatted(opened.kind().label().toLowerCase(java.util.Locale.ROOT), opened.priority());
            case Fact.Assigned assigned -> assigned(assigned);
            case Fact.Taken taken -> "gave it to %s".formatted(person.apply(taken.person()));
            case Fact.Released _ -> "let it go; nobody has it now";
            case Fact.Replied _ -> "replied";
            case Fact.Observed observed -> "saw: %s".formatted(observed.what());
            case Fact.Noted noted -> noted.visibility() == Visibility.PARTIES ? "wrote a note for chosen parties" : "wrote an internal note";
            case Fact.Waiting waiting -> "set it waiting for %s; the time is %s's%s".formatted(
                    words(waiting.on()), party.apply(waiting.charged()), waiting.note() == null ? "" : ": " + waiting.note());
            case Fact.Resumed _ -> "went on with it";
            case Fact.HandoffOffered offered -> "offered it to %s of %s: %s".formatted(team.apply(offered.team()), party.apply(offered.party()), offered.reason());
            case Fact.HandoffAccepted _ -> "accepted the handoff";
            case Fact.HandoffDeclined declined -> "declined the handoff: %s".formatted(declined.reason());
            case Fact.HandoffWithdrawn withdrawn -> "withdrew the handoff%s".formatted(withdrawn.reason().isEmpty() ? "" : ": " + withdrawn.reason());
            case Fact.Escalated escalated -> "%s %s: nothing moved for too long (line %d)".formatted(
                    escalated.team() == null ? "alerted" : "escalated it to", escalated.to(), escalated.because().line());
            case Fact.DecisionAsked asked -> "asked %s of %s for a decision on the %s%s: %s".formatted(asked.decider().post(), party.apply(asked.decider().party()),
                    Rulings.words(asked.kind()), asked.amount() == null ? "" : " of " + asked.amount(), asked.question());
            case Fact.Decided decided -> "%s decision %d%s%s".formatted(decided.approved() ? "approved" : "refused", decided.n(),
                    decided.asDeputy() ? " as deputy" : "", decided.reason().isEmpty() ? "" : ": " + decided.reason());
            case Fact.DecisionTimedOut timedOut -> "saw the time for decision %d run out: %s".formatted(timedOut.n(), switch (timedOut.then()) {
                case WAIT -> "it goes on waiting";
                case PROCEED -> "proceed";
                case REFUSE -> "refuse";
                case ESCALATE -> "it goes to the next";
            });
            case Fact.Reviewed reviewed -> "reviewed decision %d: %s%s".formatted(reviewed.n(), reviewed.fine() ? "all right" : "not right",
                    reviewed.note().isEmpty() ? "" : ", " + reviewed.note());
            case Fact.ReviewOverdue overdue -> "saw no review of decision %d in time".formatted(overdue.n());
            case Fact.Warned warned -> "warned: three quarters of the time to %s are gone".formatted(words(warned.promise()));
            case Fact.Breached breached -> "saw the promise to %s broken while %s held it".formatted(words(breached.promise()), party.apply(breached.party()));
            case Fact.Reclassified reclassified -> "changed the activity from %s to %s".formatted(reclassified.from().isEmpty() ? "none" : reclassified.from(), reclassified.to());
            case Fact.Reprioritised changed -> "changed the priority from %s to %s%s".formatted(changed.from(), changed.to(), changed.reason() == null ? "" : ": " + changed.reason());
            case Fact.Resolved resolved -> "resolved it: %s".formatted(resolved.summary());
            case Fact.Reopened reopened -> "reopened it: %s".formatted(reopened.reason());
            case Fact.Closed _ -> "closed it; nobody objected for five working days";
            case Fact.Cancelled cancelled -> "cancelled it: %s".formatted(cancelled.reason());
            case Fact.Linked linked -> "linked it to problem %d".formatted(linked.problem());
            case Fact.Unlinked unlinked -> "unlinked it from problem %d".formatted(unlinked.problem());
            case Fact.ProblemResolved resolved -> "learned that problem %d is resolved: %s".formatted(resolved.problem(), resolved.summary());
            case Fact.AtSource there -> switch (there.what()) {
                case TAKEN -> "saw it taken up at the other desk";
                case MOVED -> "saw it moved to %s at the other desk".formatted(there.words());
                case CLOSED -> "saw it closed at the other desk";
            };
            case Fact.Imported imported -> "brought it in from %s as history, where it was %s%s".formatted(imported.source(), imported.id(),
                    imported.lastState() == null ? "" : " and last seen as " + imported.lastState());
            case Fact.TimeLogged logged -> "logged %d min%s".formatted(logged.minutes(), logged.note().isEmpty() ? "" : ": " + logged.note());
        };
    }

    /// What happened, for somebody who is not of the trade; empty for what does not concern whoever asked.
    String plainly(Fact fact, String actor) {
        return switch (fact) {
            case Fact.Opened _ -> actor + " asked for help";
            case Fact.Assigned(_, var team, var party, _, _) -> "It went to " + (team == null ? this.party.apply(party) : "%s of %s".formatted(this.team.apply(team), this.party.apply(party)));
            case Fact.Taken taken -> person.apply(taken.person()) + " looks after it";
            // What others are waited for is between the sides.
            case Fact.Waiting waiting -> waiting.on() != WaitingOn.REQUESTER ? "It is on hold" : "We need your answer" + (waiting.note() == null ? "" : ": " + waiting.note());
            case Fact.Resumed _ -> "It goes on";
            case Fact.Resolved resolved -> "%s resolved it: %s".formatted(actor, resolved.summary());
            case Fact.Reopened reopened -> "%s reopened it: %s".formatted(actor, reopened.reason());
            case Fact.Closed _ -> "It is closed";
            case Fact.Cancelled cancelled -> "%s cancelled it: %s".formatted(actor, cancelled.reason());
            case Fact.Released _, Fact.Replied _, Fact.Noted _, Fact.Observed _, Fact.HandoffOffered _, Fact.HandoffAccepted _, Fact.HandoffDeclined _,
                    Fact.HandoffWithdrawn _, Fact.Escalated _, Fact.DecisionAsked _, Fact.Decided _, Fact.DecisionTimedOut _, Fact.Reviewed _, Fact.ReviewOverdue _, Fact.Warned _,
                    Fact.Breached _, Fact.Reclassified _, Fact.Reprioritised _, Fact.Linked _, Fact.Unlinked _, Fact.ProblemResolved _, Fact.TimeLogged _,
                    Fact.AtSource _, Fact.Imported _ -> "";
        };
    }

    private String assigned(Fact.Assigned assigned) {
        var to = assigned.team() == null ? "nobody; it is kept with " + party.apply(assigned.party())
                : "%s of %s".formatted(team.apply(assigned.team()), party.apply(assigned.party()));
        var because = assigned.because();
        var line = because == null || because.line() == 0 ? "" : " (line %d)".formatted(because.line());
        return switch (assigned.how()) {
            case ROUTED -> "gave it to %s%s".formatted(to, line);
            case REROUTED -> "gave it to %s, as the case has changed%s".formatted(to, line);
            case GIVEN -> "gave it to %s: %s".formatted(to, assigned.reason());
            case HANDOFF -> "brought it across the line to %s".formatted(to);
            case ESCALATION -> "moved it to %s%s".formatted(to, line);
            case BOUNDARY -> "moved it to %s at the edge of hours%s".formatted(to, line);
        };
    }

    static String words(WaitingOn on) {
        return switch (on) {
            case REQUESTER -> "the requester";
            case CLIENT -> "the client";
            case VENDOR -> "a vendor";
            case PARTS -> "parts";
            case SCHEDULED -> "an appointment";
            case DECISION -> "a decision";
        };
    }

    private static String words(Fact.Promise promise) {
        return switch (promise) {
            case RESPOND -> "respond";
            case RESOLVE -> "resolve";
        };
    }
}
