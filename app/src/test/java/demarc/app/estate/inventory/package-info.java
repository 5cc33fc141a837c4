// Repeats the product's own annotation: of two package-infos the tests' is found first.
@NullMarked
@NamedInterface("inventory")
package demarc.app.estate.inventory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
