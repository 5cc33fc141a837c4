package demarc.app.decide.replay;

import demarc.app.decide.replay.Effect.Kept;
import demarc.app.decide.replay.Effect.Pair;
import demarc.app.decide.replay.Effect.Verdict;
import demarc.app.platform.Refused;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.Fee;
import demarc.core.money.Money;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// "What would it have done?" as its template reads it.
///
/// @param answer the whole of it in one sentence
/// @param notes  what these figures do not know
public record ReplayPage(
        String clientKey, String clientName, List<Choice> texts, String from, String to, String fromName, String toName, int months, String window, long tickets, String answer,
        List<Tile> tiles, List<Flow> flows, List<Promise> promises, List<Month> bills, String billWords, List<Count> counts, List<Ticket> examples, List<String> notes) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);

    public record Choice(String value, String name) {}

    /// @param tone `good`, `bad` or empty
    public record Tile(String figure, String label, String tone) {}

    /// @param percent of the longest row
    public record Flow(Side from, Side to, long tickets, int percent, boolean crosses) {}

    /// @param css `client` or `provider`
    public record Side(String team, String party, String css) {}

    /// @param tone of the change
    public record Promise(String priority, String what, String before, String after, String change, String tone, long settled, String target) {}

    public record Month(String month, String before, String after, String change, String tone) {}

    public record Count(String field, String label, int value) {}

    public record Ticket(String ref, String subject, String priority, String opened, Side from, Side to, boolean moved, String promise, String tone) {}

    /// @param counts how many of each unit, as asked
    static ReplayPage of(Replays.Result result, List<Choice> texts, Map<String, Integer> counts) {
        var effect = result.effect();
        var zone = result.client().zone();
        var bills = effect.bills(YearMonth.from(result.since()), result.months(), counts);
        return new ReplayPage(
                result.client().key(), result.client().name(), texts, result.before().value(), result.after().value(), result.before().name(), result.after().name(), result.months(),
                "%s to %s".formatted(DAY.format(result.since()), DAY.format(result.until())), effect.tickets(), answer(result, bills), tiles(effect, bills), flows(effect), promises(result),
                bills.stream().map(ReplayPage::month).toList(), billWords(result, effect), counts.entrySet().stream().map(each -> new Count("unit." + each.getKey(), each.getKey(), each.getValue())).toList(),
                effect.examples().stream().map(each -> new Ticket(each.ticket().ref(), each.ticket().subject(), each.ticket().priority().name(), MOMENT.format(each.ticket().opened().atZone(zone)),
                        side(each.flow().from()), side(each.flow().to()), !each.flow().from().key().equals(each.flow().to().key()), turned(each.promise()), tone(each.promise()))).toList(),
                notes(result, effect));
    }

    /// Units that either text counts, with what is asked or the least that is billed.
    static Map<String, Integer> counts(Agreement before, Agreement after, Map<String, String> asked) {
        var counts = new LinkedHashMap<String, Integer>();
        Stream.of(before, after).flatMap(each -> each.fees().stream()).forEach(fee -> {
            if (!(fee instanceof Fee.PerUnit unit)) return;
            var typed = asked.getOrDefault("unit." + unit.unit(), "").strip();
            if (typed.matches("\\d{1,6}")) counts.put(unit.unit(), Integer.parseInt(typed));
            else if (!typed.isEmpty()) throw new Refused("unit." + unit.unit(), "How many: %s: '%s' is no number from 0 to 999,999.".formatted(unit.unit(), typed.length() > 20 ? typed.substring(0, 20) + "…" : typed));
            else counts.merge(unit.unit(), Math.max(10, unit.minimum()), Math::max);
        });
        return counts;
    }

    private static String answer(Replays.Result result, List<Effect.Month> bills) {
        var effect = result.effect();
        if (effect.tickets() == 0) return "No ticket of these months could be replayed.";
        var resolved = effect.resolved();
        var elsewhere = effect.elsewhere() == 0 ? "every ticket would have started with the same team"
                : "%,d of %,d tickets would have started with another team, %,d of them on the other side".formatted(effect.elsewhere(), effect.tickets(), effect.overTheLine());
        var kept = effect.newlyKept() == 0 && effect.newlyBroken() == 0 ? "the same promises would have been kept"
                : "%s of the promised resolutions would have been kept instead of %s".formatted(percent(resolved.after()), percent(resolved.before()));
        return "Under %s, %s, and %s. The bill: %s instead of %s.".formatted(result.after().name(), elsewhere, kept, total(bills, false), total(bills, true));
    }

    private static List<Tile> tiles(Effect effect, List<Effect.Month> bills) {
        var crossings = effect.crossings();
        var resolved = effect.resolved();
        double gain = share(resolved.after()) - share(resolved.before());
        return List.of(
                new Tile("%,d".formatted(effect.elsewhere()), "of %,d start elsewhere".formatted(effect.tickets()), ""),
                new Tile(arrow(percent(resolved.before()), percent(resolved.after())), "resolved in time", gain > 0.0005 ? "good" : gain < -0.0005 ? "bad" : ""),
                new Tile(arrow("%,d".formatted(crossings.before()), "%,d".formatted(crossings.after())), "later moves across the line", crossings.after() < crossings.before() ? "good" : ""),
                new Tile(total(bills, false), "instead of " + total(bills, true), ""));
    }

    private static String arrow(String before, String after) {
        return before.equals(after) ? after : before + " → " + after;
    }

    private static List<Flow> flows(Effect effect) {
        var flows = effect.flows();
        long most = flows.isEmpty() ? 1 : flows.getFirst().getValue();
        return flows.stream().map(each -> new Flow(side(each.getKey().from()), side(each.getKey().to()), each.getValue(), (int) Math.max(1, each.getValue() * 100 / most), each.getKey().crosses())).toList();
    }

    private static Side side(Team team) {
        return new Side(team.title(), team.party().name(), team.party().isClient() ? "client" : "provider");
    }

    private static List<Promise> promises(Replays.Result result) {
        var rows = new ArrayList<Promise>();
        result.effect().promises().forEach((priority, promised) -> {
            var levels = Stream.of(result.before(), result.after()).map(text -> text.inForce().agreement().serviceLevels().get(priority)).map(level -> level == null ? "–" : level.attainmentPercent() + " %").distinct().collect(Collectors.joining(" → "));
            rows.add(promise(priority.name(), "first answer", promised.respond(), levels));
            rows.add(promise(priority.name(), "resolution", promised.resolve(), levels));
        });
        return rows;
    }

    private static Promise promise(String priority, String what, Pair<Kept> kept, String target) {
        double change = (share(kept.after()) - share(kept.before())) * 100;
        boolean comparable = kept.before().settled() > 0 && kept.after().settled() > 0;
        return new Promise(priority, what, percent(kept.before()), percent(kept.after()),
                !comparable || Math.abs(change) < 0.05 ? "–" : "%+.1f points".formatted(change),
                !comparable || Math.abs(change) < 0.05 ? "" : change > 0 ? "good" : "bad", Math.max(kept.before().settled(), kept.after().settled()), target);
    }

    private static double share(Kept kept) {
        return kept.settled() == 0 ? 1 : (double) kept.kept() / kept.settled();
    }

    private static String percent(Kept kept) {
        return kept.settled() == 0 ? "–" : "%.1f %%".formatted(share(kept) * 100);
    }

    private static Month month(Effect.Month month) {
        var before = month.bill().before().total();
        var after = month.bill().after().total();
        if (before.size() > 1 || after.size() > 1 || before.size() == 1 && after.size() == 1 && !before.getFirst().currency().equals(after.getFirst().currency()))
            return new Month(MONTH.format(month.month()), inWords(before), inWords(after), "", "");
        var change = after.isEmpty() ? (before.isEmpty() ? null : before.getFirst().negated()) : before.isEmpty() ? after.getFirst() : after.getFirst().minus(before.getFirst());
        return new Month(MONTH.format(month.month()), inWords(before), inWords(after), change == null || change.isZero() ? "–" : (change.isNegative() ? "" : "+") + change.human(),
                change == null || change.isZero() ? "" : change.isNegative() ? "good" : "bad");
    }

    private static String total(List<Effect.Month> bills, boolean before) {
        var sums = new ArrayList<Money>();
        for (var month : bills)
            for (var money : (before ? month.bill().before() : month.bill().after()).total()) {
                var same = sums.stream().filter(sum -> sum.currency().equals(money.currency())).findFirst();
                if (same.isPresent()) sums.set(sums.indexOf(same.get()), same.get().plus(money));
                else sums.add(money);
            }
        return inWords(sums);
    }

    private static String inWords(List<Money> sums) {
        return sums.isEmpty() ? "nothing" : sums.stream().map(Money::human).collect(Collectors.joining(" and "));
    }

    private static String billWords(Replays.Result result, Effect effect) {
        var payees = Stream.of(result.before(), result.after()).flatMap(text -> text.inForce().agreement().fees().stream()).map(Fee::payee).map(Party::name).distinct().collect(Collectors.joining(", "));
        if (payees.isEmpty()) return "Neither text pays anybody.";
        return "The whole months of the window, paid to %s.%s".formatted(payees, effect.hasHourlyFees()
                ? " Hours are those that people logged on tickets that start with a provider; %,d of %,d tickets have any.".formatted(effect.timed(), effect.tickets()) : "");
    }

    private static String turned(Pair<Verdict> promise) {
        if (promise.before() == promise.after()) return "";
        return switch (promise.after()) {
            case KEPT -> "would have been kept";
            case BROKEN -> "would have been broken";
            case OPEN -> "would not be settled";
        };
    }

    private static String tone(Pair<Verdict> promise) {
        if (promise.before() == promise.after()) return "";
        return switch (promise.after()) {
            case KEPT -> "good";
            case BROKEN -> "bad";
            case OPEN -> "";
        };
    }

    private static List<String> notes(Replays.Result result, Effect effect) {
        var notes = new ArrayList<String>();
        notes.add("Each ticket is taken to last as long as it did, whoever does the work. So promises change only where their targets, hours or pauses change, or the party that must keep them.");
        notes.add("Hands that people gave a ticket to are left out; only the moves that the text itself makes are counted (other work, edge of hours, escalation).");
        if (result.more()) notes.add("The window holds more than %,d tickets: the newest %,d were replayed.".formatted(Replays.MOST, Replays.MOST));
        if (effect.unnamed() > 0) notes.add("%,d tickets name no activity and were left out.".formatted(effect.unnamed()));
        effect.unknown().forEach((activity, count) -> notes.add("%,d tickets were left out: one of the texts does not name '%s'.".formatted(count, activity)));
        return notes;
    }
}
