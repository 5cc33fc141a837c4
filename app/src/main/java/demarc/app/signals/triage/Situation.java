package demarc.app.signals.triage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that a decision depends on.
///
/// @param seen     what is due, and what waits beside it
/// @param troubles open causes to which more may belong
/// @param near     conditions in open causes on the same things, from about the same minute
/// @param tellers  who says it, by id of the source
record Situation(Instant now, List<Seen> seen, List<Trouble> troubles, List<Near> near, List<Rule> rules, List<Maintenance> windows, Map<Long, Teller> tellers) {
    /// A source.
    ///
    /// @param opened how many tickets it made lately
    /// @param flood  more than so many are a flood; null: never
    record Teller(String name, int opened, @Nullable Integer flood) {}

    record Near(String family, String thing, long trouble, Instant changedAt) {}
}
