/// What every module stands on: who is asking ([Actor]), what they may see ([Tenancy]), the page shell ([Shell]),
/// the audit log ([Audit]), live updates ([Live]), and answers for people ([Refused], [NotFound]).
///
/// How any of it works (embedded PostgreSQL, sessions, tokens, seals) stays in here.
@NullMarked
@ApplicationModule(displayName = "Platform")
package demarc.app.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
