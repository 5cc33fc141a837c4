package demarc.app.work.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that the log says happened to a ticket, in the log's own words.
///
/// @param value the group, activity, priority, condition or state it is about; null when the kind says it all
@JsonInclude(JsonInclude.Include.NON_NULL)
record PastFact(Instant at, Kind kind, @Nullable String value) {

    enum Kind {
        OPENED, GROUP, ACTIVITY, PRIORITY,
        /// A person took it up: it left its first state, or the log gives the first response.
        TAKEN,
        /// `value` as [Condition#words] writes it.
        WAITING,
        RESUMED,
        /// A row without any of the others: somebody was at work.
        TOUCHED,
        RESOLVED, REOPENED, CLOSED, CANCELLED,
        /// The log ends without a close; `value` is the state it was last seen in.
        LAST_SEEN
    }
}
