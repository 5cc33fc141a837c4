/// What the client's IT consists of: assets and their life, software, exposure (vulnerabilities and patches) and protection (backups and
/// restore tests). What is due there becomes work by an [demarc.app.agreement.Occasion].
@NullMarked
@ApplicationModule(displayName = "Estate", allowedDependencies = {"platform", "directory", "agreement"})
package demarc.app.estate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
