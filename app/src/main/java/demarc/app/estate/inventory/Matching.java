package demarc.app.estate.inventory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds the thing a report is about among those that are known. The strongest sign decides: the agent's name for its machine, then the UUID, the
/// serial number, a MAC, and the name. A weak sign never overrules what a stronger one denies.
@Component
class Matching {
    /// @param asset           null when it is new
    /// @param twins           others that a sign also points at, and which: a person decides
    /// @param agentIsAnothers the agent's name stays with the thing it came from
    record Match(@Nullable Candidate asset, List<Twin> twins, boolean agentIsAnothers) {}

    record Twin(long asset, String why) {}

    record Candidate(long id, String name, @Nullable String agent, @Nullable String uuid, @Nullable String serial, boolean byMac, boolean retired) {}

    private final JdbcClient sql;

    Matching(JdbcClient sql) {
        this.sql = sql;
    }

    Match match(int client, Identity identity) {
        return choose(identity, candidates(client, identity));
    }

    static Match choose(Identity identity, List<Candidate> all) {
        var chosen = all.stream().filter(one -> same(identity.agent(), one.agent)).filter(one -> !isAnother(identity, one)).findFirst().orElse(null);
        if (chosen == null) chosen = only(all.stream().filter(one -> same(identity.uuid(), one.uuid) && !denied(identity.serial(), one.serial)).toList());
        if (chosen == null) chosen = only(all.stream().filter(one -> same(identity.serial(), one.serial) && !denied(identity.uuid(), one.uuid)).toList());
        if (chosen == null) chosen = only(all.stream().filter(one -> one.byMac && !denied(identity, one)).toList());
        if (chosen == null) chosen = only(all.stream().filter(one -> one.name.equalsIgnoreCase(identity.name()) && !denied(identity, one) && !one.retired).toList());
        var twins = new ArrayList<Twin>();
        for (var one : all) if (!one.equals(chosen) && !one.retired) twin(identity, one, chosen, twins);
        var other = chosen;
        return new Match(chosen, twins, all.stream().anyMatch(one -> !one.equals(other) && same(identity.agent(), one.agent)));
    }

    private static void twin(Identity identity, Candidate one, @Nullable Candidate chosen, List<Twin> twins) {
        if (same(identity.agent(), one.agent)) twins.add(new Twin(one.id, "The same agent %s reports for both: an image was copied, or the machine was rebuilt.".formatted(identity.agent())));
        else if (same(identity.uuid(), one.uuid)) twins.add(new Twin(one.id, "Both have the UUID %s.".formatted(identity.uuid())));
        else if (same(identity.serial(), one.serial)) twins.add(new Twin(one.id, "Both have the serial number %s.".formatted(identity.serial())));
        else if (one.byMac && !denied(identity, one)) twins.add(new Twin(one.id, "Both answer to the same MAC."));
        else if (one.name.equalsIgnoreCase(identity.name()) && (chosen == null || !same(chosen.name, one.name)) && denied(identity, one))
            twins.add(new Twin(one.id, "Both are called %s, with other serial numbers: was one replaced by the other?".formatted(identity.name())));
    }

    /// The agent's name came with a copied disk: nothing else of the machine is the same.
    private static boolean isAnother(Identity identity, Candidate one) {
        return denied(identity.uuid(), one.uuid) && denied(identity.serial(), one.serial) && !one.byMac && !one.name.equalsIgnoreCase(identity.name());
    }

    private static boolean denied(Identity identity, Candidate one) {
        return denied(identity.uuid(), one.uuid) || denied(identity.serial(), one.serial) || identity.agent() != null && one.agent != null && !same(identity.agent(), one.agent)
                && (one.uuid != null || one.serial != null) && (identity.uuid() != null || identity.serial() != null) && !same(identity.uuid(), one.uuid) && !same(identity.serial(), one.serial);
    }

    private static boolean denied(@Nullable String said, @Nullable String known) {
        return said != null && known != null && !said.equalsIgnoreCase(known);
    }

    private static boolean same(@Nullable String said, @Nullable String known) {
        return said != null && said.equalsIgnoreCase(known);
    }

    /// Of several that fit alike, one in use goes before those that are gone; of several in use none is sure.
    private static @Nullable Candidate only(List<Candidate> fitting) {
        if (fitting.size() == 1) return fitting.getFirst();
        var inUse = fitting.stream().filter(one -> !one.retired).toList();
        return inUse.size() == 1 ? inUse.getFirst() : null;
    }

    /// Those that share any sign: one look into each index.
    private List<Candidate> candidates(int client, Identity identity) {
        var macs = identity.macs().toArray(String[]::new);
        var byMac = macs.length == 0 ? Set.<Long>of() : new HashSet<>(sql.sql("select asset_id from estate.address where client_id = :client and value = any (:macs) and kind = 'MAC'")
            .param("client", client).param("macs", macs).query(Long.class).list());
        return sql.sql("""
                select id, name, agent, uuid, serial, retired_on is not null as retired from estate.asset
                 where client_id = :client and merged_into is null
                   and id in (select id from estate.asset where client_id = :client and agent = :agent
                              union all select id from estate.asset where client_id = :client and uuid_key = lower(:uuid)
                              union all select id from estate.asset where client_id = :client and serial_key = lower(:serial)
                              union all select id from estate.asset where client_id = :client and name_key = lower(:name)
                              union all select unnest(:byMac::bigint[]))
                 order by retired_on is not null, id
                """)
            .param("client", client).param("agent", Objects.requireNonNullElse(identity.agent(), "")).param("uuid", Objects.requireNonNullElse(identity.uuid(), ""))
            .param("serial", Objects.requireNonNullElse(identity.serial(), "")).param("name", identity.name()).param("byMac", byMac.toArray(Long[]::new))
            .query((row, _) -> new Candidate(row.getLong("id"), row.getString("name"), row.getString("agent"), row.getString("uuid"), row.getString("serial"),
                    byMac.contains(row.getLong("id")), row.getBoolean("retired"))).list();
    }
}
