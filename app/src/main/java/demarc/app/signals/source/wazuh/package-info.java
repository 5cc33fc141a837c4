/// Alerts of Wazuh 4 and findings of Wazuh 5.
@NullMarked
package demarc.app.signals.source.wazuh;

import org.jspecify.annotations.NullMarked;
