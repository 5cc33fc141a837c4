/// Checkmk's notifications, sent by a script of ours.
@NullMarked
package demarc.app.signals.source.checkmk;

import org.jspecify.annotations.NullMarked;
