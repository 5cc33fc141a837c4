package demarc.app.signals.source.zabbix;

import demarc.app.signals.source.SettingsFile;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where Zabbix is told of the work that its problems became.
///
/// @param link   what addresses of tickets begin with; empty when messages hold none
/// @param closes a problem whose ticket is resolved is closed, where its trigger allows that
record WayBack(URI api, String link, boolean closes) {
    static WayBack read(@Nullable String mapping) {
        var file = SettingsFile.read(mapping, Set.of("api", "link", "close"));
        var api = file.needed("api", "the address of Zabbix' api_jsonrpc.php");
        if (!api.matches("(?i)https?://[^\\s/?#@]+(/[^\\s?#]*)?")) throw file.wrong("api", "'%s' is no address. It looks like https://zabbix.example/api_jsonrpc.php.".formatted(api));
        if (!api.endsWith(".php")) api = api.replaceFirst("/*$", "/api_jsonrpc.php");
        var link = file.text("link", "").replaceFirst("/+$", "");
        if (!link.isEmpty() && !link.matches("(?i)https?://[^\\s?#]{1,500}")) throw file.wrong("link", "'%s' is no address. It looks like https://demarc.example.".formatted(link));
        var close = file.text("close", "no");
        if (!close.equals("yes") && !close.equals("no")) throw file.wrong("close", "'close' must be yes or no, not '%s'.".formatted(close));
        try {
            return new WayBack(URI.create(api), link, close.equals("yes"));
        } catch (IllegalArgumentException e) {
            throw file.wrong("api", "'%s' is no address.".formatted(api));
        }
    }
}
