@NullMarked
package demarc.app.signals.source.mail;

import org.jspecify.annotations.NullMarked;
