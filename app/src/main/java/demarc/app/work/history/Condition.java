package demarc.app.work.history;

import demarc.core.agreement.WaitingOn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a state's name in a log says of the ticket.
///
/// @param on whom a waiting ticket waits for; null when the log does not say, and then no clock stops
record Condition(Kind kind, @Nullable WaitingOn on) {

    enum Kind {
        NEW, ACTIVE, WAITING, RESOLVED, CLOSED, CANCELLED,
        /// Something was written; the ticket stays as it was.
        NOTE
    }

    private static final Map<String, Condition> KNOWN = new HashMap<>();

    static {
        know("new", "new", "open", "insert ticket", "logged", "registered", "submitted", "queued", "unassigned", "awaiting assignment", "to do");
        know("note", "assign seriousness", "updated", "comment", "commented", "note", "unmatched");
        know("active", "active", "in progress", "work in progress", "assigned", "accepted", "acknowledged", "started", "take in charge ticket",
                "require upgrade", "create sw anomaly", "resolve sw anomaly", "escalated", "reopened", "waiting for support", "processing (assigned)", "processing (planned)", "in review", "investigating");
        know("waiting", "wait", "waiting", "pending", "on hold", "hold", "awaiting problem", "awaiting change");
        know("waiting on requester", "awaiting user info", "awaiting evidence", "awaiting caller", "waiting on customer", "waiting for customer", "waiting on client",
                "waiting for user", "wait - user", "pending customer", "awaiting customer", "customer responded needed", "awaiting response", "pending customer response", "awaiting user response");
        know("waiting on vendor", "awaiting vendor", "waiting on vendor", "waiting for vendor", "wait - vendor", "waiting on third party", "waiting for third party",
                "pending vendor");
        know("waiting on parts", "waiting on parts", "waiting for parts", "waiting materials", "awaiting parts");
        know("waiting on appointment", "scheduled", "schedule intervention", "awaiting appointment");
        know("waiting on decision", "waiting for approval", "pending approval", "awaiting approval");
        know("resolved", "resolved", "resolve ticket", "solved", "fixed", "completed", "complete", "done", "verified");
        know("closed", "closed");
        know("cancelled", "cancelled", "canceled", "invalid", "duplicate", "rejected", "withdrawn");
    }

    private static void know(String words, String... states) {
        var condition = ofWords(words).orElseThrow();
        for (var state : List.of(states)) KNOWN.put(state, condition);
    }

    /// By the state's own name, as common desks write it; of `Accepted-Wait` the finer part decides.
    static Optional<Condition> ofState(String state) {
        var text = state.strip().toLowerCase(Locale.ROOT);
        var known = KNOWN.get(text);
        if (known != null) return Optional.of(known);
        int dash = text.indexOf('-');
        if (dash < 0) return Optional.empty();
        var finer = KNOWN.get(text.substring(dash + 1).strip());
        return Optional.ofNullable(finer != null ? finer : KNOWN.get(text.substring(0, dash).strip()));
    }

    /// As a mapping file says it: `resolved`, `waiting on vendor`.
    static Optional<Condition> ofWords(String words) {
        var text = words.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("waiting on ")) {
            return Optional.ofNullable(switch (text.substring("waiting on ".length())) {
                case "requester" -> WaitingOn.REQUESTER;
                case "client" -> WaitingOn.CLIENT;
                case "vendor" -> WaitingOn.VENDOR;
                case "parts" -> WaitingOn.PARTS;
                case "appointment" -> WaitingOn.SCHEDULED;
                case "decision" -> WaitingOn.DECISION;
                default -> null;
            }).map(on -> new Condition(Kind.WAITING, on));
        }
        for (var kind : Kind.values()) if (kind.name().toLowerCase(Locale.ROOT).equals(text)) return Optional.of(new Condition(kind, null));
        return Optional.empty();
    }

    static final String WORDS = "new, active, waiting, waiting on requester, waiting on client, waiting on vendor, waiting on parts, waiting on appointment, "
            + "waiting on decision, resolved, closed, cancelled or note";

    /// As [#ofWords] reads it.
    String words() {
        if (on == null) return kind.name().toLowerCase(Locale.ROOT);
        return "waiting on " + (on == WaitingOn.SCHEDULED ? "appointment" : on.name().toLowerCase(Locale.ROOT));
    }
}
