/// Pingdom's webhook.
@NullMarked
package demarc.app.signals.source.pingdom;

import org.jspecify.annotations.NullMarked;
