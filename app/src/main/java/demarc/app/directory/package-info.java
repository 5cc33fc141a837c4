/// Clients, providers, people, teams, sites, sign-in and tokens. [Directory] answers the other modules.
@NullMarked
@ApplicationModule(displayName = "Directory", allowedDependencies = "platform")
package demarc.app.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
