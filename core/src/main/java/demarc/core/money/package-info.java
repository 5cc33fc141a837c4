/// Amounts of money and rates. An amount is a whole number of cents; rounding happens once, half up, where a cent must be named.
@NullMarked
package demarc.core.money;

import org.jspecify.annotations.NullMarked;
