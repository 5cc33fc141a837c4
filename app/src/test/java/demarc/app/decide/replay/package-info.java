@NullMarked
package demarc.app.decide.replay;

import org.jspecify.annotations.NullMarked;
