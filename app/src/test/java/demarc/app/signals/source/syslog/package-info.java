@NullMarked
package demarc.app.signals.source.syslog;

import org.jspecify.annotations.NullMarked;
