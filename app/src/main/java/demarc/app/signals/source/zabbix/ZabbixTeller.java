package demarc.app.signals.source.zabbix;

import demarc.app.agreement.Occasion.Progress.Step;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Source;
import demarc.app.signals.source.SourceSecrets;
import demarc.app.signals.tell.Post;
import demarc.app.signals.tell.Teller;
import demarc.app.signals.tell.Word;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Acknowledges events by Zabbix' API. What Zabbix no longer has, or the token's user may not see, is left out: one such event would make it refuse all.
@Component
class ZabbixTeller implements Teller {
    private static final int CLOSE = 1;
    private static final int ACKNOWLEDGE = 2;
    private static final int MESSAGE = 4;
    /// Zabbix' own limit.
    private static final int LONGEST = 2048;

    private final SourceSecrets secrets;
    private final OpenedRanges opened;

    ZabbixTeller(SourceSecrets secrets, OpenedRanges opened) {
        this.secrets = secrets;
        this.opened = opened;
    }

    @Override public String kind() {
        return "zabbix";
    }

    @Override public String numberedBy() {
        return "event";
    }

    @Override public boolean isWanted(Source source) {
        return source.mapping() != null;
    }

    @Override public @Nullable String tell(Source source, Word word) throws IOException, Misunderstood {
        var way = WayBack.read(source.mapping());
        var token = Tenancy.asSystem(() -> secrets.open(source)).orElseThrow(() -> new Refused("No API token is kept for it. Enter one on the source's page."));
        var api = ZabbixApi.open(new Post(opened.of(source.client())), way.api(), token);
        var known = api.known(word.about());
        if (known.isEmpty())
            throw new Misunderstood("Zabbix knows none of these events (%s), or the token's user may not see their hosts.".formatted(String.join(", ", word.about().stream().limit(10).toList())));
        var closing = new ArrayList<String>();
        var rest = new ArrayList<String>();
        known.forEach((event, closable) -> (way.closes() && word.step() == Step.RESOLVED && closable ? closing : rest).add(event));
        if (!rest.isEmpty()) api.acknowledge(rest, ACKNOWLEDGE + MESSAGE, message(way, word));
        if (closing.isEmpty() || api.close(closing, CLOSE + ACKNOWLEDGE + MESSAGE, message(way, word))) return null;
        api.acknowledge(closing, ACKNOWLEDGE + MESSAGE, message(way, word));
        return "Told, but not closed: for that the token's user needs to write the host, and a role that may close problems.";
    }

    private static String message(WayBack way, Word word) {
        var link = way.link().isEmpty() ? "" : "\n%s/tickets/%s".formatted(way.link(), word.ticket());
        var line = word.line();
        return (line.length() > LONGEST - link.length() ? line.substring(0, LONGEST - link.length() - 1) + "…" : line) + link;
    }
}
