/// The loader: years of a busy desk's tickets, straight into the database of a product that runs on a data directory.
@NullMarked
package demarc.bench.load;

import org.jspecify.annotations.NullMarked;
