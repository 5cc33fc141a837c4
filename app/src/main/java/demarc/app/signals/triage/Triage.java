package demarc.app.signals.triage;

import demarc.app.signals.Severity;
import demarc.app.signals.triage.Plan.Cause;
import demarc.app.signals.triage.Plan.Held;
import demarc.app.signals.triage.Plan.Member;
import demarc.app.signals.triage.Trouble.Grouping;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of conditions: whose work it is not, and which of them have one cause. Pure: the same situation, the same plan, in
/// whatever order the conditions came.
///
/// Conditions and open causes are nodes. What ties two of them together — one stands behind the other, one attacker, one check on many things,
/// one thing in one minute — is an edge; what hangs together is one cause.
final class Triage {
    private final Situation situation;
    private final Plan plan = new Plan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    private final List<Seen> candidates = new ArrayList<>();
    private final Map<Long, Integer> nodeOfTrouble = new HashMap<>();
    private final Map<Long, Integer> nodeOfCondition = new HashMap<>();
    private final Map<Long, Held> maintained = new HashMap<>();
    /// Those to which more may belong for what they are: all but floods.
    private final List<Trouble> causes;
    private final Map<Long, Integer> opened = new HashMap<>();
    private final Map<Long, List<Member>> floods = new LinkedHashMap<>();
    private Ties ties = new Ties(0);

    private Triage(Situation situation) {
        this.situation = situation;
        causes = situation.troubles().stream().filter(trouble -> !trouble.isFlood()).toList();
    }

    static Plan plan(Situation situation) {
        return new Triage(situation).plan();
    }

    private Plan plan() {
        var ruled = situation.seen().stream().map(each -> Rule.apply(situation.rules(), each)).toList();
        for (var each : ruled) {
            var window = each.isWrong() ? maintenance(each) : null;
            if (window != null) maintained.put(each.id(), window);
        }
        ruled.forEach(this::sort);
        candidates.sort(EARLIEST);
        for (var candidate : candidates) nodeOfCondition.put(candidate.id(), nodeOfCondition.size());
        for (var trouble : causes) nodeOfTrouble.put(trouble.id(), candidates.size() + nodeOfTrouble.size());
        ties = new Ties(candidates.size() + nodeOfTrouble.size());
        tieWhatIsBehind();
        tieAttacks();
        tieByRule();
        tieManyThings();
        tieOneThing();
        for (var component : ties.components(candidates.size())) cause(component);
        floods.forEach(this::flood);
        return plan;
    }

    private void sort(Seen seen) {
        if (!seen.isWrong()) {
            if (!seen.due()) return;
            if (seen.trouble() != null) plan.cleared().add(seen);
            else if (seen.isFlapping() && seen.hold() == null && maintenance(seen) == null) candidates.add(seen);
            else plan.held().add(new Held(seen, "Gone by itself before it became work", null));
            return;
        }
        if (seen.trouble() != null) {
            if (seen.due()) (leaves(seen) ? plan.leaving() : plan.still()).add(seen);
            return;
        }
        var held = hold(seen);
        if (held == null) candidates.add(seen);
        else if (seen.due()) plan.held().add(held);
    }

    private boolean leaves(Seen seen) {
        return situation.troubles().stream().filter(trouble -> seen.trouble() == trouble.id()).anyMatch(trouble -> trouble.isFlood() && seen.severity() == Severity.CRITICAL
                || seen.isAnew() && trouble.clearedAt() == null && trouble.overAt() == null);
    }

    private @Nullable Held hold(Seen seen) {
        if (seen.hold() != null) return new Held(seen, seen.hold(), null);
        var window = maintained.get(seen.id());
        if (window != null) return window;
        // An attack is not hidden by a link that is down.
        if (!seen.isAttack())
            for (var above : seen.above()) {
                var there = maintained.get(above.condition());
                var until = there == null ? above.until() : there.until();
                if (until != null) return new Held(seen, "Behind %s, which is in maintenance".formatted(above.name()), until);
            }
        var closed = seen.closed();
        if (closed != null && seen.isClosed())
            return new Held(seen, closed.words(), closed.done() ? situation.now().plus(closed.at().plus(Defaults.SAME_CAUSE).isAfter(situation.now()) ? Defaults.STILL_THERE : Defaults.SAME_CAUSE) : null);
        return null;
    }

    private @Nullable Held maintenance(Seen seen) {
        Held longest = null;
        for (var window : situation.windows()) {
            var now = window.at(situation.now());
            if (now.isEmpty() || !window.covers(seen)) continue;
            var to = now.get().to();
            if (longest == null || to.isAfter(Objects.requireNonNull(longest.until()))) longest = new Held(seen, "Maintenance: " + window.reason(), to);
        }
        return longest;
    }

