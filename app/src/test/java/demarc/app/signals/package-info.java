/// What is said of things, and what becomes of it.
@NullMarked
package demarc.app.signals;

import org.jspecify.annotations.NullMarked;
