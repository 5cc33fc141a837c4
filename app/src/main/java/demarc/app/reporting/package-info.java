/// The homes: for each role the one page that says what is theirs to do and how things stand. It owns no state; lists come through the front
/// doors of the other modules, figures from the views that they publish, over windows that do not grow.
@NullMarked
@ApplicationModule(displayName = "Reporting", allowedDependencies = {"platform", "directory", "agreement", "estate", "signals", "signals :: triage", "work"})
package demarc.app.reporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
