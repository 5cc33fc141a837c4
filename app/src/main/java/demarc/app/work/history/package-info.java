/// Histories of other desks: reads a ticket export as it is, says what it recognised, tells each ticket's past as facts, stores it once, and
/// replays it under an agreement.
///
/// Reading, mapping and replaying know neither Spring nor the database, so that the command line and the page do the very same:
/// [HistoryFile] → [Survey] → [Grouping] → [Storyteller] → [PastTicket], which [Imports] stores and [Tally] replays. [Histories] is the front
/// door for the other modules.
@NullMarked
@NamedInterface("history")
package demarc.app.work.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
