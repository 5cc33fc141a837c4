@NullMarked
package demarc.app.directory;

import org.jspecify.annotations.NullMarked;
