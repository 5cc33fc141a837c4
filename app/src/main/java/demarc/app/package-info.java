/// The running product: one process whose packages are modules, read from left to right:
/// `platform · directory · agreement · work · reporting`.
@NullMarked
package demarc.app;

import org.jspecify.annotations.NullMarked;
