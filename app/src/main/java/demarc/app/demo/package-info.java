/// The demonstration: a provider, its security partner and four clients, and the two weeks before now. `demarc demo` tells it once, with the
/// verbs that people use and a clock that walks; nothing here runs in production.
@NullMarked
@ApplicationModule(displayName = "Demonstration", allowedDependencies = {"platform", "directory", "agreement", "estate", "estate :: exposure", "estate :: inventory", "estate :: protection", "signals", "signals :: triage", "work"})
package demarc.app.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
