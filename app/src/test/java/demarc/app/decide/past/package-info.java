@NullMarked
package demarc.app.decide.past;

import org.jspecify.annotations.NullMarked;
