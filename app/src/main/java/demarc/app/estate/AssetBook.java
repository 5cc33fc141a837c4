package demarc.app.estate;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Conflict;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What people do with things: add, correct, join what is one, let go.
@Component
@Transactional
public class AssetBook {
    private final JdbcClient sql;
    private final Assets assets;
    private final AssetView view;
    private final Directory directory;
    private final Audit audit;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    AssetBook(JdbcClient sql, Assets assets, AssetView view, Directory directory, Audit audit, ApplicationEventPublisher facts, Clock clock) {
        this.sql = sql;
        this.assets = assets;
        this.view = view;
        this.directory = directory;
        this.audit = audit;
        this.facts = facts;
        this.clock = clock;
    }

    public static boolean mayKeep(Actor by) {
        return !by.isReadOnly() && (by.worksTickets() || by.isAdministrator());
    }

    public Asset add(Actor by, AssetForm form) {
        return add(by, form, "hand");
    }

    /// @param origin `hand` or `file`
    public Asset add(Actor by, AssetForm form, String origin) {
        keeper(by);
        var client = client(by, form.client());
        var with = parameters(client, form, null, form.parent());
        with.put("origin", origin);
        with.put("now", SqlTime.of(clock.instant()));
        var id = sql.sql("""
                insert into estate.asset (client_id, kind, variant, name, site, parent_id, maker, model, serial, os, os_version, firmware, exposed, tier, ring, used_by, purchased_on, price,
                                          warranty_until, notes, origin, first_seen_at, last_seen_at)
                values (:client, :kind, :variant, :name, :site, :parent, :maker, :model, :serial, :os, :osVersion, :firmware, :exposed, :tier, :ring, :usedBy, :purchased, :price,
                        :warranty, :notes, :origin, :now, :now)
                returning id
                """).params(with).query(Long.class).single();
        note(client.id(), id, by, "first seen", null, "");
        settle(client.id(), id);
        facts.publishEvent(new Inventoried(client.id(), id, false, true));
        audit.record(by, client.id(), "added", "asset " + form.nameSaid(), "");
        return assets.get(client.id(), id);
    }

    public Asset change(Actor by, long id, AssetForm form) {
        keeper(by);
        var before = assets.get(by, id);
        var client = directory.client(before.client());
        var with = parameters(client, form, before, form.parent());
        with.put("id", id);
        with.put("version", form.version() == null ? before.version() : form.version());
        var was = row(client.id(), id);
        var changed = sql.sql("""
                update estate.asset
                   set kind = :kind, variant = :variant, name = :name, site = :site, parent_id = :parent, maker = :maker, model = :model, serial = :serial, os = :os, os_version = :osVersion,
                       firmware = :firmware, exposed = :exposed, tier = :tier, ring = :ring, used_by = :usedBy, purchased_on = :purchased, price = :price, warranty_until = :warranty,
                       notes = :notes, version = version + 1
                 where client_id = :client and id = :id and version = :version
                """).params(with).update();
        if (changed == 0) throw new Conflict("Somebody changed %s while you were looking at it. Look again, then make your change.".formatted(before.name()));
        var is = row(client.id(), id);
        var differences = new ArrayList<String>();
        is.forEach((field, value) -> {
            if (Objects.equals(value, was.get(field))) return;
            var from = was.get(field);
            note(client.id(), id, by, field.replace('_', ' '), from == null ? null : String.valueOf(from), value == null ? null : String.valueOf(value));
            differences.add("%s: %s → %s".formatted(field, from == null ? "none" : from, value == null ? "none" : value));
        });
        settle(client.id(), id);
        facts.publishEvent(new Inventoried(client.id(), id, false, true));
        audit.record(by, client.id(), "changed", "asset " + before.name(), String.join(", ", differences));
        return assets.get(client.id(), id);
    }

