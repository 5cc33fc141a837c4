/// Prometheus Alertmanager, by its webhook of version 4.
@NullMarked
package demarc.app.signals.source.alertmanager;

import org.jspecify.annotations.NullMarked;
