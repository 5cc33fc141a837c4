package demarc.app.estate.lifecycle;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Inventoried;
import demarc.app.estate.Variant;
import demarc.core.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Draws the life of things from what is known of them: which release they run, until when it is mended, when they should be replaced, and why.
/// In the transaction that changed any of it, so that lists can filter by it.
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Lives {
    private static final int BATCH = 1000;

    private record Row(int clientId, long id, String kind, @Nullable String variant, @Nullable String os, @Nullable String osVersion, @Nullable String build, @Nullable String maker,
            @Nullable String model, @Nullable String firmware, @Nullable LocalDate purchasedOn, int repairs, @Nullable String repairCosts) {
        Running running() {
            return new Running(os, osVersion, build, maker, model, firmware);
        }
    }

    private final JdbcClient sql;
    private final Releases releases;
    private final LifeRules rules;
    private final Clock clock;

    Lives(JdbcClient sql, Releases releases, LifeRules rules, Clock clock) {
        this.sql = sql;
        this.releases = releases;
        this.rules = rules;
        this.clock = clock;
    }

    @EventListener
    void on(Inventoried report) {
        if (report.system()) draw(report.client(), List.of(report.asset()));
    }

    /// After a change to these things.
    public void draw(int client, Collection<Long> ids) {
        write(client, rows(client, "a.id = any (:ids)", Map.of("ids", ids.toArray(Long[]::new))), new HashMap<>());
    }

    /// After a change to the client's rules.
    void drawAll(int client) {
        var known = new HashMap<Running, @Nullable Release>();
        var after = 0L;
        while (true) {
            var rows = rows(client, "a.id > :after and a.retired_on is null order by a.id limit %d".formatted(BATCH), Map.of("after", after));
            write(client, rows, known);
            if (rows.size() < BATCH) return;
            after = rows.getLast().id;
        }
    }

    private record Release(Releases.@Nullable Release known) {}

    private void write(int client, List<Row> rows, Map<Running, @Nullable Release> known) {
        if (rows.isEmpty()) return;
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var inForce = rules.of(client);
        var ids = new ArrayList<Long>();
        var columns = List.of(new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>(),
                new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>(), new ArrayList<@Nullable String>());
        for (var row : rows) {
            var running = row.running();
            var found = known.computeIfAbsent(running, each -> new Release(releases.find(each)));
            var release = found == null ? null : found.known;
            var kind = Kind.valueOf(row.kind);
            var variant = row.variant == null ? null : Variant.valueOf(row.variant);
            var life = Life.of(kind, variant);
            var rule = life == null ? null : inForce.get(life);
            var virtual = kind == Kind.SERVER && isVirtual(row.maker, row.model);
            var replacement = rule == null ? new Replacement(null, null, "Nothing of it is replaced by age.")
                    : Replacement.of(new Replacement.Case(kind, variant, row.purchasedOn, release == null ? null : release.eol(), release == null ? null : release.name(), row.repairs,
                            share(row.repairCosts, rule.price()), virtual), rule.planYears(), rule.replaceYears(), today);
            ids.add(row.id);
            var values = new @Nullable Object[] {release == null ? null : release.product(), release == null ? null : release.cycle(), release == null ? null : day(release.eol()),
                    release == null ? null : day(release.extended()), life == null ? null : life.key(), day(replacement.planOn()), day(replacement.on()), replacement.why()};
            for (var n = 0; n < values.length; n++) columns.get(n).add((String) values[n]);
        }
        var with = new HashMap<String, Object>(Map.of("client", client, "ids", ids.toArray(Long[]::new)));
        for (var n = 0; n < columns.size(); n++) with.put("c" + n, columns.get(n).toArray(String[]::new));
        sql.sql("""
                update estate.asset a
                   set release_product = t.product, release_cycle = t.cycle, supported_until = t.supported::date, extended_until = t.extended::date, life = t.life,
                       plan_on = t.plan::date, replace_on = t.replace::date, replace_why = t.why
                  from unnest(:ids::bigint[], :c0::text[], :c1::text[], :c2::text[], :c3::text[], :c4::text[], :c5::text[], :c6::text[], :c7::text[])
                       as t (id, product, cycle, supported, extended, life, plan, replace, why)
                 where a.client_id = :client and a.id = t.id
                """).params(with).update();
    }

    private List<Row> rows(int client, String which, Map<String, ?> with) {
        return sql.sql("""
                select a.client_id, a.id, a.kind, a.variant, a.os, a.os_version, a.build, a.maker, a.model, a.firmware, a.purchased_on,
                       (select count(*) from estate.repair r where r.client_id = a.client_id and r.asset_id = a.id and r.on_day > :yearAgo)::int as repairs,
                       (select string_agg(r.cost, ';') from estate.repair r where r.client_id = a.client_id and r.asset_id = a.id and r.on_day > :yearAgo) as repair_costs
                  from estate.asset a where a.client_id = :client and %s
                """.formatted(which))
            .params(with).param("client", client).param("yearAgo", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusYears(1)).query(Row.class).list();
    }

    /// In percent of a new one; costs in another currency are left out, as nothing here converts them.
    private static int share(@Nullable String costs, Money price) {
        if (costs == null || price.isZero()) return 0;
        var sum = 0L;
        for (var cost : costs.split(";")) {
            var money = Money.parse(cost);
            if (money.currency().equals(price.currency())) sum += money.cents();
        }
        return (int) Math.min(9999, sum * 100 / price.cents());
    }

    static boolean isVirtual(@Nullable String maker, @Nullable String model) {
        return (maker + " " + model).toLowerCase(java.util.Locale.ROOT).matches(".*(vmware|virtualbox|qemu|kvm|virtual machine|xen|openstack|amazon ec2|google compute).*");
    }

    static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.equals(LocalDate.MAX) ? "infinity" : day.equals(LocalDate.MIN) ? "-infinity" : day.toString();
    }
}
