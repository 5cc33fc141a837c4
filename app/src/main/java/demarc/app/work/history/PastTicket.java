package demarc.app.work.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Replay;
import demarc.core.agreement.Timeline.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A ticket of another desk: what it was about and what happened to it, in order of time.
///
/// @param id       its number there
/// @param activity of the agreement, by the mapping, when it was opened
/// @param team     the agreement's team that the mapping names for the last group; null when it names none
/// @param unanswered true when the source does not tell when somebody took it up
/// @param madeSla  the source's own verdict, where it gives one
@JsonInclude(JsonInclude.Include.NON_NULL)
record PastTicket(
        String id, Kind kind, String subject, @Nullable String category, @Nullable String group, @Nullable String team,
        Priority priority, String activity, @Nullable String requester, @Nullable String site, @Nullable Boolean unanswered, @Nullable Boolean madeSla, List<PastFact> facts) {

    enum Kind { INCIDENT, REQUEST, CHANGE, PROBLEM }

    PastTicket {
        facts = facts == null ? List.of() : List.copyOf(facts); // from the wire it may be missing
    }

    @JsonIgnore
    Instant opened() {
        return facts.getFirst().at();
    }

    @JsonIgnore
    Instant lastSeen() {
        return facts.getLast().at();
    }

    /// What the agreement is asked about: the work without the hands it really went through.
    @JsonIgnore
    Replay.Past past() {
        var steps = new ArrayList<Replay.Step>(facts.size());
        for (var fact : facts) {
            var at = fact.at();
            switch (fact.kind()) {
                case OPENED -> {}
                case GROUP, TOUCHED -> steps.add(new Replay.Touched(at));
                case ACTIVITY -> steps.add(new Replay.Turned(at, value(fact)));
                case PRIORITY -> steps.add(new Replay.Happened(new Fact.PriorityChanged(at, Priority.valueOf(value(fact)))));
                case TAKEN -> steps.add(new Replay.Happened(new Fact.Responded(at)));
                case WAITING -> {
                    var on = Condition.ofWords(value(fact)).map(Condition::on).orElse(null);
                    steps.add(on == null ? new Replay.Touched(at) : new Replay.Waited(at, on));
                }
                case RESUMED -> steps.add(new Replay.Happened(new Fact.Resumed(at)));
                case RESOLVED -> steps.add(new Replay.Happened(new Fact.Resolved(at)));
                case REOPENED -> steps.add(new Replay.Happened(new Fact.Reopened(at)));
                case CANCELLED -> steps.add(new Replay.Happened(new Fact.Cancelled(at)));
                case CLOSED, LAST_SEEN -> {}
            }
        }
        return new Replay.Past(activity, priority, site, kind == Kind.REQUEST, opened(), steps, lastSeen());
    }

    private static String value(PastFact fact) {
        if (fact.value() == null) throw new IllegalStateException("a fact (%s) without a value".formatted(fact));
        return fact.value();
    }
}
