@NullMarked
package demarc.app.signals.checks.probe;

import org.jspecify.annotations.NullMarked;
