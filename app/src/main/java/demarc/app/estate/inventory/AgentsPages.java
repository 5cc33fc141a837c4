package demarc.app.estate.inventory;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.SqlTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// How a client's agents are set up, what they have sent, and what of it was not understood.
@Controller
public class AgentsPages {
    /// @param until null for no end
    public record KeyRow(int id, String madeBy, Instant madeAt, @Nullable Instant until, @Nullable Instant usedAt) {}

    public record KeptRow(long id, Instant at, String why, String saidBy, int size) {}

    /// @param key    the new one, shown this once
    /// @param newest when an agent reported last
    public record Page(Client client, List<Client> clients, @Nullable String key, String url, List<KeyRow> keys, List<KeptRow> kept, @Nullable Instant newest) {}

    private final InventoryKeys keys;
    private final KeptReports kept;
    private final Directory directory;
    private final JdbcClient sql;

    AgentsPages(InventoryKeys keys, KeptReports kept, Directory directory, JdbcClient sql) {
        this.keys = keys;
        this.kept = kept;
        this.directory = directory;
        this.sql = sql;
    }

    @GetMapping("/estate/agents")
    @Transactional(readOnly = true)
    ModelAndView page(Actor by, @RequestParam(defaultValue = "") String client) {
        AssetBook.keeper(by);
        var clients = directory.clientsSeenBy(by);
        return show(client.isEmpty() && !clients.isEmpty() ? clients.getFirst() : directory.client(by, client), clients, null);
    }

    @PostMapping("/estate/agents/{client}/keys")
    ModelAndView make(Actor by, @PathVariable String client) {
        var of = directory.client(by, client);
        var key = keys.make(by, of.id());
        return show(of, directory.clientsSeenBy(by), key);
    }

    @PostMapping("/estate/agents/{client}/keys/{n}/end")
    ModelAndView end(Actor by, @PathVariable String client, @PathVariable int n) {
        var of = directory.client(by, client);
        keys.end(by, of.id(), n);
        return Html.seeOther("/estate/agents?client=" + of.key(), "The key has ended. Whoever still shows it is turned away.");
    }

    @GetMapping("/estate/agents/{client}/kept/{n}")
    @Transactional(readOnly = true)
    ResponseEntity<byte[]> kept(Actor by, @PathVariable String client, @PathVariable long n) {
        AssetBook.keeper(by);
        var body = kept.body(directory.client(by, client).id(), n);
        if (body.isEmpty()) throw new NotFound("kept report", n);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"report-%d.txt\"".formatted(n))
                .header("X-Content-Type-Options", "nosniff").body(body.getFirst());
    }

    private ModelAndView show(Client client, List<Client> clients, @Nullable String key) {
        var newest = sql.sql("select last_seen_at as at from estate.asset where client_id = ? and retired_on is null and agent is not null order by last_seen_at desc limit 1").param(client.id()).query((row, _) -> SqlTime.get(row, "at")).optional();
        return Html.page("estate/agents", new Page(client, clients, key, ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString(),
                keys.of(client.id()).stream().map(one -> new KeyRow(one.id(), one.madeBy(), one.madeAt(), one.until(), one.usedAt())).toList(),
                kept.of(client.id()).stream().map(one -> new KeptRow(one.id(), one.at(), one.why(), one.saidBy(), one.size())).toList(), newest.orElse(null)));
    }
}
