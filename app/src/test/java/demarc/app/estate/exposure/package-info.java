// Repeats the product's own annotation: of two package-infos the tests' is found first.
@NullMarked
@NamedInterface("exposure")
package demarc.app.estate.exposure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
