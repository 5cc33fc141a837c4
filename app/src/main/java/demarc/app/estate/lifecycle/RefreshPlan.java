package demarc.app.estate.lifecycle;

import demarc.app.agreement.Occasion;
import demarc.app.directory.Client;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Priority;
import demarc.core.money.Money;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What a client's hardware will cost: each thing falls due by its own life, in this year or one of the next four; what is overdue falls into this one.
@Component
@Transactional
class RefreshPlan {
    static final int YEARS = 5;
    private static final int NAMED = 60;
    private static final String ORIGIN = "estate/refresh/";

    /// @param ref the ticket that works on it; null when nobody asked
    record Year(int year, Map<Life, Integer> counts, Map<Life, Money> costs, Money sum, int things, @Nullable String ref) {}

    record Due(long id, String name, Life life, @Nullable LocalDate on, String why, @Nullable String usedBy) {}

    /// @param ageless things of which nobody knows when they were bought
    record Plan(List<Year> years, Map<Life, LifeRules.Rule> rules, int ageless, Money sum) {}

    private record Sum(int year, String life, int n) {}

    private record Asked(int year, @Nullable String ref) {}

    private final JdbcClient sql;
    private final LifeRules rules;
    private final Lives lives;
    private final ApplicationEventPublisher facts;
    private final Audit audit;
    private final Clock clock;

