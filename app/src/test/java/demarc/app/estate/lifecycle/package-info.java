@NullMarked
package demarc.app.estate.lifecycle;

import org.jspecify.annotations.NullMarked;
