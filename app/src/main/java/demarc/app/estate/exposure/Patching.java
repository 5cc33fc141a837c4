package demarc.app.estate.exposure;

import demarc.app.agreement.Occasion;
import demarc.app.platform.Due;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Turns exposures into work: few tickets, each opened when its ring has its turn, urgent as its date comes near, over when the inventories say so.
@Component
class Patching {
    private static final int BATCH = 20;
    private static final Duration UNTIL_INVENTORIES_KNOW = Duration.ofDays(2);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(30);
    private static final String PATCH = """
            select id, ecosystem, package, activity, ring, emergency, takes_until, starts_at, due_at, next_at, priority, ref, ended_at, done, over_at from estate.patch
            """;

    private record Unplanned(long id, String kind, Exposure exposure) {}

    private record Member(int client, long id) {}

    /// @param left its open exposures, without those that are excepted
    private record Standing(Patch patch, long left, @Nullable Instant due) {}

    private final JdbcClient sql;
    private final Due due;
    private final Apart apart;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Patching(JdbcClient sql, Due due, Apart apart, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.due = due;
        this.apart = apart;
        this.events = events;
        this.clock = clock;
    }

    /// After some of a client's assets were looked at.
    void plan(int client) {
        var now = now();
        var gained = assign(client, now);
        for (var standing : standings(client)) {
            var patch = standing.patch;
            if (standing.left == 0) {
                if (patch.overAt() == null) over(client, patch, now);
            } else if (patch.overAt() != null) again(client, patch, Objects.requireNonNull(standing.due), now);
            else if (gained.containsKey(patch.id()) || !patch.dueAt().equals(standing.due)) adjust(client, patch, Objects.requireNonNull(standing.due), gained.getOrDefault(patch.id(), 0), now);
        }
    }

    @Scheduled(fixedDelay = 30_000, initialDelay = 20_000)
    int drain() {
        return due.drain("patches", () -> {
            var now = now();
            var taken = sql.sql("select client_id as client, id from estate.patch where next_at <= :now order by next_at limit :most for update skip locked")
                .param("now", SqlTime.of(now)).param("most", BATCH).query(Member.class).list();
            for (var each : taken)
                apart.attempt("patch %d of client %d".formatted(each.id, each.client), () -> look(each.client, get(each.client, each.id), now)).ifPresent(why ->
                        sql.sql("update estate.patch set next_at = :next, trouble = :why where client_id = :client and id = :id")
                            .param("next", SqlTime.of(now.plus(AFTER_TROUBLE))).param("why", Osv.clip(why, 500)).param("client", each.client).param("id", each.id).update());
            return taken.size();
        });
    }

    /// Exposures that no patch stands for find theirs, or begin one.
    private Map<Long, Integer> assign(int client, Instant now) {
        var unplanned = sql.sql("""
                select a.kind, %s from estate.exposure e join (select client_id as owner, id as machine, kind from estate.asset) a on a.owner = e.client_id and a.machine = e.asset_id
                 where e.client_id = :client and e.ended_at is null and e.patch_id is null and e.exception_id is null and e.due_at < 'infinity' and (e.fixed_version is not null or e.kev)
                 order by e.due_at, e.id
                """.formatted(ExposureStore.COLUMNS))
            .param("client", client).query((row, n) -> new Unplanned(row.getLong("id"), row.getString("kind"), ExposureStore.exposure(row, n))).list();
        var gained = new HashMap<Long, Integer>();
        if (unplanned.isEmpty()) return gained;
        var open = new ArrayList<>(sql.sql(PATCH + " where client_id = :client and over_at is null").param("client", client).query(Patching::patch).list());
        var members = new HashMap<Long, List<Long>>();
        for (var each : unplanned) {
            var exposure = each.exposure;
            var group = Patch.Group.of(exposure.component(), each.kind, exposure.ring(), exposure.isEmergency());
            var patch = open.stream().filter(candidate -> candidate.takes(group, now)).findFirst().orElse(null);
            if (patch == null) {
                patch = create(client, Patch.begin(group, Objects.requireNonNull(exposure.due()), now));
                open.add(patch);
            }
            members.computeIfAbsent(patch.id(), _ -> new ArrayList<>()).add(each.id);
        }
        members.forEach((patch, ids) -> {
            sql.sql("update estate.exposure set patch_id = :patch where client_id = :client and id = any (:ids)")
                .param("patch", patch).param("client", client).param("ids", ids.toArray(Long[]::new)).update();
            gained.put(patch, ids.size());
        });
        return gained;
    }

