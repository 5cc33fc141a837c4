package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.Assets;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.signals.Condition;
import demarc.app.signals.Conditions;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.triage.Troubles;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is wrong, what was, and what became of it.
@Controller
class ConditionPages {
    private static final int PAGE = 50;
    private static final int DRAWN = 500;
    private static final int CHANGES = 50;
    private static final int OTHERS = 12;

    private final Conditions conditions;
    private final Troubles troubles;
    private final Sources sources;
    private final Assets assets;
    private final Directory directory;
    private final Clock clock;

    ConditionPages(Conditions conditions, Troubles troubles, Sources sources, Assets assets, Directory directory, Clock clock) {
        this.conditions = conditions;
        this.troubles = troubles;
        this.sources = sources;
        this.assets = assets;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/signals")
    @Transactional(readOnly = true)
    ModelAndView conditions(Actor by, @RequestParam Map<String, String> asked) {
        staff(by);
        var query = ConditionQuery.of(asked);
        var trouble = query.number("trouble") == null ? null : troubles.get(by, query.number("trouble"));
        var page = conditions.page(by, ConditionQuery.filter(query), asked.get("cursor"), PAGE);
        var clients = directory.clientsSeenBy(by);
        var names = clients.stream().collect(Collectors.toMap(Client::id, Client::name));
        var known = sources.list(by, query.said("client"));
        var speaks = sources.of(by.clients(), page.items().stream().map(Condition::source).distinct().toList()).stream().collect(Collectors.toMap(Source::id, Source::name));
        var belongs = troubles.of(page.items());
        var rows = page.items().stream().map(each -> new ConditionsPage.Row(each, names.getOrDefault(each.client(), ""), speaks.getOrDefault(each.source(), ""), belongs.get(each.id()))).toList();
        var next = page.next();
        return Html.page("signals/conditions", new ConditionsPage(query, trouble, rows, next == null ? null : query.after(next), asked.get("cursor") == null, clients, known,
                ConditionsPage.chips(query, clients, known)));
    }

    @GetMapping("/signals/conditions/{condition}")
    @Transactional(readOnly = true)
    ModelAndView condition(Actor by, @PathVariable("condition") long id, @RequestParam(required = false) @Nullable Long before) {
        staff(by);
        var condition = conditions.get(by, id);
        var client = directory.client(condition.client());
        var belongs = troubles.of(List.of(condition)).get(id);
        var trouble = belongs == null ? null : troubles.get(by, belongs.trouble());
        var others = trouble == null || trouble.members() < 2 ? List.<Condition>of()
                : conditions.page(by, new Conditions.Filter(client.key(), null, Set.of(), null, null, trouble.id(), null), null, OTHERS + 1).items().stream()
                        .filter(each -> each.id() != id).limit(OTHERS).toList();
        var drawn = conditions.changes(condition, DRAWN);
        // Its history may be forgotten; how it is now is not.
        if (drawn.isEmpty()) drawn = List.of(new Condition.Change(0, condition.changedAt(), condition.state(), condition.severity(), condition.summary(), condition.saidAt()));
        var changes = conditions.changes(condition, before == null ? Long.MAX_VALUE : before, CHANGES + 1);
        var shown = changes.stream().limit(CHANGES).toList();
        var earlier = changes.size() > CHANGES ? "/signals/conditions/%d?before=%d#over-time".formatted(id, shown.getLast().id()) : null;
        var asset = condition.asset() == null ? null : assets.find(condition.client(), condition.asset()).orElse(null);
        return Html.page("signals/condition", new ConditionPage(condition, client.name(), client.key(), sources.get(by, condition.source()), asset, belongs, trouble, others, shown, earlier, before == null,
                Strip.of(condition, drawn, clock.instant(), by.zone())));
    }

    static void staff(Actor by) {
        if (!by.seesAgreements()) throw new Forbidden("Signals are for those who run the IT. Ask for help on your own page.");
    }
}