    RefreshPlan(JdbcClient sql, LifeRules rules, Lives lives, ApplicationEventPublisher facts, Audit audit, Clock clock) {
        this.sql = sql;
        this.rules = rules;
        this.lives = lives;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Plan of(int client) {
        var inForce = rules.of(client);
        var first = today().getYear();
        var refs = new HashMap<Integer, @Nullable String>();
        for (var asked : sql.sql("select year, ref from estate.refresh where client_id = ?").param(client).query(Asked.class).list()) refs.put(asked.year, asked.ref);
        var counts = new TreeMap<Integer, Map<Life, Integer>>();
        for (var year = first; year < first + YEARS; year++) counts.put(year, new EnumMap<>(Life.class));
        sql.sql("""
                select greatest(extract(year from replace_on), :first)::int as year, life, count(*)::int as n from estate.asset
                 where client_id = :client and retired_on is null and life is not null and replace_on < :end group by 1, 2
                """).param("first", first).param("client", client).param("end", LocalDate.of(first + YEARS, 1, 1)).query(Sum.class).list()
            .forEach(sum -> {
                var life = Life.find(sum.life);
                if (life != null) counts.get(sum.year).merge(life, sum.n, Integer::sum);
            });
        var none = Money.zero(inForce.get(Life.LAPTOP).price().currency());
        var years = new ArrayList<Year>();
        var all = none;
        for (var each : counts.entrySet()) {
            var costs = new EnumMap<Life, Money>(Life.class);
            each.getValue().forEach((life, n) -> costs.put(life, inForce.get(life).price().times(n)));
            var sum = costs.values().stream().reduce(none, Money::plus);
            all = all.plus(sum);
            years.add(new Year(each.getKey(), each.getValue(), costs, sum, each.getValue().values().stream().mapToInt(Integer::intValue).sum(), refs.get(each.getKey())));
        }
        var ageless = sql.sql("select count(*) from (select from estate.asset where client_id = ? and retired_on is null and purchased_on is null and life is not null limit 1000) as ageless")
            .param(client).query(Integer.class).single();
        return new Plan(years, inForce, ageless, all);
    }

    /// What falls due in a year, the first first.
    ///
    /// @param afterDay with `afterId`, the last one of the page before
    @Transactional(readOnly = true)
    List<Due> due(int client, int year, @Nullable LocalDate afterDay, long afterId, int limit) {
        return sql.sql("""
                select id, name, life, replace_on, replace_why, used_by from estate.asset
                 where client_id = :client and retired_on is null and life is not null and replace_on >= :from and replace_on < :end and (replace_on, id) > (:day, :id)
                 order by replace_on, id limit %d
                """.formatted(limit + 1))
            .param("client", client).param("from", year <= today().getYear() ? LocalDate.of(1980, 1, 1) : LocalDate.of(year, 1, 1)).param("end", LocalDate.of(year + 1, 1, 1))
            .param("day", afterDay == null ? LocalDate.of(1980, 1, 1) : afterDay).param("id", afterId)
            .query((row, _) -> new Due(row.getLong("id"), row.getString("name"), Life.valueOf(row.getString("life").toUpperCase(java.util.Locale.ROOT).replace('-', '_')),
                    row.getObject("replace_on", LocalDate.class), row.getString("replace_why"), row.getString("used_by"))).list();
    }

    void set(Actor by, Client client, Life life, int planYears, int replaceYears, String price) {
        AssetBook.keeper(by);
        if (replaceYears < 1 || replaceYears > 30) throw new Refused("replaceYears", "Replace after 1 to 30 years, not %d.".formatted(replaceYears));
        if (planYears < 0 || planYears > replaceYears) throw new Refused("planYears", "Plan from 0 to %d years, before the thing is replaced; not %d.".formatted(replaceYears, planYears));
        var cost = LifeRules.price(price);
        var others = rules.of(client.id()).values().stream().filter(rule -> rule.setBy() != null && rule.life() != life).findFirst();
        if (others.isPresent() && !others.get().price().currency().equals(cost.currency()))
            throw new Refused("price", "The prices of %s are in %s; nothing here converts them. Write this one in %s, too.".formatted(client.name(), others.get().price().currency(), others.get().price().currency()));
        sql.sql("""
                insert into estate.life_rule (client_id, life, plan_years, replace_years, price, set_by, set_at) values (:client, :life, :plan, :replace, :price, :by, :now)
                on conflict (client_id, life) do update set plan_years = excluded.plan_years, replace_years = excluded.replace_years, price = excluded.price, set_by = excluded.set_by, set_at = excluded.set_at
                """)
            .param("client", client.id()).param("life", life.key()).param("plan", planYears).param("replace", replaceYears).param("price", cost.toString()).param("by", by.name()).param("now", now()).update();
        lives.drawAll(client.id());
        audit.record(by, client.id(), "set", "refresh rule " + life.key(), "plan after %d, replace after %d years, %s".formatted(planYears, replaceYears, cost));
    }

    void reset(Actor by, Client client, Life life) {
        AssetBook.keeper(by);
        if (sql.sql("delete from estate.life_rule where client_id = ? and life = ?").param(client.id()).param(life.key()).update() == 0) return;
        lives.drawAll(client.id());
        audit.record(by, client.id(), "reset", "refresh rule " + life.key(), "");
    }

    /// Makes work of a year's refresh: whose it is says the agreement.
    void ask(Actor by, Client client, int year) {
        AssetBook.keeper(by);
        var plan = of(client.id());
        var chosen = plan.years.stream().filter(one -> one.year == year).findFirst().orElseThrow(() -> new Refused("year", "The plan holds %d to %d, not %d.".formatted(
                plan.years.getFirst().year, plan.years.getLast().year, year)));
        if (chosen.things == 0) throw new Refused("year", "Nothing falls due in %d.".formatted(year));
        if (chosen.ref != null) throw new Refused("year", "%s works on it already.".formatted(chosen.ref));
        var text = new StringBuilder("%d things fall due in %d, %s in all by the prices of the plan.\n\n".formatted(chosen.things, year, chosen.sum.human()));
        chosen.costs.forEach((life, cost) -> text.append("%s: %d, %s\n".formatted(life.label(), chosen.counts.get(life), cost.human())));
        text.append('\n');
        var due = due(client.id(), year, null, 0, NAMED);
        for (var one : due.subList(0, Math.min(NAMED, due.size()))) text.append("- %s (%s): %s\n".formatted(one.name, one.life.label(), one.why));
        if (due.size() > NAMED) text.append("- … the others stand in the plan.\n");
        sql.sql("insert into estate.refresh (client_id, year, asked_by, asked_at) values (?, ?, ?, ?) on conflict (client_id, year) do update set asked_by = excluded.asked_by, asked_at = excluded.asked_at")
            .param(client.id()).param(year).param(by.name()).param(now()).update();
        facts.publishEvent(new Occasion(client.id(), ORIGIN + year, Occasion.Kind.REQUEST, "Refresh %d: %d things, %s".formatted(year, chosen.things, chosen.sum.human()), text.toString(),
                List.of("HWL-03", "HWL-05"), Priority.P4, null, null));
        audit.record(by, client.id(), "asked for", "refresh " + year, chosen.sum.toString());
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        if (!ticketed.origin().startsWith(ORIGIN)) return;
        sql.sql("update estate.refresh set ref = ? where client_id = ? and year = ?")
            .param(ticketed.ref()).param(ticketed.client()).param(Integer.parseInt(ticketed.origin().substring(ORIGIN.length()))).update();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private OffsetDateTime now() {
        return SqlTime.of(clock.instant());
    }
}
