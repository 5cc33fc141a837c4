@NullMarked
package demarc.app.signals.checks.look;

import org.jspecify.annotations.NullMarked;
