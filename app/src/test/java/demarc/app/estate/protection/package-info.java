@NullMarked
package demarc.app.estate.protection;

import org.jspecify.annotations.NullMarked;