    private void tieWhatIsBehind() {
        for (var node = 0; node < candidates.size(); node++) {
            var candidate = candidates.get(node);
            if (!candidate.isAttack())
                for (var above : candidate.above()) {
                    var other = above.trouble() == null ? nodeOfCondition.get(above.condition()) : nodeOfTrouble.get(above.trouble());
                    if (other == null) continue;
                    ties.tie(node, other, Grouping.PARENT);
                    ties.because(node, Grouping.PARENT, "Behind %s, which is down".formatted(above.name()));
                    ties.root(other);
                    break;
                }
            for (var below : candidate.below()) {
                var other = nodeOfTrouble.get(below);
                if (other == null) continue;
                ties.tie(node, other, Grouping.PARENT);
                ties.root(node);
            }
        }
    }

    private void tieAttacks() {
        var kinds = new TreeMap<String, List<Node>>();
        for (var node = 0; node < candidates.size(); node++) {
            var candidate = candidates.get(node);
            if (!candidate.isAttack()) continue;
            for (var key : Keys.ofAttack(candidate)) kinds.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Node(node, candidate.changedAt(), ""));
        }
        within(kinds, Defaults.SAME_ATTACK, Grouping.ATTACK, key -> key.startsWith(Keys.ATTACKER) ? "The same attacker within an hour, " + key.substring(Keys.ATTACKER.length())
                : "The same attack on the same thing within an hour");
    }

    private void tieByRule() {
        var names = new TreeMap<String, List<Node>>();
        for (var node = 0; node < candidates.size(); node++) {
            var together = candidates.get(node).together();
            if (together != null) names.computeIfAbsent(Keys.TOGETHER + together, _ -> new ArrayList<>()).add(new Node(node, candidates.get(node).changedAt(), ""));
        }
        within(names, Defaults.SAME_ATTACK, Grouping.RULE, key -> "A rule puts it with “%s”".formatted(key.substring(Keys.TOGETHER.length())));
    }

    /// Ties what is called the same and comes within a time of the first.
    private void within(Map<String, List<Node>> byKey, Duration most, Grouping grouping, Function<String, String> why) {
        byKey.forEach((key, nodes) -> {
            for (var trouble : causes)
                if (trouble.keys().contains(key)) nodes.add(new Node(Objects.requireNonNull(nodeOfTrouble.get(trouble.id())), trouble.openedAt(), ""));
            nodes.sort(Node.EARLIEST);
            Node first = null;
            for (var node : nodes) {
                if (first == null || node.at.isAfter(first.at.plus(most))) first = node;
                if (node == first) continue;
                ties.tie(first.n, node.n, grouping);
                ties.because(node.n, grouping, why.apply(key));
            }
        });
    }

    private void tieManyThings() {
        var checks = new TreeMap<String, List<Node>>();
        for (var node = 0; node < candidates.size(); node++) {
            var candidate = candidates.get(node);
            checks.computeIfAbsent(Keys.check(candidate), _ -> new ArrayList<>()).add(new Node(node, candidate.changedAt(), candidate.thing().toLowerCase(Locale.ROOT)));
        }
        checks.forEach((key, nodes) -> {
            var why = "%s on many things within ten minutes".formatted(candidates.get(nodes.getFirst().n).check());
            for (var trouble : causes) {
                if (!trouble.keys().contains(key)) continue;
                var node = Objects.requireNonNull(nodeOfTrouble.get(trouble.id()));
                if (trouble.grouping() != Grouping.CHECK && trouble.grouping() != Grouping.PARENT) nodes.add(new Node(node, trouble.openedAt(), trouble.thing().toLowerCase(Locale.ROOT)));
                else if (trouble.grouping() == Grouping.CHECK)
                    for (var each : nodes)
                        if (each.n < candidates.size() && !each.at.isAfter(trouble.lastAt().plus(Defaults.MANY_WITHIN))) {
                            ties.tie(node, each.n, Grouping.CHECK);
                            ties.because(each.n, Grouping.CHECK, why);
                        }
            }
            nodes.sort(Node.EARLIEST);
            many(nodes, why);
        });
    }

    /// Slides over the moments and ties whatever lies in a span with enough different things.
    private void many(List<Node> nodes, String why) {
        var things = new HashMap<String, Integer>();
        var tied = -1;
        for (int left = 0, right = 0; right < nodes.size(); right++) {
            things.merge(nodes.get(right).thing, 1, Integer::sum);
            while (nodes.get(right).at.isAfter(nodes.get(left).at.plus(Defaults.MANY_WITHIN)))
                things.computeIfPresent(nodes.get(left++).thing, (_, count) -> count == 1 ? null : count - 1);
            if (things.size() < Defaults.MANY) continue;
            for (var next = Math.max(left, tied); next < right; next++) {
                ties.tie(nodes.get(next).n, nodes.get(next + 1).n, Grouping.CHECK);
                ties.because(nodes.get(next).n, Grouping.CHECK, why);
                ties.because(nodes.get(next + 1).n, Grouping.CHECK, why);
            }
            tied = right;
        }
    }

    private void tieOneThing() {
        var things = new TreeMap<String, List<Node>>();
        for (var node = 0; node < candidates.size(); node++) {
            var candidate = candidates.get(node);
            // A dead host fails all its checks at once; attacks of one minute are not yet one attacker's.
            if (!candidate.isAttack()) things.computeIfAbsent(Keys.thing(candidate.family(), candidate.thing()), _ -> new ArrayList<>()).add(new Node(node, candidate.changedAt(), candidate.thing()));
        }
        for (var near : situation.near()) {
            var nodes = things.get(Keys.thing(near.family(), near.thing()));
            var trouble = nodeOfTrouble.get(near.trouble());
            if (nodes != null && trouble != null) nodes.add(new Node(trouble, near.changedAt(), near.thing()));
        }
        for (var nodes : things.values()) {
            nodes.sort(Node.EARLIEST);
            for (var next = 1; next < nodes.size(); next++) {
                if (nodes.get(next).at.isAfter(nodes.get(next - 1).at.plus(Defaults.SAME_MINUTE))) continue;
                ties.tie(nodes.get(next - 1).n, nodes.get(next).n, Grouping.THING);
                ties.because(nodes.get(next).n, Grouping.THING, "In the same minute as something else on %s".formatted(nodes.get(next).thing));
            }
        }
    }

    private void cause(List<Integer> component) {
        var members = component.stream().filter(node -> node < candidates.size()).map(candidates::get).toList();
        if (members.stream().noneMatch(Seen::due)) return;
        var troubles = component.stream().filter(node -> node >= candidates.size()).map(node -> causes.get(node - candidates.size()))
            .sorted(Comparator.comparing(Trouble::openedAt).thenComparing(Trouble::id)).toList();
        var strongest = ties.strongest(component.getFirst());
        var into = troubles.stream().filter(trouble -> takes(trouble, strongest)).findFirst().orElse(null);
        var grouping = into == null || strongest.isStrongerThan(into.grouping()) ? strongest : into.grouping();
        var lead = component.stream().filter(node -> node < candidates.size()).min(Comparator.comparing((Integer node) -> !ties.isRoot(node)).thenComparing(ties::isBehind)
            .thenComparing(Comparator.naturalOrder())).map(candidates::get).orElseThrow();
        var with = members.stream().map(member -> new Member(member, member == lead && into == null ? null : ties.why(node(member)))).toList();
        var absorbed = troubles.stream().filter(trouble -> trouble != into && !trouble.openedAt().isBefore(situation.now().minus(Defaults.ABSORBED_WITHIN))).toList();
        var cause = new Cause(into, troubles.isEmpty() ? past(members) : null, grouping, lead, with, absorbed);
        if (isTooMuch(cause)) floods.computeIfAbsent(lead.source(), _ -> new ArrayList<>()).addAll(with);
        else plan.causes().add(cause);
    }

    /// A common cause of many is what one wants to know in a flood; so is what is critical.
    private boolean isTooMuch(Cause cause) {
        if (cause.into() != null || cause.revives() != null || !cause.absorbed().isEmpty() || cause.members().size() >= Defaults.MANY) return false;
        if (cause.members().stream().anyMatch(member -> member.seen().severity() == Severity.CRITICAL)) return false;
        var teller = situation.tellers().get(cause.lead().source());
        return teller != null && teller.flood() != null && teller.opened() + opened.merge(cause.lead().source(), 1, Integer::sum) > teller.flood();
    }

    private void flood(long source, List<Member> members) {
        var into = situation.troubles().stream().filter(trouble -> trouble.isFlood() && trouble.keys().contains(Keys.flood(source))).findFirst().orElse(null);
        var teller = Objects.requireNonNull(situation.tellers().get(source));
        var why = "Held: a flood from %s, more than %d tickets within %d minutes".formatted(teller.name(), teller.flood(), Defaults.FLOOD_WITHIN.toMinutes());
        plan.causes().add(new Cause(into, null, Grouping.FLOOD, members.getFirst().seen(), members.stream().map(member -> new Member(member.seen(), why)).toList(), List.of()));
    }

    private static @Nullable Long past(List<Seen> members) {
        var past = members.getFirst().past();
        return past != null && members.stream().allMatch(member -> past.equals(member.past())) ? past : null;
    }

    private int node(Seen candidate) {
        return Objects.requireNonNull(nodeOfCondition.get(candidate.id()));
    }

    /// A ticket about one thing does not become one about many: those get a ticket that says so, and the small one is closed into it.
    private boolean takes(Trouble trouble, Grouping strongest) {
        if (ties.isRoot(nodeOfTrouble.get(trouble.id()))) return true;
        return switch (strongest) {
            case PARENT, CHECK -> !strongest.isStrongerThan(trouble.grouping());
            case RULE, ATTACK, THING, SINGLE, FLOOD -> true;
        };
    }

    private record Node(int n, Instant at, String thing) {
        static final Comparator<Node> EARLIEST = Comparator.comparing(Node::at).thenComparing(Node::n);
    }

    private static final Comparator<Seen> EARLIEST = Comparator.comparing(Seen::changedAt).thenComparing(Seen::id);
}
