package demarc.app.work.history;

import java.util.List;

/// What goes to the server at once, and is stored in one transaction.
///
/// @param source which desk the tickets' numbers are of: `servicenow`
record Batch(String source, List<PastTicket> tickets) {

    static final int TICKETS = 500;

    /// @param refused numbers with the reason
    record Answer(int imported, int alreadyThere, List<No> refused) {}

    record No(String id, String reason) {}
}
