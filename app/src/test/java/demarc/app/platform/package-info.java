@NullMarked
package demarc.app.platform;

import org.jspecify.annotations.NullMarked;
