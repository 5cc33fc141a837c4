package demarc.app.work;

import demarc.core.agreement.Reading;
import demarc.core.agreement.Reading.State;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;

/// What lists filter and sort by, drawn from the course and the clocks: the parameters of the row's columns.
final class TicketRow {
    static final String COLUMNS = """
            kind, subject, activity, priority, impact, urgency, site, requester_id, team_id, party_id, assignee_id, status, waiting_on,
            offered_team_id, offered_party_id, problem_id, opened_at, held_since, crossed_at, respond_due_at, resolve_due_at, due_at, responded_at,
            resolved_at, respond_broken_at, resolve_broken_at, broken_by, agreement""";
    static final String VALUES = """
            :kind, :subject, :activity, :priority, :impact, :urgency, :site, :requester, :team, :party, :assignee, :status, :waitingOn,
            :offeredTeam, :offeredParty, :problem, :openedAt::timestamptz, :heldSince::timestamptz, :crossedAt::timestamptz, :respondDue::timestamptz,
            :resolveDue::timestamptz, coalesce(:due::timestamptz, 'infinity'), :respondedAt::timestamptz, :resolvedAt::timestamptz,
            :respondBroken::timestamptz, :resolveBroken::timestamptz, :brokenBy, :agreement""";

    private TicketRow() {}

    static Map<String, Object> parameters(int client, Course course, Reading reading) {
        var to = new HashMap<String, Object>(64);
        var opened = course.opened;
        to.put("client", number(client));
        to.put("kind", text(opened.kind().name()));
        to.put("subject", text(opened.subject()));
        to.put("activity", text(course.activity));
        to.put("priority", number(course.priority.ordinal() + 1));
        to.put("impact", text(name(opened.impact())));
        to.put("urgency", text(name(opened.urgency())));
        to.put("site", text(opened.site()));
        to.put("requester", number(opened.requester()));
        to.put("team", number(course.team()));
        to.put("party", number(course.party()));
        to.put("assignee", number(course.assignee));
        to.put("status", text(course.status().name()));
        to.put("waitingOn", text(course.waiting == null ? null : course.waiting.on().name()));
        to.put("offeredTeam", number(course.offer == null ? null : course.offer.team()));
        to.put("offeredParty", number(course.offer == null ? null : course.offer.party()));
        to.put("problem", big(course.problem));
        to.put("openedAt", text(written(course.openedAt)));
        to.put("heldSince", text(written(course.heldSince)));
        to.put("crossedAt", text(written(course.crossedAt)));
        var respond = reading.respond();
        var resolve = reading.resolve();
        to.put("respondDue", text(respond == null ? null : written(respond.due())));
        to.put("resolveDue", text(resolve == null ? null : written(resolve.due())));
        to.put("due", text(written(due(course, respond, resolve))));
        to.put("respondedAt", text(written(course.respondedAt)));
        to.put("resolvedAt", text(written(course.resolvedAt)));
        var lateAnswer = course.breached.get(Fact.Promise.RESPOND);
        var lateWork = course.breached.get(Fact.Promise.RESOLVE);
        to.put("respondBroken", text(lateAnswer == null ? null : written(lateAnswer.due())));
        to.put("resolveBroken", text(lateWork == null ? null : written(lateWork.due())));
        to.put("brokenBy", number(lateWork != null ? (Integer) lateWork.party() : lateAnswer != null ? lateAnswer.party() : null));
        to.put("agreement", number(opened.agreement()));
        return to;
    }

    /// The next promise of open work; none while its clock stands.
    private static @Nullable Instant due(Course course, Reading.@Nullable Clock respond, Reading.@Nullable Clock resolve) {
        if (!course.status().isOpen()) return null;
        var answer = respond == null || respond.metAt() != null ? null : respond.due();
        var work = resolve == null || resolve.metAt() != null || resolve.state() == State.PAUSED ? null : resolve.due();
        return answer == null ? work : work == null || answer.isBefore(work) ? answer : work;
    }

    // Every parameter says its type, null or not, so that the server keeps one prepared statement. Moments go as text and are cast.
    static SqlParameterValue text(@Nullable String value) {
        return new SqlParameterValue(Types.VARCHAR, value);
    }

    static SqlParameterValue number(@Nullable Integer value) {
        return new SqlParameterValue(Types.INTEGER, value);
    }

    static SqlParameterValue big(@Nullable Long value) {
        return new SqlParameterValue(Types.BIGINT, value);
    }

    static @Nullable String written(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    private static @Nullable String name(@Nullable Scale scale) {
        return scale == null ? null : scale.name();
    }
}