    /// Every patch that is open, or was over and has exposures again.
    private List<Standing> standings(int client) {
        return sql.sql("""
                with left_over as (
                    select patch_id, count(*) as n, min(due_at) as due from estate.exposure
                     where client_id = :client and ended_at is null and patch_id is not null and exception_id is null group by patch_id)
                select p.id, p.ecosystem, p.package, p.activity, p.ring, p.emergency, p.takes_until, p.starts_at, p.due_at, p.next_at, p.priority, p.ref, p.ended_at, p.done, p.over_at,
                       coalesce(l.n, 0) as n, nullif(l.due, 'infinity') as due
                  from estate.patch p left join left_over l on l.patch_id = p.id
                 where p.client_id = :client and (p.over_at is null or l.n is not null)
                 order by p.id
                """)
            .param("client", client).query((row, n) -> {
                var patch = patch(row, n);
                var earliest = SqlTime.find(row, "due");
                return new Standing(patch, row.getLong("n"), earliest == null ? patch.dueAt() : earliest);
            }).list();
    }

    private void over(int client, Patch patch, Instant now) {
        sql.sql("update estate.patch set over_at = :now, next_at = null where client_id = :client and id = :id")
            .param("now", SqlTime.of(now)).param("client", client).param("id", patch.id()).update();
        if (patch.ref() != null) events.publishEvent(new Occasion.Over(client, patch.origin(), "The inventories show it on no asset any more."));
    }

    private void again(int client, Patch patch, Instant dueAt, Instant now) {
        sql.sql("update estate.patch set over_at = null, ended_at = null, done = null, due_at = :due, next_at = :now where client_id = :client and id = :id")
            .param("due", SqlTime.of(dueAt)).param("now", SqlTime.of(now)).param("client", client).param("id", patch.id()).update();
        if (patch.ref() != null) open(client, get(client, patch.id()), "The inventories show it again.\n\n", now);
    }

