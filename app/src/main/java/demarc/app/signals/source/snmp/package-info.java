/// SNMP traps and informs, v1, v2c and v3.
@NullMarked
package demarc.app.signals.source.snmp;

import org.jspecify.annotations.NullMarked;
