/// Figures, never tests: JMH micro-benchmarks, the loader and the HTTP load driver.
@NullMarked
package demarc.bench;

import org.jspecify.annotations.NullMarked;
