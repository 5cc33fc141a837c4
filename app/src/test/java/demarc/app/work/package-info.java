@NullMarked
package demarc.app.work;

import org.jspecify.annotations.NullMarked;
