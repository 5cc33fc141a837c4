package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Hours;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Difference.Kind;
import demarc.core.agreement.Space.Share;
import demarc.core.worktime.WeeklyHours;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The differences of the space: services and activities that come and go, minutes that move from one team to another, accountability,
/// and who takes part. Activities that change alike are told once.
final class ChangedHands {

    private final Agreement older;
    private final Agreement newer;
    private final Map<String, Space.Ground> olderGrounds;
    private final Map<String, Space.Ground> newerGrounds;
    private final List<Difference> differences = new ArrayList<>();

    ChangedHands(Agreement older, Agreement newer) {
        this.older = older;
        this.newer = newer;
        this.olderGrounds = grounds(older);
        this.newerGrounds = grounds(newer);
    }

    private static Map<String, Space.Ground> grounds(Agreement agreement) {
        var grounds = new HashMap<String, Space.Ground>();
        for (var ground : Space.of(agreement).grounds()) for (var activity : ground.activities()) grounds.put(activity.key(), ground);
        return grounds;
    }

    List<Difference> differences() {
        comeAndGo();
        var both = activities(newer).stream().filter(activity -> olderGrounds.containsKey(activity.key())).toList();
        responsible(both);
        told(Kind.ACCOUNTABLE, both, "accountable", activity -> names(activity.accountable().stream().map(claim -> claim.party().key()).toList()));
        told(Kind.DECISION, both, "waits for a decision", activity -> activity.decision() == null ? "none" : activity.decision().written());
        told(Kind.PART, both, "helpers", activity -> ofRules(activity, rule -> keys(rule.helpers())));
        told(Kind.PART, both, "consulted", activity -> ofRules(activity, rule -> keys(rule.consulted())));
        told(Kind.PART, both, "informed", activity -> ofRules(activity, rule -> keys(rule.informed())));
        told(Kind.ESCALATION, both, "escalates to", activity -> ofRules(activity, rule -> rule.escalation().stream().map(ChangedHands::step).toList()));
        return differences;
    }

    private static List<Activity> activities(Agreement agreement) {
        return agreement.services().values().stream().flatMap(service -> service.activities().values().stream()).toList();
    }

    private void comeAndGo() {
        gone(newer, older, (what, at) -> new Difference(Kind.SERVICE, what, null, null, "part of the agreement", null, null, at));
        gone(older, newer, (what, at) -> new Difference(Kind.SERVICE, what, null, "part of the agreement", null, null, at, null));
    }

    private interface Told {
        Difference of(String what, Place at);
    }

    /// What `here` has and `there` lacks: whole services first, then activities of services both have.
    private void gone(Agreement here, Agreement there, Told told) {
        for (var service : here.services().values()) {
            var other = there.services().get(service.key());
            if (other == null) {
                differences.add(told.of("%s (%s)".formatted(service.key(), Words.count(service.activities().size(), "activity", "activities")), service.at()));
                continue;
            }
            for (var activity : service.activities().values())
                if (!other.activities().containsKey(activity.key())) differences.add(told.of(activity.key(), activity.at()));
        }
    }

    private record Move(String from, String to, WeeklyHours minutes, String cases) {}

    private record Places(Place older, Place newer) {}

    private record Hand(String from, String to, Priority priority, @Nullable String site) {}

    /// Service by service, activities that move alike together.
    private void responsible(List<Activity> both) {
        record Of(String service, Move move) {}
        var moves = new LinkedHashMap<Of, List<Activity>>();
        var places = new HashMap<Of, Places>();
        for (var activity : both)
            moves(activity).forEach((move, at) -> {
                var of = new Of(activity.service(), move);
                Words.into(moves, of, activity);
                places.putIfAbsent(of, at);
            });
        moves.forEach((of, activities) -> {
            var move = of.move();
            var at = places.get(of);
            differences.add(new Difference(
                    Kind.RESPONSIBLE, Words.activities(activities, newer), cases(move), move.from(), move.to(), Words.aWeek(move.minutes()), at.older(), at.newer()));
        });
    }

    private @Nullable String cases(Move move) {
        var minutes = everyMinute(move.minutes()) ? "" : Words.hours(move.minutes(), named());
        if (move.cases().isEmpty()) return minutes.isEmpty() ? null : minutes;
        return minutes.isEmpty() ? move.cases() : minutes + ", " + move.cases();
    }

    private static boolean everyMinute(WeeklyHours minutes) {
        return minutes.or(WeeklyHours.HOLIDAYS).isAlways();
    }

