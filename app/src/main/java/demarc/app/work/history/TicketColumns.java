package demarc.app.work.history;

import demarc.core.simulation.History;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts told tickets into columns and lets their stories go.
final class TicketColumns {

    private final Storyteller storyteller;
    private final History.Builder builder;
    private long tickets;
    private long waited;

    TicketColumns(ZoneId zone, Storyteller storyteller) {
        this.storyteller = storyteller;
        builder = History.in(zone);
    }

    void take(String id, List<Grouping.Row> rows) {
        var ticket = storyteller.tell(id, rows);
        if (ticket == null) return;
        tickets++;
        var story = Story.of(ticket);
        if (story.waited > 0) waited++;
        builder.add(new History.Ticket(ticket.opened(), story.answered, story.resolved, story.waited, ticket.activity(), ticket.priority(), story.hands, story.reopened,
                story.group, storyteller.agent()));
        builder.seen(ticket.lastSeen());
    }

    long tickets() {
        return tickets;
    }

    /// Tickets that waited for somebody.
    long waited() {
        return waited;
    }

    /// @return null without tickets
    @Nullable History history() {
        return tickets == 0 ? null : builder.build();
    }

    /// @param hands how often it went from one group to another; the first group to get it does not count
    private record Story(@Nullable Instant answered, @Nullable Instant resolved, long waited, int hands, boolean reopened, @Nullable String group) {

        static Story of(PastTicket ticket) {
            Instant answered = null;
            Instant resolved = null;
            Instant waiting = null;
            long waited = 0;
            int hands = 0;
            boolean reopened = false;
            String group = null;
            for (var fact : ticket.facts()) {
                if (waiting != null && ends(fact.kind())) {
                    waited += fact.at().getEpochSecond() - waiting.getEpochSecond();
                    waiting = null;
                }
                switch (fact.kind()) {
                    case OPENED -> group = fact.value();
                    case GROUP -> {
                        if (group == null) group = fact.value();
                        else hands++;
                    }
                    case TAKEN -> answered = fact.at();
                    case WAITING -> waiting = fact.at();
                    case RESOLVED, CANCELLED -> resolved = fact.at();
                    case REOPENED -> {
                        resolved = null;
                        reopened = true;
                    }
                    case ACTIVITY, PRIORITY, RESUMED, TOUCHED, CLOSED, LAST_SEEN -> {}
                }
            }
            if (answered == null && resolved != null && ticket.unanswered() == null) answered = resolved;
            return new Story(answered, resolved, waited, hands, reopened, group);
        }

        private static boolean ends(PastFact.Kind kind) {
            return switch (kind) {
                case WAITING, RESUMED, RESOLVED, CANCELLED, REOPENED, LAST_SEEN -> true;
                case OPENED, GROUP, ACTIVITY, PRIORITY, TAKEN, TOUCHED, CLOSED -> false;
            };
        }
    }
}
