/// Grafana's unified alerting and the alerts of its dashboards before it.
@NullMarked
package demarc.app.signals.source.grafana;

import org.jspecify.annotations.NullMarked;
