@NullMarked
package demarc.app.estate;

import org.jspecify.annotations.NullMarked;
