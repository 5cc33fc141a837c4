/// The agreement: what one client business and its providers have signed. Text becomes an [Agreement] (names known,
/// inheritance applied), the checker proves it, and [InForce] answers every case: who, by when, who decides, how much.
///
/// ```
/// text ──Reader──▶ Agreement ──Checker──▶ findings
///                      └──────compile────▶ InForce ──▶ Assignment, ServiceLevel, Decision, Bill
/// ```
@NullMarked
package demarc.core.agreement;

import org.jspecify.annotations.NullMarked;
