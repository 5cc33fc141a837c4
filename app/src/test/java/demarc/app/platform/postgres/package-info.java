@NullMarked
package demarc.app.platform.postgres;

import org.jspecify.annotations.NullMarked;
