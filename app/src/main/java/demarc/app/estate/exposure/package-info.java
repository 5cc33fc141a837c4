/// What is vulnerable, by when it is mended, and by whom: advisories meet the software of the assets; each exposure has a due date with its reason; what is due
/// becomes a patch for the side that the agreement names.
@NullMarked
@NamedInterface("exposure")
package demarc.app.estate.exposure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
