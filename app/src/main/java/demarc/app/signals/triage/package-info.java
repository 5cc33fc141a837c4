/// From condition to the right work: what is one cause becomes one ticket, what is nobody's work says why. [Triage] decides and knows neither
/// clock nor database; [Runner] hands it what is due and carries out what it says.
@NullMarked
@NamedInterface("triage")
package demarc.app.signals.triage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
