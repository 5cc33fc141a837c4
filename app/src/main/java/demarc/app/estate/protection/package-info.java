/// Backups that run and restore: what must come back, who copies it, what was reported, and whether a restore was ever tried.
///
/// A run is reported ([BackupRuns]), judged against what was expected ([Judgement]), and what is wrong becomes work by the agreement. What is not
/// reported is noticed by [ProtectionWatch], whose moments are rows.
@NullMarked
@NamedInterface("protection")
package demarc.app.estate.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
