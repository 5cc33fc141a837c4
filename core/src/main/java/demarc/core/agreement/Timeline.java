package demarc.core.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What happened to one ticket, in order. Clocks, shares and breaches are read from it ([SlaClock]) and never kept beside it.
public record Timeline(List<Fact> facts) {

    /// @throws IllegalArgumentException when it does not begin with the opening, or time goes backwards
    public Timeline {
        facts = List.copyOf(facts);
        if (facts.isEmpty() || !(facts.getFirst() instanceof Fact.Opened))
            throw new IllegalArgumentException("a timeline begins with the ticket's opening, not with (%s)".formatted(facts.isEmpty() ? "nothing" : facts.getFirst()));
        for (int i = 1; i < facts.size(); i++) {
            if (facts.get(i).at().isBefore(facts.get(i - 1).at()))
                throw new IllegalArgumentException("time goes backwards: (%s) stands after (%s). Record facts in the order they happened."
                        .formatted(facts.get(i), facts.get(i - 1)));
            if (facts.get(i) instanceof Fact.Opened)
                throw new IllegalArgumentException("a ticket opens once: (%s) stands after (%s)".formatted(facts.get(i), facts.getFirst()));
        }
    }

    public static Timeline of(Fact... facts) {
        return new Timeline(List.of(facts));
    }

    public Timeline plus(Fact fact) {
        var longer = new ArrayList<>(facts);
        longer.add(fact);
        return new Timeline(longer);
    }

    public Fact.Opened opened() {
        return (Fact.Opened) facts.getFirst();
    }

    public sealed interface Fact {

        Instant at();

        record Opened(Instant at, Priority priority, String team, String party) implements Fact {}

        /// The ticket is now with this team, whose party holds it from here on.
        record Assigned(Instant at, String team, String party) implements Fact {}

        record PriorityChanged(Instant at, Priority to) implements Fact {}

        /// @param charged the party whose time it is while the clock stands: the requester's, the decider's, or whoever manages the vendor
        record Waiting(Instant at, WaitingOn on, String charged) implements Fact {}

        record Resumed(Instant at) implements Fact {}

        /// A person, not an automatic reply, has been in touch with the requester.
        record Responded(Instant at) implements Fact {}

        record Resolved(Instant at) implements Fact {}

        record Reopened(Instant at) implements Fact {}

        record Cancelled(Instant at) implements Fact {}
    }
}
