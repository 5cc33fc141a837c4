/// The search for the best split, timed, and held against the truth where that can be reckoned.
@NullMarked
package demarc.bench.choice;

import org.jspecify.annotations.NullMarked;
