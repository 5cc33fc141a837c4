/// What Demarc knows without a clock, a database or a network: working time, money and the agreement.
@NullMarked
package demarc.core;

import org.jspecify.annotations.NullMarked;
