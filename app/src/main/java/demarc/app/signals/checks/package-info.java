/// Checks of our own: what is looked at how often ([Checks]), by the server ([ServerRunner]) or by a probe inside the client's network
/// ([ProbeGate]), what the answers make of how it stands ([Standing]), and what the conditions are told ([Results]).
@NullMarked
@NamedInterface("checks")
package demarc.app.signals.checks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
