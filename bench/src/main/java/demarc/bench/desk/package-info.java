/// How many tickets are simulated a second, beside SSJ, on the desk that `core` calls [demarc.core.simulation.Desk1].
@NullMarked
package demarc.bench.desk;

import org.jspecify.annotations.NullMarked;
