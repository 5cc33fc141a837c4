/// Uptime Kuma's webhook.
@NullMarked
package demarc.app.signals.source.uptimekuma;

import org.jspecify.annotations.NullMarked;
