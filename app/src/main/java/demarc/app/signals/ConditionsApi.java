package demarc.app.signals;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Conditions for programs.
@RestController
@RequestMapping("/api/v1/conditions")
@Needs(Scope.SIGNALS_READ)
class ConditionsApi {
    private static final int HISTORY = 200;

    /// @param ticket the ref of the ticket it led to; null while it led to none
    /// @param held   why it led to none
    public record ConditionJson(
            long id, String client, SourceRef source, String thing, String check, String state, String severity, String summary, long count, int changes, Instant firstAt,
            Instant lastAt, Instant changedAt, @Nullable Instant saidAt, @Nullable Long asset, @Nullable String ticket, @Nullable String held) {}

    public record SourceRef(long id, String kind, String name) {}

    /// @param history the newest first
    public record ConditionDetailJson(
            @JsonUnwrapped ConditionJson condition, String key, @Nullable String details, @Nullable String link, Map<String, String> labels, List<ChangeJson> history) {}

    public record ChangeJson(Instant at, String state, String severity, String summary, @Nullable Instant saidAt) {}

    private final Conditions conditions;
    private final Sources sources;
    private final Directory directory;

    ConditionsApi(Conditions conditions, Sources sources, Directory directory) {
        this.conditions = conditions;
        this.sources = sources;
        this.directory = directory;
    }

    /// @param state firing, cleared or silent; several with commas
    @GetMapping
    Page<ConditionJson> conditions(@RequestParam(required = false) @Nullable String client, @RequestParam(required = false) @Nullable Long source,
            @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String severity, @RequestParam(required = false) @Nullable String thing,
            @RequestParam(required = false) @Nullable Boolean held, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var filter = new Conditions.Filter(client, source, states(state), severity == null ? null : one("severity", Severity.values(), severity), thing, null, held);
        var page = conditions.page(actor, filter, cursor, Page.limit(limit));
        return new Page<>(json(page.items()), page.next());
    }

    @GetMapping("/{condition}")
    ConditionDetailJson condition(@PathVariable long condition, Actor actor) {
        var found = conditions.get(actor, condition);
        return new ConditionDetailJson(json(List.of(found)).getFirst(), found.key(), found.details(), found.link(), found.labels(),
                conditions.changes(found, HISTORY).stream().map(each -> new ChangeJson(each.at(), lower(each.state()), lower(each.severity()), each.summary(), each.saidAt())).toList());
    }

    private List<ConditionJson> json(List<Condition> found) {
        if (found.isEmpty()) return List.of();
        var clients = directory.clients().stream().collect(Collectors.toMap(Client::id, Function.identity()));
        var names = new HashMap<Long, Source>();
        for (var source : sources.of(found.stream().map(Condition::client).distinct().toList(), found.stream().map(Condition::source).distinct().toList())) names.put(source.id(), source);
        var tickets = conditions.tickets(found);
        return found.stream().map(each -> json(each, clients, names, tickets)).toList();
    }

    private static ConditionJson json(Condition each, Map<Integer, Client> clients, Map<Long, Source> names, Map<Long, String> tickets) {
        var source = names.get(each.source());
        var client = clients.get(each.client());
        return new ConditionJson(each.id(), client == null ? "" : client.key(), new SourceRef(each.source(), source == null ? "" : source.kind(), source == null ? "" : source.name()),
                each.thing(), each.check(), lower(each.state()), lower(each.severity()), each.summary(), each.count(), each.changes(), each.firstAt(), each.lastAt(), each.changedAt(),
                each.saidAt(), each.asset(), each.trouble() == null ? null : tickets.get(each.trouble()), each.held());
    }

    private static Set<Condition.State> states(@Nullable String text) {
        var states = EnumSet.noneOf(Condition.State.class);
        if (text != null) for (var word : text.split(",")) states.add(one("state", Condition.State.values(), word.strip()));
        return states;
    }

    private static <E extends Enum<E>> E one(String field, E[] all, String word) {
        return Arrays.stream(all).filter(each -> each.name().equalsIgnoreCase(word)).findFirst().orElseThrow(() ->
                new Refused(field, "The %s cannot be '%s'; it is one of %s.".formatted(field, word, String.join(", ", Arrays.stream(all).map(ConditionsApi::lower).toList()))));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
