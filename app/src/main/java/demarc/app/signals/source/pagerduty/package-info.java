/// PagerDuty's Events API v2, which nearly every tool can speak; and PagerDuty's own webhooks.
@NullMarked
package demarc.app.signals.source.pagerduty;

import org.jspecify.annotations.NullMarked;
