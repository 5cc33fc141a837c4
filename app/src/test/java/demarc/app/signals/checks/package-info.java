@NullMarked
package demarc.app.signals.checks;

import org.jspecify.annotations.NullMarked;
