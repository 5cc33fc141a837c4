package demarc.app.work.history;

import demarc.app.work.history.Grouping.Row;
import demarc.core.agreement.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells a ticket's past from its rows, or says why it cannot.
///
/// - Of a log of events only what each row knew at its time is believed. Columns that repeat the end on every row (`resolved_at`, `closed_at`)
///   serve only tickets that never show a resolved state.
/// - A row from before the opening, from the future, or whose time lies after a later update is refused; the ticket goes on without it.
/// - A ticket whose log ends before its close is kept as history with its last state. It is never live work.
final class Storyteller {

    private static final int MAX_TEXT = 200;
    private static final Comparator<Moment> BY_UPDATE = Comparator.comparingLong(Moment::order).thenComparing(Moment::at).thenComparingLong(each -> each.row.line());

    private record Moment(Row row, Instant at, Condition condition, long order) {}

    private final Survey survey;
    private final Mapping mapping;
    private final Works works;
    private final Moments moments;
    private final Instant now;
    private final Refusals refusals;
    private final Map<String, Long> unknownPriorities = new HashMap<>();
    private long byDefault;
    private @Nullable String agent;

    Storyteller(Survey survey, Mapping mapping, Works works, Moments moments, Instant now, Refusals refusals) {
        this.survey = survey;
        this.mapping = mapping;
        this.works = works;
        this.moments = moments;
        this.now = now;
        this.refusals = refusals;
    }

    /// Tickets whose activity is the mapping's default because neither their category nor their group is mapped.
    long byDefault() {
        return byDefault;
    }

    /// Priorities that were taken for P3 because nothing says what they mean, with how many tickets have them.
    Map<String, Long> unknownPriorities() {
        return unknownPriorities;
    }

    /// Who had the ticket that was told last when it was resolved, else at the end; null when the file does not say.
    @Nullable String agent() {
        return agent;
    }

    /// @return null when it was refused
    @Nullable PastTicket tell(String id, List<Row> rows) {
        if (id.length() > 100) {
            refusals.add(rows.getFirst().line(), id.substring(0, 100), survey.columns().name(Meaning.ID), id, "the ticket number is longer than 100 characters");
            return null;
        }
        return survey.shape() == Survey.Shape.EVENTS ? fromEvents(id, rows) : fromTicket(id, rows);
    }

    private @Nullable PastTicket fromEvents(String id, List<Row> rows) {
        var usable = new ArrayList<Moment>(rows.size());
        var opened = earliest(rows, id);
        for (var row : rows) {
            var moment = moment(id, row);
            if (moment == null) continue;
            if (opened != null && moment.at.isBefore(opened)) refuse(row, id, Meaning.EVENT_TIME, "written before the ticket was opened");
            else usable.add(moment);
        }
        usable.sort(BY_UPDATE);
        dropBackwards(id, usable);
        if (usable.isEmpty()) {
            refusals.add(rows.getFirst().line(), id, null, null, "none of the ticket's rows can be used");
            return null;
        }
        return new Past(id, opened == null ? usable.getFirst().at : opened, rows.getFirst(), usable).ticket();
    }

    private @Nullable Instant earliest(List<Row> rows, String id) {
        if (!survey.columns().has(Meaning.OPENED)) return null;
        for (var row : rows) {
            if (row.get(Meaning.OPENED) == null) continue;
            var opened = time(row, id, Meaning.OPENED);
            if (opened != null) return opened;
        }
        return null;
    }

    private @Nullable Moment moment(String id, Row row) {
        var at = time(row, id, Meaning.EVENT_TIME);
        if (at == null) return null;
        var state = row.get(Meaning.STATE);
        if (state == null) {
            refuse(row, id, Meaning.STATE, "no state");
            return null;
        }
        var condition = mapping.states().get(state);
        if (condition == null) condition = Condition.ofState(state).orElse(null);
        if (condition == null && survey.endsAtLast()) condition = new Condition(Condition.Kind.ACTIVE, null);
        if (condition == null) {
            refuse(row, id, Meaning.STATE, "not a known state; say under states: in the mapping file what it means");
            return null;
        }
        return new Moment(row, at, condition, counter(row));
    }

