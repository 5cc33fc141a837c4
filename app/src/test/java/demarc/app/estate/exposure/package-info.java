@NullMarked
package demarc.app.estate.exposure;

import org.jspecify.annotations.NullMarked;
