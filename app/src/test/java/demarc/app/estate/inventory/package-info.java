@NullMarked
package demarc.app.estate.inventory;

import org.jspecify.annotations.NullMarked;
