/// CloudWatch alarms by way of Amazon SNS.
@NullMarked
package demarc.app.signals.source.cloudwatch;

import org.jspecify.annotations.NullMarked;
