// Repeats the product's own annotation: of two package-infos the tests' is found first.
@NullMarked
@NamedInterface("protection")
package demarc.app.estate.protection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
