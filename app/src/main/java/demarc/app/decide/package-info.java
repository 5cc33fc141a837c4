/// Which model fits, argued from answers and from the business's own history; and what another agreement would have done.
@NullMarked
@ApplicationModule(displayName = "Decide", allowedDependencies = {"platform", "directory", "agreement", "work", "work :: history"})
package demarc.app.decide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