    private static long counter(Row row) {
        var text = row.get(Meaning.ORDER);
        if (text == null || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) return 0;
        return Long.parseLong(text);
    }

    private void dropBackwards(String id, List<Moment> usable) {
        var next = Instant.MAX;
        for (int i = usable.size() - 1; i >= 0; i--) {
            var each = usable.get(i);
            if (each.at.isAfter(next)) {
                refuse(each.row, id, Meaning.EVENT_TIME, "out of order: later than an update that follows it");
                usable.remove(i);
            } else next = each.at;
        }
    }

    private @Nullable PastTicket fromTicket(String id, List<Row> rows) {
        for (var again : rows.subList(1, rows.size())) refuse(again, id, Meaning.ID, "the ticket stands in an earlier row already");
        var row = rows.getFirst();
        var opened = time(row, id, Meaning.OPENED);
        if (opened == null) return null;
        for (var meaning : List.of(Meaning.FIRST_RESPONSE, Meaning.RESOLVED, Meaning.CLOSED)) {
            if (row.get(meaning) == null) continue;
            var at = time(row, id, meaning);
            if (at == null) return null;
            if (at.isBefore(opened)) {
                refuse(row, id, meaning, "before the ticket was opened");
                return null;
            }
        }
        return new Past(id, opened, row, List.of(new Moment(row, opened, new Condition(Condition.Kind.NEW, null), 0))).flatTicket();
    }

    private @Nullable Instant time(Row row, String id, Meaning meaning) {
        var text = row.get(meaning);
        if (text == null) {
            refuse(row, id, meaning, "no time");
            return null;
        }
        try {
            var at = moments.read(text);
            if (!at.isAfter(now)) return at;
            refuse(row, id, meaning, "in the future");
        } catch (Moments.Unreadable e) {
            refuse(row, id, meaning, e.why());
        }
        return null;
    }

    private void refuse(Row row, String id, Meaning meaning, String reason) {
        refusals.add(row.line(), id, survey.columns().name(meaning), row.get(meaning), reason);
    }

    private Priority priority(Row row, boolean counted) {
        var written = row.get(Meaning.PRIORITY);
        var told = written == null ? null : mapping.priorities().get(written);
        if (told != null) return told;
        var known = written == null ? null : Weight.priority(written).orElse(null);
        if (known != null) return known;
        var derived = Weight.priority(row.get(Meaning.IMPACT), row.get(Meaning.URGENCY));
        if (derived.isPresent()) return derived.get();
        if (counted) unknownPriorities.merge(written == null ? "(none)" : written, 1L, Long::sum);
        return Priority.P3;
    }

    private static PastTicket.Kind kind(@Nullable String written) {
        var text = written == null ? "" : written.toLowerCase(Locale.ROOT);
        if (text.contains("request")) return PastTicket.Kind.REQUEST;
        if (text.contains("change")) return PastTicket.Kind.CHANGE;
        if (text.contains("problem")) return PastTicket.Kind.PROBLEM;
        return PastTicket.Kind.INCIDENT;
    }

    static String shortened(String text) {
        var clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return clean.length() <= MAX_TEXT ? clean : clean.substring(0, MAX_TEXT - 1) + "…";
    }

    /// One ticket being told.
    private final class Past {
        private final String id;
        private final Instant opened;
        private final Row firstRow;
        private final List<Moment> usable;
        private final List<PastFact> facts = new ArrayList<>();
        private @Nullable String category;
        private @Nullable String group;
        private String activity;
        private Priority priority;
        private boolean taken;
        private Condition.Kind state = Condition.Kind.NEW;

