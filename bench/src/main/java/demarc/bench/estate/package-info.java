/// Ten thousand assets with their software: how fast reports are taken, and what lists cost afterwards.
@NullMarked
package demarc.bench.estate;

import org.jspecify.annotations.NullMarked;
