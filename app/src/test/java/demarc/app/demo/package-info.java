@NullMarked
package demarc.app.demo;

import org.jspecify.annotations.NullMarked;