        Past(String id, Instant opened, Row firstRow, List<Moment> usable) {
            this.id = id;
            this.opened = opened;
            this.firstRow = firstRow;
            this.usable = usable;
            var row = usable.getFirst().row;
            category = row.get(Meaning.CATEGORY);
            group = row.get(Meaning.GROUP);
            activity = works.activity(category, group);
            priority = priority(row, true);
            agent = row.get(Meaning.ASSIGNEE);
            fact(opened, PastFact.Kind.OPENED, group);
        }

        PastTicket ticket() {
            var firstActivity = activity;
            var firstPriority = priority;
            if (!works.knows(category, group)) byDefault++;
            for (var moment : usable) {
                int before = facts.size();
                described(moment.row, moment.at);
                become(moment.condition, moment.at);
                if (facts.size() == before && !moment.at.equals(opened)) fact(moment.at, PastFact.Kind.TOUCHED, null);
            }
            if (survey.endsAtLast() && usable.size() > 1 && state == Condition.Kind.ACTIVE) become(new Condition(Condition.Kind.RESOLVED, null), usable.getLast().at);
            if (state != Condition.Kind.CLOSED && state != Condition.Kind.CANCELLED)
                fact(usable.getLast().at, PastFact.Kind.LAST_SEEN, usable.getLast().row.get(Meaning.STATE));
            return built(firstActivity, firstPriority, true);
        }

        PastTicket flatTicket() {
            var row = firstRow;
            if (!works.knows(category, group)) byDefault++;
            var ends = new ArrayList<PastFact>();
            var answered = read(row.get(Meaning.FIRST_RESPONSE));
            if (answered == null) answered = answeredAfter(row.get(Meaning.ANSWERED_AFTER));
            if (answered != null) ends.add(new PastFact(answered, PastFact.Kind.TAKEN, null));
            var closed = read(row.get(Meaning.CLOSED));
            var resolvedAt = read(row.get(Meaning.RESOLVED));
            if (resolvedAt == null) resolvedAt = closed;
            if (resolvedAt != null) ends.add(new PastFact(resolvedAt, PastFact.Kind.RESOLVED, null));
            if (closed != null && !closed.isBefore(resolvedAt)) ends.add(new PastFact(closed, PastFact.Kind.CLOSED, null));
            ends.sort(Comparator.comparing(PastFact::at));
            facts.addAll(ends);
            if (resolvedAt == null) fact(facts.getLast().at(), PastFact.Kind.LAST_SEEN, row.get(Meaning.STATE));
            return built(activity, priority, answered != null);
        }

        private @Nullable Instant answeredAfter(@Nullable String minutes) {
            if (minutes == null || !minutes.matches("\\d{1,7}(\\.0+)?")) return null;
            var at = opened.plusSeconds(60 * (long) Double.parseDouble(minutes));
            return at.isAfter(now) ? null : at;
        }

        private @Nullable Instant read(@Nullable String text) {
            try {
                return text == null ? null : moments.read(text);
            } catch (Moments.Unreadable e) {
                throw new IllegalStateException("(%s) was readable before".formatted(text), e);
            }
        }

        private PastTicket built(String firstActivity, Priority firstPriority, boolean answered) {
            var last = usable.getLast().row;
            var subject = last.get(Meaning.SUBJECT);
            var category = this.category;
            var subcategory = last.get(Meaning.SUBCATEGORY);
            if (subject == null) subject = category == null ? id : subcategory == null ? category : category + ", " + subcategory;
            var requester = last.get(Meaning.REQUESTER);
            var site = last.get(Meaning.SITE);
            var made = last.get(Meaning.MADE_SLA);
            return new PastTicket(id, kind(last.get(Meaning.KIND)), shortened(subject), cut(category), cut(group),
                    group == null ? null : works.team(group), firstPriority, firstActivity, cut(requester), cut(site), answered ? null : Boolean.TRUE,
                    made == null ? null : Boolean.valueOf(made.equalsIgnoreCase("true") || made.equalsIgnoreCase("yes") || made.equals("1")), facts);
        }

