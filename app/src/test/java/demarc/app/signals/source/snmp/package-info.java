@NullMarked
package demarc.app.signals.source.snmp;

import org.jspecify.annotations.NullMarked;
