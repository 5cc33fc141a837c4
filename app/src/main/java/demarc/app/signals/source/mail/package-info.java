/// The last resort: a mail box that is read, for tools that can only send mail.
@NullMarked
package demarc.app.signals.source.mail;

import org.jspecify.annotations.NullMarked;