        private static @Nullable String cut(@Nullable String text) {
            return text == null ? null : shortened(text);
        }

        private void described(Row row, Instant at) {
            var assignee = row.get(Meaning.ASSIGNEE);
            if (assignee != null && state != Condition.Kind.RESOLVED && state != Condition.Kind.CLOSED) agent = assignee;
            var newCategory = row.get(Meaning.CATEGORY);
            if (newCategory != null) category = newCategory;
            var newGroup = row.get(Meaning.GROUP);
            if (newGroup != null && !newGroup.equals(group)) {
                group = newGroup;
                fact(at, PastFact.Kind.GROUP, newGroup);
            }
            var newActivity = works.activity(category, group);
            if (!newActivity.equals(activity)) {
                activity = newActivity;
                fact(at, PastFact.Kind.ACTIVITY, newActivity);
            }
            var newPriority = priority(row, false);
            if (newPriority != priority) {
                priority = newPriority;
                fact(at, PastFact.Kind.PRIORITY, newPriority.name());
            }
        }

        private void become(Condition condition, Instant at) {
            var to = condition.kind();
            if (to == Condition.Kind.NOTE || state == Condition.Kind.CANCELLED) return;
            boolean ended = state == Condition.Kind.RESOLVED || state == Condition.Kind.CLOSED;
            switch (to) {
                case NEW, ACTIVE -> {
                    if (ended) fact(at, PastFact.Kind.REOPENED, null);
                    else if (state == Condition.Kind.WAITING) fact(at, PastFact.Kind.RESUMED, null);
                }
                case WAITING -> {
                    if (ended) fact(at, PastFact.Kind.REOPENED, null);
                    take(at);
                    var words = condition.words();
                    if (!words.equals(lastWaiting())) fact(at, PastFact.Kind.WAITING, words);
                }
                case RESOLVED -> {
                    if (!ended) fact(at, PastFact.Kind.RESOLVED, null);
                }
                case CLOSED -> {
                    if (!ended) fact(resolvedBefore(at), PastFact.Kind.RESOLVED, null);
                    if (state != Condition.Kind.CLOSED) fact(at, PastFact.Kind.CLOSED, null);
                }
                case CANCELLED -> fact(at, PastFact.Kind.CANCELLED, null);
                case NOTE -> {}
            }
            if (to == Condition.Kind.ACTIVE) take(at);
            if (to == Condition.Kind.NEW && state != Condition.Kind.NEW && !ended && state != Condition.Kind.WAITING) return;
            state = to;
        }

        private @Nullable String lastWaiting() {
            if (state != Condition.Kind.WAITING) return null;
            for (int i = facts.size() - 1; i >= 0; i--) if (facts.get(i).kind() == PastFact.Kind.WAITING) return facts.get(i).value();
            return null;
        }

        private void take(Instant at) {
            if (taken) return;
            taken = true;
            fact(at, PastFact.Kind.TAKEN, null);
        }

        /// A ticket that was closed without having been resolved: its own column may know better, if it fits between what else is known.
        private Instant resolvedBefore(Instant closed) {
            var at = firstRow.get(Meaning.RESOLVED) == null ? null : tryRead(firstRow.get(Meaning.RESOLVED));
            return at == null || at.isAfter(closed) || at.isBefore(facts.getLast().at()) ? closed : at;
        }

        private @Nullable Instant tryRead(@Nullable String text) {
            try {
                return text == null ? null : moments.read(text);
            } catch (Moments.Unreadable e) {
                return null;
            }
        }

        private void fact(Instant at, PastFact.Kind kind, @Nullable String value) {
            facts.add(new PastFact(at, kind, value == null ? null : shortened(value)));
        }
    }
}
