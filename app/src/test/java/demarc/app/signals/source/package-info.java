@NullMarked
package demarc.app.signals.source;

import org.jspecify.annotations.NullMarked;
