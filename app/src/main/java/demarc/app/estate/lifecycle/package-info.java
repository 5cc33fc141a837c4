/// How long things last: until when their makers mend them, when they should be replaced and what that costs, and how they left.
@NullMarked
package demarc.app.estate.lifecycle;

import org.jspecify.annotations.NullMarked;
