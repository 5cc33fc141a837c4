package demarc.app.signals.web;

import static demarc.app.signals.web.RuleFields.lower;
import static demarc.app.signals.web.RuleFields.one;
import static demarc.app.signals.web.RuleFields.pattern;
import static demarc.app.signals.web.RuleFields.text;

import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Scope;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.triage.Rule;
import demarc.app.signals.triage.Rulebook;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a client wants done with what is seen, for programs.
@RestController
@RequestMapping("/api/v1/clients/{key}/signal-rules")
@Needs(Scope.SIGNALS_READ)
class RulesApi {
    /// @param position 1 for the first; the end when left out
    /// @param source   number of a source; any when left out
    /// @param thing    pattern such as `web-*`
    /// @param label    `name=pattern`
    /// @param concern  whose affair it is
    /// @param becomes  how bad it really is
    /// @param hold     the reason why it is nobody's work
    /// @param together what is called the same and comes within the hour has one cause
    public record RuleJson(@Nullable Integer position, @Nullable Long source, @Nullable String thing, @Nullable String check, @Nullable String label, @Nullable String severity,
            @Nullable String concern, @Nullable String becomes, @Nullable String hold, @Nullable String together) {
        static RuleJson of(int position, Rule rule) {
            return new RuleJson(position, rule.source(), rule.thing(), rule.check(), rule.label(), lower(rule.severity()), lower(rule.concern()), lower(rule.becomes()), rule.hold(), rule.together());
        }

        Rule rule() {
            return new Rule(source, pattern("thing", thing), pattern("check", check), text("label", label, RuleFields.LONGEST_LABEL), one("severity", Severity.values(), severity),
                    one("concern", Concern.values(), concern), one("becomes", Severity.values(), becomes), text("hold", hold, RuleFields.LONGEST_HOLD), text("together", together, RuleFields.LONGEST_TOGETHER));
        }
    }

    private final Rulebook rules;

    RulesApi(Rulebook rules) {
        this.rules = rules;
    }

    /// In the order in which they are tried.
    @GetMapping
    Page<RuleJson> rules(@PathVariable String key, Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Signals are for those who run the IT.");
        var all = rules.of(actor, key);
        var found = new ArrayList<RuleJson>();
        for (var n = 0; n < all.size(); n++) found.add(RuleJson.of(n + 1, all.get(n)));
        return new Page<>(List.copyOf(found), null);
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PostMapping
    ResponseEntity<RuleJson> add(@PathVariable String key, @RequestBody RuleJson request, Actor actor) {
        var rule = request.rule();
        var position = rules.add(actor, key, rule, request.position);
        return ResponseEntity.created(URI.create("/api/v1/clients/%s/signal-rules".formatted(key))).body(RuleJson.of(position, rule));
    }

    @Needs(Scope.SIGNALS_WRITE)
    @DeleteMapping("/{position}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String key, @PathVariable int position, Actor actor) {
        rules.remove(actor, key, position);
    }
}