    /// Two that are one: what the kept one lacks it gets from the other, which stays as a pointer.
    public Asset merge(Actor by, long keep, long other) {
        keeper(by);
        var kept = assets.get(by, keep);
        var gone = assets.find(kept.client(), other).orElseThrow(() -> new NotFound("asset", other));
        if (keep == other) throw new Refused("other", "A thing cannot be merged with itself.");
        if (gone.isRetired()) throw new Refused("other", "%s is not in use any more; there is nothing to merge.".formatted(gone.name()));
        var with = Map.of("client", kept.client(), "keep", keep, "gone", other, "today", today());
        var agent = sql.sql("select agent from estate.asset where client_id = :client and id = :gone").params(with).query(String.class).optional().orElse(null);
        sql.sql("update estate.asset set retired_on = :today, merged_into = :keep, agent = null, parent_id = null, software_print = null, version = version + 1 where client_id = :client and id = :gone").params(with).update();
        sql.sql("""
                update estate.asset k
                   set agent = coalesce(k.agent, :agent), uuid = coalesce(k.uuid, g.uuid), serial = coalesce(k.serial, g.serial), maker = coalesce(k.maker, g.maker), model = coalesce(k.model, g.model),
                       os = coalesce(k.os, g.os), os_version = coalesce(k.os_version, g.os_version), site = coalesce(k.site, g.site), used_by = coalesce(k.used_by, g.used_by),
                       purchased_on = coalesce(k.purchased_on, g.purchased_on), price = coalesce(k.price, g.price), warranty_until = coalesce(k.warranty_until, g.warranty_until),
                       tier = coalesce(k.tier, g.tier), ring = coalesce(k.ring, g.ring), exposed = k.exposed or g.exposed, first_seen_at = least(k.first_seen_at, g.first_seen_at),
                       notes = left(concat_ws(e'\\n', nullif(k.notes, ''), nullif(g.notes, '')), 10000), software_print = null, version = k.version + 1
                  from estate.asset g
                 where k.client_id = :client and k.id = :keep and g.client_id = :client and g.id = :gone
                """).params(with).param("agent", agent).update();
        sql.sql("update estate.asset set parent_id = :keep where client_id = :client and parent_id = :gone and id <> :keep").params(with).update();
        sql.sql("insert into estate.address (client_id, asset_id, kind, value) select client_id, :keep, kind, value from estate.address where client_id = :client and asset_id = :gone on conflict do nothing")
            .params(with).update();
        sql.sql("delete from estate.address where client_id = :client and asset_id = :gone").params(with).update();
        sql.sql("""
                insert into estate.software (client_id, asset_id, name, version, publisher, packaging, first_seen_at, last_seen_at)
                select client_id, :keep, name, version, publisher, packaging, first_seen_at, last_seen_at from estate.software
                 where client_id = :client and asset_id = :gone and not exists (select from estate.software where client_id = :client and asset_id = :keep)
                """).params(with).update();
        sql.sql("delete from estate.software where client_id = :client and asset_id = :gone").params(with).update();
        sql.sql("delete from estate.twin where client_id = :client and (asset_id = :gone or other_id = :gone)").params(with).update();
        note(kept.client(), keep, by, "merged", gone.name(), "is the same as this");
        note(kept.client(), other, by, "merged", null, "is the same as %s".formatted(kept.name()));
        settle(kept.client(), keep);
        settle(kept.client(), other);
        facts.publishEvent(new Inventoried(kept.client(), keep, true, true));
        facts.publishEvent(new Inventoried(kept.client(), other, true, true));
        audit.record(by, kept.client(), "merged", "asset " + kept.name(), "with %s (%d)".formatted(gone.name(), other));
        return assets.get(kept.client(), keep);
    }

    public void keepApart(Actor by, long one, long other) {
        keeper(by);
        var first = assets.get(by, Math.min(one, other));
        if (sql.sql("update estate.twin set apart_by = :by where client_id = :client and asset_id = :one and other_id = :other and apart_by is null")
            .param("by", by.personId()).param("client", first.client()).param("one", Math.min(one, other)).param("other", Math.max(one, other)).update() == 1)
            audit.record(by, first.client(), "kept apart", "asset " + first.name(), "from " + Math.max(one, other));
    }

    /// What somebody should look at was looked at.
    public void looked(Actor by, long id) {
        keeper(by);
        var asset = assets.get(by, id);
        if (sql.sql("update estate.asset_change set look = false where client_id = :client and asset_id = :id and look").param("client", asset.client()).param("id", id).update() > 0)
            audit.record(by, asset.client(), "looked at", "asset " + asset.name(), "");
    }

    /// What is wrong with a form, its parent aside; null when nothing is.
    @Transactional(readOnly = true)
    public @Nullable String wrong(Client client, AssetForm form) {
        try {
            parameters(client, form, null, null);
            return null;
        } catch (Refused refused) {
            return refused.message();
        }
    }

