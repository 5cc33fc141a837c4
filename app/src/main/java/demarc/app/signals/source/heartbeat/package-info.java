/// Expected jobs that ping, the way of Healthchecks.
@NullMarked
package demarc.app.signals.source.heartbeat;

import org.jspecify.annotations.NullMarked;
