/// Ten thousand checks a minute from one node: how late the due ones are.
@NullMarked
package demarc.bench.checks;

import org.jspecify.annotations.NullMarked;
