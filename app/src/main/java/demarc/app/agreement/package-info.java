/// Agreements as two sides sign them: drafts, versions, signatures, and what is in force when. [Agreements] answers the other modules;
/// [AgreementCameIntoForce] tells them of a change. The meaning of a text is `demarc.core.agreement`'s alone.
@NullMarked
@ApplicationModule(displayName = "Agreement", allowedDependencies = {"platform", "directory"})
package demarc.app.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