    private Collection<Hours> named() {
        var named = new ArrayList<>(newer.hours().values());
        named.addAll(older.hours().values());
        return named;
    }

    /// The minutes of one activity that change hands, cells with the same minutes together.
    private Map<Move, Places> moves(Activity activity) {
        var before = olderGrounds.get(activity.key());
        var after = newerGrounds.get(activity.key());
        var sites = new LinkedHashSet<@Nullable String>();
        for (var cell : before.cells()) sites.add(site(cell));
        for (var cell : after.cells()) sites.add(site(cell));
        var hands = new LinkedHashMap<Hand, WeeklyHours>();
        var places = new HashMap<Hand, Places>();
        for (var site : sites)
            for (var priority : Priority.values())
                for (var was : shares(before, priority, site))
                    for (var is : shares(after, priority, site)) {
                        var from = was.rule().responsible().key();
                        var to = is.rule().responsible().key();
                        var moved = was.minutes().and(is.minutes());
                        if (from.equals(to) || moved.isEmpty()) continue;
                        var hand = new Hand(from, to, priority, site);
                        hands.merge(hand, moved, WeeklyHours::or);
                        places.putIfAbsent(hand, new Places(was.rule().at(), is.rule().at()));
                    }
        record Same(String from, String to, WeeklyHours minutes) {}
        var same = new LinkedHashMap<Same, List<Hand>>();
        hands.forEach((hand, minutes) -> Words.into(same, new Same(hand.from(), hand.to(), minutes), hand));
        var moves = new LinkedHashMap<Move, Places>();
        same.forEach((kind, some) -> moves.put(new Move(kind.from(), kind.to(), kind.minutes(), cases(some, sites)), places.get(some.getFirst())));
        return moves;
    }

    private static @Nullable String site(Space.Cell cell) {
        return cell.site() == null ? null : cell.site().key();
    }

    /// A site the rules of one side do not name is answered by what that side says of any other site.
    private static List<Share> shares(Space.Ground ground, Priority priority, @Nullable String site) {
        boolean named = ground.cells().stream().anyMatch(cell -> Objects.equals(site(cell), site));
        return ground.shares().stream()
                .filter(share -> share.cell().priority() == priority && Objects.equals(site(share.cell()), named ? site : null))
                .toList();
    }

    private static String cases(List<Hand> hands, Set<@Nullable String> sites) {
        var priorities = new TreeSet<Priority>();
        var where = new LinkedHashSet<@Nullable String>();
        for (var hand : hands) {
            priorities.add(hand.priority());
            where.add(hand.site());
        }
        var words = new ArrayList<String>();
        if (priorities.size() < Priority.values().length) words.add(Words.priorities(priorities));
        if (where.size() < sites.size()) words.add(Words.list(where.stream().map(site -> site == null ? "other sites" : "site " + site).toList()));
        return String.join(", ", words);
    }

    /// Tells a property of activities, those that change from the same to the same together.
    private void told(Kind kind, List<Activity> both, String what, Function<Activity, String> property) {
        record Change(String before, String after) {}
        var changes = new LinkedHashMap<Change, List<Activity>>();
        for (var activity : both) {
            var was = property.apply(olderActivity(activity));
            var is = property.apply(activity);
            if (!was.equals(is)) Words.into(changes, new Change(was, is), activity);
        }
        changes.forEach((change, activities) -> {
            var first = activities.getFirst();
            differences.add(new Difference(
                    kind, Words.activities(activities, newer), what, change.before(), change.after(), null, olderActivity(first).at(), first.at()));
        });
    }

    private Activity olderActivity(Activity activity) {
        return olderGrounds.get(activity.key()).activities().stream()
                .filter(other -> other.key().equals(activity.key()))
                .findFirst()
                .orElseThrow();
    }

    private static String ofRules(Activity activity, Function<Rule, List<String>> part) {
        var all = new LinkedHashSet<String>();
        for (var rule : activity.rules()) all.addAll(part.apply(rule));
        return names(all);
    }

    private static String names(Collection<String> keys) {
        return keys.isEmpty() ? "nobody" : String.join(", ", keys);
    }

    private static List<String> keys(List<Contact> contacts) {
        return contacts.stream().map(Contact::key).toList();
    }

    private static String step(Agreement.Escalation step) {
        return "%s after %s".formatted(step.to().key(), step.after());
    }
}
