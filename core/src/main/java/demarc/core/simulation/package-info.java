/// History → model → replications → comparison → frontier: what rival agreements would do with the tickets of one business.
///
/// Nothing here asks the time, opens a file or owns a source of chance: instants, tickets and seeds are handed in, and the same seed gives the
/// same answer on any machine.
@NullMarked
package demarc.core.simulation;

import org.jspecify.annotations.NullMarked;
