// Repeats the product's own annotation: of two package-infos the tests' is found first.
@NullMarked
@NamedInterface("history")
package demarc.app.work.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
