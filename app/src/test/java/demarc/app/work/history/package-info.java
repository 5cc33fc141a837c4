@NullMarked
package demarc.app.work.history;

import org.jspecify.annotations.NullMarked;
