/// Zabbix, by a media type of ours.
@NullMarked
package demarc.app.signals.source.zabbix;

import org.jspecify.annotations.NullMarked;
