package demarc.app.estate.inventory;

import demarc.app.estate.Inventoried;
import demarc.app.estate.inventory.Report.Facts;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Takes reports: finds the thing or makes it, writes what is new of it, and keeps what became different.
@Component
class Inventory {
    /// @param isNew the thing was not known before
    record Taken(long asset, boolean isNew, int changes) {}

    private record Change(String field, @Nullable String was, @Nullable String became, boolean look) {}

    private record Known(String kind, String name, @Nullable String agent, @Nullable String variant, @Nullable String maker, @Nullable String model, @Nullable String serial, @Nullable String uuid,
            @Nullable String board, @Nullable String os, @Nullable String osVersion, @Nullable String build, @Nullable String cpu, @Nullable Integer memoryMb,
            @Nullable Integer diskMb, @Nullable String firmware, @Nullable String usedBy, String origin) {}

    private final JdbcClient sql;
    private final Matching matching;
    private final Packages software;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    Inventory(JdbcClient sql, Matching matching, Packages software, ApplicationEventPublisher facts, Clock clock) {
        this.sql = sql;
        this.matching = matching;
        this.software = software;
        this.facts = facts;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Taken take(int client, Report said) {
        var now = clock.instant();
        oneAtATime(client, said.identity());
        var match = matching.match(client, said.identity());
        var report = match.agentIsAnothers() ? said.withoutAgent() : said;
        var found = match.asset();
        var asset = found == null ? add(client, report, now) : found.id();
        var before = found == null ? null : known(client, asset);
        var changes = before == null ? new ArrayList<Change>() : changes(before, report);
        if (found != null && found.retired()) changes.add(new Change("retired", "retired", "reports again", true));
        if (before != null) update(client, asset, report, now, !changes.isEmpty());
        var macs = addresses(client, asset, report, now);
        if (before != null) changes.addAll(macs);
        for (var twin : match.twins()) twin(client, asset, twin, now);
        sections(client, asset, report, now);
        var other = false;
        if (report.software() != null) {
            var difference = software.replace(client, asset, report.software(), now);
            other = !difference.isNone() || difference.first();
            if (!difference.isNone() && before != null) changes.add(new Change("software", null, difference.words(), false));
        }
        if (found == null) changes.add(new Change("first seen", null, report.software() == null ? "" : report.software().size() + " packages", false));
        record(client, asset, report.origin(), changes, now);
        if (found == null || !changes.isEmpty()) sql.sql("select estate.reword(?, ?)").param(client).param(asset).query((_, _) -> true).single();
        var system = found == null || changes.stream().anyMatch(change -> Set.of("operating system", "firmware", "version", "build", "model").contains(change.field));
        facts.publishEvent(new Inventoried(client, asset, other, system));
        return new Taken(asset, found == null, changes.size());
    }

    /// Two reports of one machine at the same moment would make it twice.
    private void oneAtATime(int client, Identity identity) {
        var sign = identity.agent() != null ? identity.agent() : identity.serial() != null ? identity.serial() : identity.name();
        sql.sql("select pg_advisory_xact_lock(:client, hashtext(lower(:sign)))").param("client", client).param("sign", sign).query((_, _) -> true).single();
    }

    private long add(int client, Report report, Instant now) {
        return sql.sql("""
                insert into estate.asset (client_id, kind, variant, name, agent, uuid, serial, maker, model, board, os, os_version, build, cpu, memory_mb, disk_mb, firmware, used_by,
                                          origin, first_seen_at, last_seen_at)
                values (:client, :kind, :variant, :name, :agent, :uuid, :serial, :maker, :model, :board, :os, :osVersion, :build, :cpu, :memoryMb, :diskMb, :firmware, :usedBy,
                        :origin, :now, :now)
                returning id
                """)
            .params(parameters(client, report, now)).query(Long.class).single();
    }

    /// What a report leaves out stays. A person's word for the kind stays, too, and so does the time of what is gone: it is back.
    private void update(int client, long asset, Report report, Instant now, boolean changed) {
        if (!changed) {
            sql.sql("update estate.asset set last_seen_at = :now, retired_on = null where client_id = :client and id = :id").param("now", SqlTime.of(now)).param("client", client).param("id", asset).update();
            return;
        }
        sql.sql("""
                update estate.asset
                   set name = case when origin = 'hand' then name else :name end, agent = coalesce(:agent, agent), uuid = coalesce(:uuid, uuid), serial = coalesce(:serial, serial),
                       maker = coalesce(:maker, maker), model = coalesce(:model, model), board = coalesce(:board, board), os = coalesce(:os, os),
                       os_version = coalesce(:osVersion, os_version), build = coalesce(:build, build), cpu = coalesce(:cpu, cpu), memory_mb = coalesce(:memoryMb, memory_mb),
                       disk_mb = coalesce(:diskMb, disk_mb), firmware = coalesce(:firmware, firmware), used_by = coalesce(used_by, :usedBy), variant = coalesce(variant, :variant),
                       last_seen_at = :now, retired_on = null
                 where client_id = :client and id = :id
                """)
            .params(parameters(client, report, now)).param("id", asset).update();
    }

    private Known known(int client, long asset) {
        return sql.sql("""
                select kind, name, agent, variant, maker, model, serial, uuid, board, os, os_version, build, cpu, memory_mb, disk_mb, firmware, used_by, origin
                  from estate.asset where client_id = :client and id = :id
                """)
            .param("client", client).param("id", asset).query(Known.class).single();
    }

    private static List<Change> changes(Known was, Report report) {
        var changes = new ArrayList<Change>();
        var facts = report.facts();
        var sameAgent = report.identity().agent() != null && report.identity().agent().equals(was.agent);
        if (!was.origin.equals("hand")) differ(changes, "name", was.name, report.identity().name(), false);
        differ(changes, "agent", was.agent, report.identity().agent(), false);
        differ(changes, "serial number", was.serial, report.identity().serial(), sameAgent);
        differ(changes, "UUID", was.uuid, report.identity().uuid(), sameAgent);
        differ(changes, "main board", was.board, facts.board(), sameAgent);
        differ(changes, "maker", was.maker, facts.maker(), false);
        differ(changes, "model", was.model, facts.model(), false);
        differ(changes, "operating system", was.os, facts.os(), false);
        differ(changes, "version", was.osVersion, facts.osVersion(), false);
        differ(changes, "build", was.build, facts.build(), false);
        differ(changes, "processor", was.cpu, facts.cpu(), false);
        differ(changes, "memory", megabytes(was.memoryMb), megabytes(near(was.memoryMb, facts.memoryMb())), false);
        differ(changes, "disk", megabytes(was.diskMb), megabytes(facts.diskMb()), false);
        differ(changes, "firmware", was.firmware, facts.firmware(), false);
        if (was.usedBy == null) differ(changes, "used by", null, facts.usedBy(), false);
        if (was.variant == null && report.variant() != null) changes.add(new Change("kind", null, report.variant().label(), false));
        return changes;
    }

    private static void differ(List<Change> changes, String field, @Nullable String was, @Nullable String became, boolean look) {
        if (became == null || became.equalsIgnoreCase(was)) return;
        changes.add(new Change(field, was, became, look && was != null));
    }

    /// Firmware keeps a little of the memory, now more, now less: that is no change of memory.
    private static @Nullable Integer near(@Nullable Integer was, @Nullable Integer now) {
        return was != null && now != null && Math.abs(was - now) * 20 < was ? was : now;
    }

    private static @Nullable String megabytes(@Nullable Integer size) {
        return size == null ? null : size + " MB";
    }

    /// Addresses as they are now. A changed card is worth a line; an IP, which changes every day, is not.
    private List<Change> addresses(int client, long asset, Report report, Instant now) {
        if (report.partial() && report.addresses().stream().noneMatch(address -> address.kind().equals("MAC"))) return List.of();
        var rows = sql.sql("""
                with said as materialized (select * from unnest(:kinds::text[], :values::text[]) as t (kind, value)),
                gone as (delete from estate.address d where client_id = :client and asset_id = :asset
                            and kind in (select kind from said) and not exists (select from said where said.kind = d.kind and said.value = d.value) returning kind, value),
                came as (insert into estate.address (client_id, asset_id, kind, value) select :client, :asset, kind, value from said
                             on conflict do nothing returning kind, value)
                select 'came' as how, kind, value from came union all select 'gone', kind, value from gone
                """)
            .param("client", client).param("asset", asset).param("kinds", report.addresses().stream().map(Report.Address::kind).toArray(String[]::new))
            .param("values", report.addresses().stream().map(Report.Address::value).toArray(String[]::new))
            .query((row, _) -> new String[] {row.getString("how"), row.getString("kind"), row.getString("value")}).list();
        var macs = rows.stream().filter(row -> row[1].equals("MAC")).collect(Collectors.groupingBy(row -> row[0], LinkedHashMap::new, Collectors.mapping(row -> row[2], Collectors.joining(", "))));
        return macs.isEmpty() ? List.of() : List.of(new Change("network card", macs.get("gone"), macs.get("came"), false));
    }

    private void twin(int client, long asset, Matching.Twin twin, Instant now) {
        sql.sql("""
                insert into estate.twin (client_id, asset_id, other_id, why, seen_at) values (:client, least(:one, :other), greatest(:one, :other), :why, :now)
                on conflict do nothing
                """)
            .param("client", client).param("one", asset).param("other", twin.asset()).param("why", twin.why()).param("now", SqlTime.of(now)).update();
    }

    private void sections(int client, long asset, Report report, Instant now) {
        var names = report.sections().keySet().toArray(String[]::new);
        if (!report.partial())
            sql.sql("delete from estate.section where client_id = :client and asset_id = :asset and not name = any (:names)")
                .param("client", client).param("asset", asset).param("names", names).update();
        if (names.length == 0) return;
        sql.sql("""
                insert into estate.section (client_id, asset_id, name, body, at)
                select :client, :asset, name, body::jsonb, :now from unnest(:names::text[], :bodies::text[]) as t (name, body)
                on conflict (client_id, asset_id, name) do update set body = excluded.body, at = excluded.at where section.body <> excluded.body
                """)
            .param("client", client).param("asset", asset).param("now", SqlTime.of(now)).param("names", names)
            .param("bodies", report.sections().values().stream().map(body -> body.toString().replace("\\u0000", "")).toArray(String[]::new)).update();
    }

    private void record(int client, long asset, String by, List<Change> changes, Instant now) {
        if (changes.isEmpty()) return;
        sql.sql("""
                insert into estate.asset_change (client_id, asset_id, at, field, was, became, said_by, look)
                select :client, :asset, :now, field, was, became, :by, look from unnest(:fields::text[], :was::text[], :became::text[], :look::boolean[]) as t (field, was, became, look)
                """)
            .param("client", client).param("asset", asset).param("now", SqlTime.of(now)).param("by", by)
            .param("fields", changes.stream().map(Change::field).toArray(String[]::new)).param("was", changes.stream().map(Change::was).toArray(String[]::new))
            .param("became", changes.stream().map(Change::became).toArray(String[]::new)).param("look", changes.stream().map(Change::look).toArray(Boolean[]::new)).update();
    }

    private static Map<String, @Nullable Object> parameters(int client, Report report, Instant now) {
        var to = new HashMap<String, @Nullable Object>();
        var identity = report.identity();
        Facts facts = report.facts();
        to.put("client", client);
        to.put("kind", report.kind().name());
        to.put("variant", report.variant() == null ? null : report.variant().name());
        to.put("name", identity.name().length() > 255 ? identity.name().substring(0, 255) : identity.name());
        to.put("agent", identity.agent());
        to.put("uuid", identity.uuid());
        to.put("serial", identity.serial());
        to.put("maker", facts.maker());
        to.put("model", facts.model());
        to.put("board", facts.board());
        to.put("os", facts.os());
        to.put("osVersion", facts.osVersion());
        to.put("build", facts.build());
        to.put("cpu", facts.cpu());
        to.put("memoryMb", facts.memoryMb());
        to.put("diskMb", facts.diskMb());
        to.put("firmware", facts.firmware());
        to.put("usedBy", facts.usedBy());
        to.put("origin", report.origin());
        to.put("now", SqlTime.of(now));
        return to;
    }
}
