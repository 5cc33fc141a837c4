package demarc.app.estate;

import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Where it is written how a thing is looked after: addresses at the thing itself, or at all of the client's things of its kind.
@Component
@Transactional
public class Runbooks {
    private static final int MOST = 20;

    /// @param ofKind it stands at every thing of the kind
    public record Runbook(int number, String title, String address, boolean ofKind, String setBy) {}

    private final JdbcClient sql;
    private final Assets assets;
    private final Audit audit;
    private final Clock clock;

    Runbooks(JdbcClient sql, Assets assets, Audit audit, Clock clock) {
        this.sql = sql;
        this.assets = assets;
        this.audit = audit;
        this.clock = clock;
    }

    /// The thing's own first.
    @Transactional(readOnly = true)
    List<Runbook> of(Asset asset) {
        return sql.sql("""
                (select id as number, title, address, false as of_kind, set_by from estate.runbook where client_id = :client and asset_id = :asset order by id limit %1$d)
                union all
                (select id, title, address, true, set_by from estate.runbook where client_id = :client and kind = :kind order by id limit %1$d)
                """.formatted(MOST))
            .param("client", asset.client()).param("asset", asset.id()).param("kind", asset.kind().name()).query(Runbook.class).list();
    }

    /// @param ofKind stands at every thing of its kind
    Runbook add(Actor by, long id, @Nullable String title, @Nullable String address, boolean ofKind) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        var where = address(address);
        var name = title == null || title.isBlank() ? where.replaceFirst("^https?://", "") : title.strip();
        if (name.length() > 200) name = name.substring(0, 200);
        if (of(asset).stream().filter(one -> one.ofKind == ofKind).count() >= MOST) throw new Refused("address", "There are %d already, as many as a page shows. Take one away first.".formatted(MOST));
        var number = sql.sql("insert into estate.runbook (client_id, asset_id, kind, title, address, set_by, set_at) values (:client, :asset, :kind, :title, :address, :by, :now) returning id")
            .param("client", asset.client()).param("asset", ofKind ? null : id).param("kind", ofKind ? asset.kind().name() : null).param("title", name).param("address", where).param("by", by.name())
            .param("now", SqlTime.of(clock.instant())).query(Integer.class).single();
        audit.record(by, asset.client(), "added", "runbook of " + (ofKind ? asset.kind().key() + "s" : asset.name()), where);
        return new Runbook(number, name, where, ofKind, by.name());
    }

    void remove(Actor by, long id, int number) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        var gone = sql.sql("delete from estate.runbook where client_id = :client and id = :number and (asset_id = :asset or kind = :kind) returning address")
            .param("client", asset.client()).param("number", number).param("asset", id).param("kind", asset.kind().name()).query(String.class).optional().orElseThrow(() -> new NotFound("runbook", number));
        audit.record(by, asset.client(), "removed", "runbook of " + asset.name(), gone);
    }

    /// Of the web, and without a password in it: whoever looks at the thing follows it.
    private static String address(@Nullable String said) {
        var text = said == null ? "" : said.strip();
        try {
            var address = new URI(text);
            var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http") || address.getHost() == null) throw new Refused("address", "'%s' is no address of the web. Write it like https://wiki.example/switches.".formatted(text));
            if (address.getUserInfo() != null) throw new Refused("address", "The address holds a user or a password. Leave them out: everybody who sees the asset sees it.");
            if (text.length() > 1000) throw new Refused("address", "The address is longer than 1000 characters.");
            return scheme + text.substring(scheme.length());
        } catch (URISyntaxException e) {
            throw new Refused("address", "'%s' is no address: %s.".formatted(text, e.getReason()));
        }
    }
}
