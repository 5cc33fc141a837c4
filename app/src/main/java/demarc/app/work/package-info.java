/// Tickets by the agreement. A ticket is a timeline of [Fact]s that only grows; who has it, what it waits for, its clocks and whose minutes they
/// were are read from it. [Tickets] is the front door for change, [Queue] for lists.
///
/// ```
/// verb ──▶ Ticket decides ──▶ facts ──▶ TicketStore appends them, and writes what lists sort by, in one statement
///                                  └──▶ due rows ──▶ Moments comes back when one is due
/// ```
@NullMarked
@ApplicationModule(displayName = "Work", allowedDependencies = {"platform", "directory", "agreement", "estate", "signals"})
package demarc.app.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
