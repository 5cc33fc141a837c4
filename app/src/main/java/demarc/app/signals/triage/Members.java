package demarc.app.signals.triage;

import demarc.app.platform.SqlTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which conditions belong to which cause, and why the others do not. However many there are, it is one statement.
@Component
class Members {
    /// @param look when to look again
    record Became(long id, @Nullable Long trouble, @Nullable String why, @Nullable String held, @Nullable Instant look) {
        /// Nothing but that it was looked at.
        static Became stays(long id) {
            return new Became(id, STAYS, null, null, null);
        }
    }

    private static final Long STAYS = -1L;

    private final JdbcClient sql;
    private final Troubles troubles;

    Members(JdbcClient sql, Troubles troubles) {
        this.sql = sql;
        this.troubles = troubles;
    }

    void write(int client, List<Became> became) {
        if (became.isEmpty()) return;
        sql.sql("""
                update signals.condition c
                   set trouble_id = case when u.trouble = -1 then c.trouble_id else u.trouble end, joined = case when u.trouble = -1 then c.joined else u.why end,
                       held = u.held, look_at = u.look
                  from unnest(:ids::bigint[], :troubles::bigint[], :whys::text[], :held::text[], :looks::timestamptz[]) as u (id, trouble, why, held, look)
                 where c.client_id = :client and c.id = u.id
                """)
            .param("ids", became.stream().map(Became::id).toArray(Long[]::new)).param("troubles", became.stream().map(Became::trouble).toArray(Long[]::new))
            .param("whys", became.stream().map(Became::why).toArray(String[]::new)).param("held", became.stream().map(Became::held).toArray(String[]::new))
            .param("looks", became.stream().map(each -> each.look == null ? null : each.look.toString()).toArray(String[]::new)).param("client", client).update();
    }

    /// Things that report the check and wait, those beyond the batch too.
    int waiting(int client, String check, Plan.Cause cause, Instant now) {
        var here = new HashSet<String>();
        for (var member : cause.members()) if (member.seen().check().equalsIgnoreCase(check)) here.add(member.seen().thing().toLowerCase(Locale.ROOT));
        var waiting = sql.sql("""
                select count(distinct thing_key) from signals.condition
                 where client_id = :client and look_at <= :soon and held is null and trouble_id is null and state <> 'CLEARED' and lower(check_name) = :check
                """)
            .param("client", client).param("soon", SqlTime.of(now.plus(Defaults.WAIT))).param("check", check.toLowerCase(Locale.ROOT)).query(Integer.class).single();
        return Math.max(here.size(), waiting);
    }

    void move(int client, long from, long to) {
        sql.sql("update signals.condition set trouble_id = :to, joined = 'Came first, before the larger cause was seen' where client_id = :client and trouble_id = :from")
            .param("to", to).param("client", client).param("from", from).update();
    }

    boolean anyWrong(int client, long trouble) {
        return sql.sql("select exists (select from signals.condition where client_id = :client and trouble_id = :trouble and state <> 'CLEARED')")
            .param("client", client).param("trouble", trouble).query(Boolean.class).single();
    }

    /// When nothing of it is wrong any more, it is over a little later.
    void settle(int client, long trouble, Instant now, @Nullable Instant flapping) {
        if (anyWrong(client, trouble)) return;
        var until = now.plus(Defaults.CLEAR_FOR);
        troubles.cleared(client, trouble, now, flapping != null && flapping.isAfter(until) ? flapping : until);
    }

    /// What is wrong of a flood is looked at for itself, the worst first; what is well stays with it.
    int release(int client, long flood, int most, Instant now) {
        return sql.sql("""
                update signals.condition c
                   set trouble_id = null, was_trouble = null, joined = null, look_at = :now
                 where c.client_id = :client
                   and c.id in (select id from signals.condition where client_id = :client and trouble_id = :flood and state <> 'CLEARED'
                                 order by array_position(array['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'], severity), changed_at, id limit :most for update skip locked)
                """)
            .param("now", SqlTime.of(now)).param("client", client).param("flood", flood).param("most", most).update();
    }

    /// The ticket has ended. What is still wrong is nobody's work until it is reported again.
    int letGo(int client, Trouble trouble, int most, Instant now) {
        var closed = new Seen.Closed(trouble.ticket() == null ? "Its ticket" : trouble.ticket(), now, trouble.done());
        return sql.sql("""
                update signals.condition c
                   set was_trouble = c.trouble_id, trouble_id = null, joined = null,
                       held = case when c.state <> 'CLEARED' then :why end, look_at = case when c.state <> 'CLEARED' then coalesce(c.look_at, :later::timestamptz) end
                 where c.client_id = :client
                   and c.id in (select id from signals.condition where client_id = :client and trouble_id = :trouble order by changed_at desc, id desc limit :most for update skip locked)
                """)
            .param("why", closed.words()).param("later", trouble.done() ? SqlTime.of(now.plus(Defaults.STILL_THERE)).toString() : null).param("client", client).param("trouble", trouble.id())
            .param("most", most).update();
    }
}
