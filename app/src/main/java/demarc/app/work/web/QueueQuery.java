package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.ListQuery;
import demarc.app.platform.Refused;
import demarc.app.work.Kind;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the queue can be asked for.
final class QueueQuery {
    private static final String PATH = "/queue";
    private static final List<String> NAMES = List.of("client", "team", "who", "status", "priority", "kind", "waiting", "due", "breached", "offered", "crossed", "seen", "q", "sort");

    private QueueQuery() {}

    static ListQuery of(Map<String, String> asked) {
        return ListQuery.of(PATH, NAMES, asked);
    }

    /// As it stands in a saved view.
    static ListQuery parse(String text) {
        return ListQuery.parse(PATH, NAMES, text);
    }

    static Queue.Sort sort(ListQuery query) {
        return query.is("sort", "newest") ? Queue.Sort.NEWEST : Queue.Sort.DUE;
    }

    static Queue.Filter filter(ListQuery query, Actor by, Instant now) {
        return new Queue.Filter(query.said("client"), team(query), null, statuses(query), query.choice(Priority.class, "priority"), query.choice(Kind.class, "kind"),
                query.choice(WaitingOn.class, "waiting"), null, query.is("who", "me"), query.is("who", "nobody"), query.is("who", "teams"), within(query),
                query.is("breached", "yes"), query.is("offered", "yes"), query.is("crossed", "today") ? now.atZone(by.zone()).toLocalDate().atStartOfDay(by.zone()).toInstant() : null,
                query.said("q"), query.is("seen", "yes"));
    }

    private static @Nullable Integer team(ListQuery query) {
        var text = query.said("team");
        if (text == null) return null;
        if (!text.matches("\\d{1,9}")) throw new Refused("team", "There is no team '%s'. Choose one from the list.".formatted(text));
        return Integer.valueOf(text);
    }

    private static Set<Status> statuses(ListQuery query) {
        if (query.is("status", "all")) return EnumSet.allOf(Status.class);
        var status = query.choice(Status.class, "status");
        return status == null ? Set.of() : EnumSet.of(status);
    }

    private static @Nullable Duration within(ListQuery query) {
        return switch (query.value("due")) {
            case "" -> null;
            case "1h" -> Duration.ofHours(1);
            case "4h" -> Duration.ofHours(4);
            case "1d" -> Duration.ofDays(1);
            default -> throw new Refused("due", "Due within '%s'? Choose 1h, 4h or 1d.".formatted(query.value("due")));
        };
    }
}
