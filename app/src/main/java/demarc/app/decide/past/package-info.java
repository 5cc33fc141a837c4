/// The business's own past: a ticket history uploaded to a decision, read by a job, and what its data are good for.
///
/// [Quality] says it without Spring and without the database, for the command as for the page; [Pasts] keeps it.
@NullMarked
package demarc.app.decide.past;

import org.jspecify.annotations.NullMarked;