    /// Puts a thing behind what it is reached through.
    public void place(Actor by, Client client, long id, String parent) {
        keeper(by);
        var asset = assets.get(client.id(), id);
        sql.sql("update estate.asset set parent_id = :parent, version = version + 1 where client_id = :client and id = :id and parent_id is distinct from :parent")
            .param("parent", parent(client, parent, asset)).param("client", client.id()).param("id", id).update();
    }

    /// What people have said of a thing so far.
    @Transactional(readOnly = true)
    public AssetForm form(int client, long id) {
        var asset = assets.get(client, id);
        var parent = asset.parent() == null ? null : assets.find(client, asset.parent()).map(Asset::name).orElse(null);
        return AssetForm.of(asset, view.detail(asset), directory.client(client).key(), parent);
    }

    public Client client(Actor by, @Nullable String key) {
        if (key == null || key.isBlank()) throw new Refused("client", "Say whose it is: the client's key.");
        return directory.client(by, key.strip());
    }

    private Map<String, @Nullable Object> parameters(Client client, AssetForm form, @Nullable Asset before, @Nullable String parent) {
        var to = new HashMap<String, @Nullable Object>();
        to.put("client", client.id());
        to.put("kind", form.kindSaid().name());
        var variant = form.variantSaid();
        to.put("variant", variant == null ? null : variant.name());
        to.put("name", form.nameSaid());
        var site = AssetForm.text(form.site(), "site", 100);
        if (site != null && directory.findSite(client.id(), site).isEmpty()) throw new Refused("site", "%s has no site '%s'.".formatted(client.name(), site));
        to.put("site", site);
        to.put("parent", parent(client, parent, before));
        to.put("maker", AssetForm.text(form.maker(), "maker", 255));
        to.put("model", AssetForm.text(form.model(), "model", 255));
        to.put("serial", AssetForm.text(form.serial(), "serial", 255));
        to.put("os", AssetForm.text(form.os(), "os", 255));
        to.put("osVersion", AssetForm.text(form.osVersion(), "osVersion", 255));
        to.put("firmware", AssetForm.text(form.firmware(), "firmware", 255));
        to.put("exposed", Boolean.TRUE.equals(form.exposed()));
        to.put("tier", form.tierSaid());
        to.put("ring", form.ringSaid());
        to.put("usedBy", AssetForm.text(form.usedBy(), "usedBy", 255));
        to.put("purchased", form.purchased());
        to.put("price", form.priceSaid());
        to.put("warranty", form.warranty());
        to.put("notes", Objects.requireNonNullElse(AssetForm.text(form.notes(), "notes", 10_000), ""));
        return to;
    }

    private @Nullable Long parent(Client client, @Nullable String name, @Nullable Asset of) {
        var said = AssetForm.text(name, "parent", 255);
        if (said == null) return null;
        var parent = assets.find(client.id(), said).orElseThrow(() -> new Refused("parent", "Nothing of %s is called or answers to '%s'.".formatted(client.name(), said)));
        if (of != null && (parent.id() == of.id() || assets.above(client.id(), parent.id()).contains(of.id())))
            throw new Refused("parent", "%s is itself reached through %s.".formatted(parent.name(), of.name()));
        return parent.id();
    }

    private Map<String, @Nullable Object> row(int client, long id) {
        return sql.sql("""
                select kind, variant, name, site, parent_id as parent, maker, model, serial, os, os_version, firmware, exposed, tier, ring, used_by, purchased_on, price, warranty_until, notes
                  from estate.asset where client_id = ? and id = ?
                """).param(client).param(id).query().singleRow();
    }

    private void settle(int client, long id) {
        sql.sql("select estate.reword(?, ?)").param(client).param(id).query((_, _) -> true).single();
    }

    private void note(int client, long id, Actor by, String field, @Nullable String was, @Nullable String became) {
        sql.sql("insert into estate.asset_change (client_id, asset_id, at, field, was, became, said_by) values (:client, :id, :now, :field, :was, :became, :by)")
            .param("client", client).param("id", id).param("now", SqlTime.of(clock.instant())).param("field", field).param("was", was).param("became", became).param("by", by.name()).update();
    }

    public static void keeper(Actor by) {
        if (!mayKeep(by)) throw new Forbidden("Assets are kept by the people who run the client's IT.");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
