@NullMarked
package demarc.app.decide;

import org.jspecify.annotations.NullMarked;
