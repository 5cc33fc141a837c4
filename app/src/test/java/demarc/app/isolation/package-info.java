/// Nobody reads or changes what is not theirs, through any door.
@NullMarked
package demarc.app.isolation;

import org.jspecify.annotations.NullMarked;
