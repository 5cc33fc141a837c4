/// Syslog (RFC 5424 and 3164) over UDP and TCP: errors in the logs of gear that can tell in no other way.
@NullMarked
package demarc.app.signals.source.syslog;

import org.jspecify.annotations.NullMarked;
