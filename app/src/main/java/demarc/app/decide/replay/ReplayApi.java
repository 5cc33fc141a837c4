package demarc.app.decide.replay;

import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.core.agreement.Agreement.Team;
import demarc.core.money.Money;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The replay over REST.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.AGREEMENTS_READ)
class ReplayApi {

    record TeamJson(String team, String party) {}

    record FlowJson(TeamJson from, TeamJson to, long tickets) {}

    /// @param settled promises met or broken
    record KeptJson(long kept, long settled) {
        static KeptJson of(Effect.Kept kept) {
            return new KeptJson(kept.kept(), kept.settled());
        }
    }

    record PairJson(KeptJson before, KeptJson after) {
        static PairJson of(Effect.Pair<Effect.Kept> pair) {
            return new PairJson(KeptJson.of(pair.before()), KeptJson.of(pair.after()));
        }
    }

    record PromiseJson(String priority, PairJson respond, PairJson resolve) {}

    record MonthJson(String month, List<String> before, List<String> after) {}

    record CrossingsJson(long before, long after) {}

    /// @param more        older tickets of the window were left out
    /// @param unnamed     tickets that name no activity, left out
    /// @param unknown     activities that one of the texts does not name, with the tickets left out for it
    /// @param minutesOn   tickets on which time was logged
    record ReplayJson(
            String client, String from, String to, LocalDate since, LocalDate until, long tickets, long elsewhere, long overTheLine, CrossingsJson crossings, List<FlowJson> flows,
            List<PromiseJson> promises, List<MonthJson> bills, Map<String, Integer> counts, long minutesOn, long unnamed, Map<String, Long> unknown, boolean more) {}

    private final Replays replays;

    ReplayApi(Replays replays) {
        this.replays = replays;
    }

    /// @param from `draft`, a version's number, or nothing for the version in force
    /// @param to   the same; nothing for the draft
    /// @param count how many of a unit are billed, as `user:42`; may stand several times
    @GetMapping("/clients/{key}/agreement/replay")
    @Transactional(readOnly = true)
    ReplayJson replay(Actor actor, @PathVariable String key, @RequestParam(required = false) @Nullable String from, @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "3") int months, @RequestParam(defaultValue = "") List<String> count) {
        var result = replays.of(actor, key, from, to, months);
        var effect = result.effect();
        var counts = ReplayPage.counts(result.before().inForce().agreement(), result.after().inForce().agreement(), typed(count));
        return new ReplayJson(key, result.before().value(), result.after().value(), result.since(), result.until(), effect.tickets(), effect.elsewhere(), effect.overTheLine(),
                new CrossingsJson(effect.crossings().before(), effect.crossings().after()),
                effect.flows().stream().map(each -> new FlowJson(team(each.getKey().from()), team(each.getKey().to()), each.getValue())).toList(),
                effect.promises().entrySet().stream().map(each -> new PromiseJson(each.getKey().name(), PairJson.of(each.getValue().respond()), PairJson.of(each.getValue().resolve()))).toList(),
                effect.bills(YearMonth.from(result.since()), months, counts).stream()
                        .map(month -> new MonthJson(month.month().toString(), sums(month.bill().before().total()), sums(month.bill().after().total()))).toList(),
                counts, effect.timed(), effect.unnamed(), effect.unknown(), result.more());
    }

    private static Map<String, String> typed(List<String> counts) {
        var typed = new HashMap<String, String>();
        for (var each : counts) {
            int colon = each.lastIndexOf(':');
            if (colon < 1) throw new Refused("count", "'%s' is no count. Write it like user:42.".formatted(each.length() > 60 ? each.substring(0, 60) + "…" : each));
            typed.put("unit." + each.substring(0, colon), each.substring(colon + 1));
        }
        return typed;
    }

    private static TeamJson team(Team team) {
        return new TeamJson(team.key(), team.party().key());
    }

    private static List<String> sums(List<Money> money) {
        return money.stream().map(Money::toString).toList();
    }
}
