package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.triage.Foresight;
import demarc.app.signals.triage.Rulebook;
import demarc.app.signals.triage.Windows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What a client wants done with what is seen, for people: in plain words, and tried on the last days before it holds.
@Controller
class RulePages {
    private static final int PAGE = 50;

    private final Rulebook rules;
    private final Foresight foresight;
    private final Sources sources;
    private final Directory directory;

    RulePages(Rulebook rules, Foresight foresight, Sources sources, Directory directory) {
        this.rules = rules;
        this.foresight = foresight;
        this.sources = sources;
        this.directory = directory;
    }

    @GetMapping("/signals/rules")
    @Transactional(readOnly = true)
    ModelAndView list(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor) {
        ConditionPages.staff(by);
        var page = rules.page(by, client.isEmpty() ? null : client, cursor, PAGE);
        var clients = directory.clientsSeenBy(by);
        var known = clients.stream().collect(Collectors.toMap(Client::id, Function.identity()));
        var names = sources.of(by.clients(), page.items().stream().map(each -> each.rule().source()).filter(Objects::nonNull).distinct().toList()).stream()
                .collect(Collectors.toMap(Source::id, Source::name));
        var rows = page.items().stream().map(each -> {
            var whose = Objects.requireNonNull(known.get(each.client()));
            return new RulesPage.Row(each.position(), whose.name(), whose.key(), RulesPage.when(each.rule(), names), RulesPage.then(each.rule()), each.rule().print());
        }).toList();
        var next = page.next() == null ? null : "/signals/rules?" + (client.isEmpty() ? "" : "client=" + client + "&") + "cursor=" + page.next();
        return Html.page("signals/rules/list", new RulesPage(rows, next, cursor == null, clients, client, Windows.mayBeKeptBy(by)));
    }

    @GetMapping("/signals/rules/new")
    @Transactional(readOnly = true)
    ModelAndView fresh(Actor by, @RequestParam Map<String, String> asked) {
        ConditionPages.staff(by);
        mayKeep(by);
        var all = directory.clientsSeenBy(by);
        if (all.isEmpty()) throw new Forbidden("There is no client to make rules for. Add one first.");
        var key = asked.getOrDefault("client", "");
        return form(by, key.isEmpty() ? all.getFirst() : directory.client(by, key), null, new RuleForm(asked), "", Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/signals/rules")
    ModelAndView add(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam Map<String, String> typed) {
        ConditionPages.staff(by);
        var whose = directory.client(by, client);
        mayKeep(by);
        return save(by, whose, null, "", new RuleForm(typed));
    }

    @GetMapping("/signals/rules/{client}/{position}")
    @Transactional(readOnly = true)
    ModelAndView edit(Actor by, @PathVariable String client, @PathVariable int position) {
        ConditionPages.staff(by);
        var whose = directory.client(by, client);
        var all = rules.of(by, client);
        if (position < 1 || position > all.size()) throw new NotFound("rule", position);
        mayKeep(by);
        var rule = all.get(position - 1);
        return form(by, whose, position, RuleForm.of(rule, position), rule.print(), Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/signals/rules/{client}/{position}")
    ModelAndView change(Actor by, @PathVariable String client, @PathVariable int position, @RequestParam(defaultValue = "") String print, @RequestParam Map<String, String> typed) {
        ConditionPages.staff(by);
        var whose = directory.client(by, client);
        if (position < 1 || position > rules.of(by, client).size()) throw new NotFound("rule", position);
        mayKeep(by);
        return save(by, whose, position, print, new RuleForm(typed));
    }

    @PostMapping("/signals/rules/{client}/{position}/removal")
    ModelAndView remove(Actor by, @PathVariable String client, @PathVariable int position, @RequestParam(defaultValue = "") String print) {
        ConditionPages.staff(by);
        rules.remove(by, client, position, print);
        return Html.seeOther("/signals/rules?client=" + client, "Removed. What it held is looked at again.");
    }

    private ModelAndView save(Actor by, Client client, @Nullable Integer position, String print, RuleForm form) {
        var read = form.read(names(by, client));
        var rule = read.rule();
        if (rule == null) return form(by, client, position, form, print, read.problems(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        if (form.get("act").equals("try")) return form(by, client, position, form, print, Map.of(), foresight.of(by, client.key(), rule, read.position(), position), HttpStatus.OK);
        try {
            var at = position == null ? rules.add(by, client.key(), rule, read.position())
                    : rules.change(by, client.key(), position, print, rule, read.position() == null ? position : read.position());
            return Html.seeOther("/signals/rules?client=" + client.key(), "Rule %d holds for what is seen from now on.".formatted(at));
        } catch (Refused refused) {
            return form(by, client, position, form, print, refused.byField(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView form(
            Actor by, Client client, @Nullable Integer position, RuleForm form, String print, Map<String, String> problems, Foresight.@Nullable Touched touched, HttpStatus status) {
        return Html.page("signals/rules/form", new RulesPage.Form(client, directory.clientsSeenBy(by), position, form, print, names(by, client), problems, touched), status);
    }

    private Map<String, String> names(Actor by, Client client) {
        var names = new LinkedHashMap<String, String>();
        for (var source : sources.list(by, client.key())) names.put(String.valueOf(source.id()), source.name());
        return names;
    }

    private static void mayKeep(Actor by) {
        if (!Windows.mayBeKeptBy(by)) throw new Forbidden("Rules are kept by those who work tickets. Ask one of them.");
    }
}