    private void adjust(int client, Patch patch, Instant dueAt, int gained, Instant now) {
        var starts = patch.ref() != null ? patch.startsAt() : Patch.starts(patch.ring(), patch.emergency(), dueAt, now);
        var earlier = starts.isBefore(patch.startsAt()) ? starts : patch.startsAt();
        sql.sql("update estate.patch set due_at = :due, starts_at = :starts, next_at = case when ref is null then :starts else :next::timestamptz end where client_id = :client and id = :id")
            .param("due", SqlTime.of(dueAt)).param("starts", SqlTime.of(earlier)).param("next", at(Patch.next(dueAt, now))).param("client", client).param("id", patch.id()).update();
        if (patch.ref() == null || patch.endedAt() != null) return;
        var priority = Patch.priority(dueAt, now);
        if (gained > 0 || priority != patch.priority()) {
            events.publishEvent(new Occasion.Again(client, patch.origin(), gained > 0 ? "%d more of it found; see /estate/exposure?patch=%d".formatted(gained, patch.id())
                    : "It is due on %s now.".formatted(dueAt.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10)), priority));
            keep(client, patch.id(), priority);
        }
    }

    /// Its moment has come: its ring's turn, a date that is near, or the inventories after somebody said it is done.
    private void look(int client, Patch patch, Instant now) {
        if (patch.ref() == null) {
            open(client, patch, "", now);
            return;
        }
        if (patch.endedAt() != null) {
            var shown = sql.sql("""
                    select count(*) from estate.exposure e join estate.asset a on a.client_id = e.client_id and a.id = e.asset_id
                     where e.client_id = :client and e.patch_id = :patch and e.ended_at is null and e.exception_id is null and a.last_seen_at > :ended
                    """)
                .param("client", client).param("patch", patch.id()).param("ended", SqlTime.of(patch.endedAt())).query(Long.class).single();
            if (shown > 0) again(client, patch, patch.dueAt(), now);
            else next(client, patch.id(), now.plus(UNTIL_INVENTORIES_KNOW));
            return;
        }
        var priority = Patch.priority(patch.dueAt(), now);
        var late = !patch.dueAt().isAfter(now);
        if (late || priority != patch.priority())
            events.publishEvent(new Occasion.Again(client, patch.origin(), late ? "Its date has passed." : "Its date is near.", priority));
        keep(client, patch.id(), priority);
        next(client, patch.id(), Patch.next(patch.dueAt(), now));
    }

    private void open(int client, Patch patch, String before, Instant now) {
        var lines = sql.sql("""
                select a.name as asset, %s from estate.exposure e join (select client_id as owner, id as machine, name from estate.asset) a on a.owner = e.client_id and a.machine = e.asset_id
                 where e.client_id = :client and e.patch_id = :patch and e.ended_at is null and e.exception_id is null and e.due_at < 'infinity' order by a.name, e.package, e.vulnerability
                """.formatted(ExposureStore.COLUMNS))
            .param("client", client).param("patch", patch.id()).query((row, n) -> new PatchText.Line(row.getString("asset"), ExposureStore.exposure(row, n))).list();
        if (lines.isEmpty()) {
            next(client, patch.id(), null);
            return;
        }
        var sites = sql.sql("""
                select distinct coalesce(a.site, '') from estate.exposure e join estate.asset a on a.client_id = e.client_id and a.id = e.asset_id
                 where e.client_id = :client and e.patch_id = :patch and e.ended_at is null
                """).param("client", client).param("patch", patch.id()).query(String.class).list();
        var priority = Patch.priority(patch.dueAt(), now);
        events.publishEvent(new Occasion(client, patch.origin(), patch.kind(), PatchText.subject(patch, lines), before + PatchText.description(patch, lines),
                patch.emergency() ? List.of("PAT-06", "PAT-03", "PAT-04") : List.of(patch.activity(), "PAT-03", "PAT-02"), priority,
                sites.size() == 1 && !sites.getFirst().isEmpty() ? sites.getFirst() : null, null));
        keep(client, patch.id(), priority);
        next(client, patch.id(), Patch.next(patch.dueAt(), now));
    }

    @EventListener
    void on(Occasion.Ticketed ticketed) {
        var id = id(ticketed.origin());
        if (id != null)
            sql.sql("update estate.patch set ref = :ref, opened_at = coalesce(opened_at, :now), ended_at = null, done = null where client_id = :client and id = :id")
                .param("ref", ticketed.ref()).param("now", SqlTime.of(now())).param("client", ticketed.client()).param("id", id).update();
    }

    @EventListener
    void on(Occasion.Ended ended) {
        var id = id(ended.origin());
        if (id != null)
            sql.sql("update estate.patch set ended_at = :now, done = :done, next_at = case when over_at is null and :done then :look end where client_id = :client and id = :id")
                .param("now", SqlTime.of(now())).param("done", ended.done()).param("look", SqlTime.of(now().plus(UNTIL_INVENTORIES_KNOW)))
                .param("client", ended.client()).param("id", id).update();
    }

    private static @Nullable Long id(String origin) {
        return origin.startsWith("estate/patch/") ? Long.valueOf(origin.substring("estate/patch/".length())) : null;
    }

    private Patch create(int client, Patch patch) {
        var id = sql.sql("""
                insert into estate.patch (client_id, ecosystem, package, activity, ring, emergency, takes_until, starts_at, due_at, next_at)
                values (:client, :ecosystem, :package, :activity, :ring, :emergency, :takes, :starts, :due, :starts) returning id
                """)
            .param("client", client).param("ecosystem", patch.ecosystem()).param("package", patch.name()).param("activity", patch.activity()).param("ring", patch.ring())
            .param("emergency", patch.emergency()).param("takes", SqlTime.of(patch.takesUntil())).param("starts", SqlTime.of(patch.startsAt()))
            .param("due", SqlTime.of(patch.dueAt())).query(Long.class).single();
        return get(client, id);
    }

    private Patch get(int client, long id) {
        return sql.sql(PATCH + " where client_id = :client and id = :id").param("client", client).param("id", id).query(Patching::patch).single();
    }

    private void keep(int client, long id, Priority priority) {
        sql.sql("update estate.patch set priority = :priority where client_id = :client and id = :id").param("priority", priority.name()).param("client", client).param("id", id).update();
    }

    private void next(int client, long id, @Nullable Instant next) {
        sql.sql("update estate.patch set next_at = :next::timestamptz, trouble = null where client_id = :client and id = :id").param("next", at(next)).param("client", client).param("id", id).update();
    }

    private static @Nullable Object at(@Nullable Instant instant) {
        return instant == null ? null : SqlTime.of(instant);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    static Patch patch(ResultSet row, int n) throws SQLException {
        var priority = row.getString("priority");
        return new Patch(row.getLong("id"), row.getString("ecosystem"), row.getString("package"), row.getString("activity"), row.getInt("ring"), row.getBoolean("emergency"),
                SqlTime.get(row, "takes_until"), SqlTime.get(row, "starts_at"), SqlTime.get(row, "due_at"), SqlTime.find(row, "next_at"),
                priority == null ? null : Priority.valueOf(priority), row.getString("ref"), SqlTime.find(row, "ended_at"), row.getObject("done", Boolean.class),
                SqlTime.find(row, "over_at"));
    }
}
