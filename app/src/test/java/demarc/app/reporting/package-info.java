@NullMarked
package demarc.app.reporting;

import org.jspecify.annotations.NullMarked;
