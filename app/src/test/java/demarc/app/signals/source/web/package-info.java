@NullMarked
package demarc.app.signals.source.web;

import org.jspecify.annotations.NullMarked;
