@NullMarked
package demarc.app.signals.triage;

import org.jspecify.annotations.NullMarked;
