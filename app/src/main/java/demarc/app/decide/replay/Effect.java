package demarc.app.decide.replay;

import demarc.app.work.Retelling.Told;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Bill;
import demarc.core.agreement.Fee;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.agreement.Replay;
import demarc.core.agreement.Replay.Past;
import demarc.core.agreement.Replay.Turned;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Replays ticket after ticket under two agreements and adds up where they differ. Both are taken to have been in force all along, and the work to
/// have taken as long as it did, whoever would have done it.
final class Effect {

    static final int EXAMPLES = 50;

    /// @param from where the ticket goes first under the one agreement
    /// @param to   under the other
    record Flow(Team from, Team to) {
        boolean crosses() {
            return !from.party().key().equals(to.party().key());
        }
    }

    /// Promises settled so far, of one kind.
    record Kept(long kept, long broken) {
        static final Kept NONE = new Kept(0, 0);

        Kept plus(Verdict verdict) {
            return switch (verdict) {
                case KEPT -> new Kept(kept + 1, broken);
                case BROKEN -> new Kept(kept, broken + 1);
                case OPEN -> this;
            };
        }

        Kept plus(Kept other) {
            return new Kept(kept + other.kept, broken + other.broken);
        }

        long settled() {
            return kept + broken;
        }
    }

    /// @param before under the one agreement
    /// @param after  under the other
    record Pair<T>(T before, T after) {}

    record Promised(Pair<Kept> respond, Pair<Kept> resolve) {
        static final Promised NONE = new Promised(new Pair<>(Kept.NONE, Kept.NONE), new Pair<>(Kept.NONE, Kept.NONE));
    }

    enum Verdict { KEPT, BROKEN, OPEN }

    /// A ticket for which the two differ.
    ///
    /// @param promise its resolution under each
    record Example(Told ticket, Flow flow, Pair<Verdict> promise) {}

    record Month(YearMonth month, Pair<Bill> bill) {}

    private final InForce before;
    private final InForce after;
    private final Replay replayBefore;
    private final Replay replayAfter;
    private final Map<Flow, Long> flows = new LinkedHashMap<>();
    private final Map<Priority, Promised> promises = new EnumMap<>(Priority.class);
    private final List<Example> examples = new ArrayList<>();
    private final TreeMap<YearMonth, Pair<Map<String, Long>>> minutes = new TreeMap<>();
    private long tickets;
    private long elsewhere;
    private long overTheLine;
    private long crossingsBefore;
    private long crossingsAfter;
    private long newlyKept;
    private long newlyBroken;
    private long timed;
    private long unnamed;
    private final Map<String, Long> unknown = new TreeMap<>();

    Effect(InForce before, InForce after) {
        this.before = before;
        this.after = after;
        replayBefore = new Replay(before);
        replayAfter = new Replay(after);
    }

    void add(Told ticket) {
        var past = ticket.past();
        if (past == null) {
            unnamed++;
            return;
        }
        var missing = missing(past);
        if (missing != null) {
            unknown.merge(missing, 1L, Long::sum);
            return;
        }
        tickets++;
        if (ticket.minutes() > 0) timed++;
        compare(ticket, past, replayBefore.of(past), replayAfter.of(past));
    }

    private @Nullable String missing(Past past) {
        if (unknownTo(past.activity())) return past.activity();
        for (var step : past.steps()) if (step instanceof Turned turned && unknownTo(turned.activity())) return turned.activity();
        return null;
    }

    private boolean unknownTo(String activity) {
        return before.findActivity(activity).isEmpty() || after.findActivity(activity).isEmpty();
    }

    private void compare(Told ticket, Past past, Replay.Outcome one, Replay.Outcome other) {
        var flow = new Flow(one.first().responsible(), other.first().responsible());
        boolean moved = !flow.from.key().equals(flow.to.key());
        if (moved) {
            flows.merge(flow, 1L, Long::sum);
            elsewhere++;
            if (flow.crosses()) overTheLine++;
        }
        crossingsBefore += one.moves().stream().filter(Replay.Move::crosses).count();
        crossingsAfter += other.moves().stream().filter(Replay.Move::crosses).count();
        var respond = new Pair<>(verdict(one.reading().respond()), verdict(other.reading().respond()));
        var resolve = new Pair<>(verdict(one.reading().resolve()), verdict(other.reading().resolve()));
        promises.merge(ticket.priority(), plus(Promised.NONE, respond, resolve), (sums, _) -> plus(sums, respond, resolve));
        if (resolve.before != Verdict.KEPT && resolve.after == Verdict.KEPT) newlyKept++;
        if (resolve.before != Verdict.BROKEN && resolve.after == Verdict.BROKEN) newlyBroken++;
        if (examples.size() < EXAMPLES && (moved || resolve.before != resolve.after)) examples.add(new Example(ticket, flow, resolve));
        work(ticket, past, one.first().responsible(), other.first().responsible());
    }

