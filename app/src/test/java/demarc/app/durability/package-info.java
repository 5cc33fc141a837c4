/// What was acknowledged is there, whatever happens to the process.
@NullMarked
package demarc.app.durability;

import org.jspecify.annotations.NullMarked;
