/// What is seen before people call: signals of many sources and checks of our own become conditions, and conditions become work by an
/// [demarc.app.agreement.Occasion]. Each way to be told has a folder below `source`.
@NullMarked
@ApplicationModule(displayName = "Signals", allowedDependencies = {"platform", "directory", "agreement", "estate"})
package demarc.app.signals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
