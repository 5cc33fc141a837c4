@NullMarked
package demarc.app.decide.web;

import org.jspecify.annotations.NullMarked;
