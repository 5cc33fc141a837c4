/// Whole ways through the product, in a real browser.
@NullMarked
package demarc.app.journeys;

import org.jspecify.annotations.NullMarked;
