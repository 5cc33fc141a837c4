/// What the guides say is what the product does.
@NullMarked
package demarc.app.docs;

import org.jspecify.annotations.NullMarked;
