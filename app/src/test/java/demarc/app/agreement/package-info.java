@NullMarked
package demarc.app.agreement;

import org.jspecify.annotations.NullMarked;
