package demarc.app.work.web;

import demarc.app.directory.Site;
import demarc.app.work.Kind;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.app.work.TicketView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page where employees ask for help and see what became of it. No word of the trade here.
public record PortalPage(NewTicketForm form, List<Site> sites, List<Queue.Row> tickets, boolean more, Map<String, String> problems) {

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }

    /// How it stands, in words for somebody who waits.
    public static String stand(Status status, boolean waitsForThem) {
        return switch (status) {
            case NEW -> "We have it";
            case OPEN -> "We are on it";
            case WAITING -> waitsForThem ? "We need your answer" : "On hold";
            case RESOLVED -> "Should work again";
            case CLOSED -> "Done";
            case CANCELLED -> "Called off";
        };
    }

    public static String tone(Status status, boolean waitsForThem) {
        return switch (status) {
            case NEW, OPEN -> "new";
            case WAITING -> waitsForThem ? "warn" : "";
            case RESOLVED, CLOSED -> "good";
            case CANCELLED -> "";
        };
    }

    /// One ticket, as its requester follows it.
    ///
    /// @param stands in words
    /// @param next   the sentence that answers "and now?"
    /// @param by     the moment that sentence promises
    public record Follow(TicketView ticket, String stands, String tone, String next, @Nullable Instant by, List<TicketPage.Entry> entries, boolean open, boolean resolved, boolean over) {
        /// What they say when they need no more help.
        public String works() {
            return ticket.kind() == Kind.REQUEST ? "I have what I need" : "This works again";
        }
    }
}