    private static Promised plus(Promised sums, Pair<Verdict> respond, Pair<Verdict> resolve) {
        return new Promised(
                new Pair<>(sums.respond.before.plus(respond.before), sums.respond.after.plus(respond.after)),
                new Pair<>(sums.resolve.before.plus(resolve.before), sums.resolve.after.plus(resolve.after)));
    }

    private static Verdict verdict(Reading.@Nullable Clock clock) {
        if (clock == null) return Verdict.OPEN;
        return switch (clock.state()) {
            case MET -> Verdict.KEPT;
            case BREACHED -> Verdict.BROKEN;
            case RUNNING, PAUSED, STOPPED -> Verdict.OPEN;
        };
    }

    /// Only a provider's hours are ever billed: they are those of tickets that go to a provider first.
    private void work(Told ticket, Past past, Team one, Team other) {
        var month = YearMonth.from(LocalDate.ofInstant(ticket.opened(), after.agreement().zone()));
        var sums = minutes.computeIfAbsent(month, _ -> new Pair<>(new HashMap<>(), new HashMap<>()));
        if (!one.party().isClient()) sums.before.merge(past.activity(), (long) ticket.minutes(), Long::sum);
        if (!other.party().isClient()) sums.after.merge(past.activity(), (long) ticket.minutes(), Long::sum);
    }

    /// So many months from the first on, by the fees of each agreement.
    ///
    /// @param counts how many of each unit there were
    List<Month> bills(YearMonth first, int count, Map<String, Integer> counts) {
        var months = new ArrayList<Month>();
        for (var month = first; month.isBefore(first.plusMonths(count)); month = month.plusMonths(1)) {
            var worked = minutes.getOrDefault(month, new Pair<>(Map.of(), Map.of()));
            months.add(new Month(month, new Pair<>(
                    Bill.rate(before.agreement(), month, new Bill.Usage(counts, hours(worked.before))),
                    Bill.rate(after.agreement(), month, new Bill.Usage(counts, hours(worked.after))))));
        }
        return months;
    }

    private static Map<String, BigDecimal> hours(Map<String, Long> minutes) {
        var hours = new HashMap<String, BigDecimal>();
        minutes.forEach((activity, worked) -> hours.put(activity, BigDecimal.valueOf(worked).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)));
        return hours;
    }

    /// The most tickets first.
    List<Map.Entry<Flow, Long>> flows() {
        return flows.entrySet().stream().sorted(Map.Entry.<Flow, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(entry -> entry.getKey().from.key()).thenComparing(entry -> entry.getKey().to.key())).toList();
    }

    Map<Priority, Promised> promises() {
        return promises;
    }

    Pair<Kept> resolved() {
        return new Pair<>(
                promises.values().stream().map(each -> each.resolve.before).reduce(Kept.NONE, Kept::plus),
                promises.values().stream().map(each -> each.resolve.after).reduce(Kept.NONE, Kept::plus));
    }

    /// Newest first.
    List<Example> examples() {
        return examples;
    }

    Pair<Long> crossings() {
        return new Pair<>(crossingsBefore, crossingsAfter);
    }

    long tickets() {
        return tickets;
    }

    long elsewhere() {
        return elsewhere;
    }

    long overTheLine() {
        return overTheLine;
    }

    long newlyKept() {
        return newlyKept;
    }

    long newlyBroken() {
        return newlyBroken;
    }

    /// Tickets on which somebody logged time.
    long timed() {
        return timed;
    }

    /// Tickets that name no activity.
    long unnamed() {
        return unnamed;
    }

    /// Activities that one of the two does not name, with how many tickets are left out for it.
    Map<String, Long> unknown() {
        return unknown;
    }

    boolean hasHourlyFees() {
        return java.util.stream.Stream.of(before, after).flatMap(each -> each.agreement().fees().stream()).anyMatch(fee -> fee instanceof Fee.Hours);
    }
}
