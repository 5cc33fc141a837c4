package demarc.app.signals;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// A client's sources for programs. Adding one takes no Idempotency-Key: its answer would have to keep the key.
@RestController
@RequestMapping("/api/v1/clients/{client}/sources")
@Needs(Scope.SIGNALS_READ)
class SourcesApi {
    /// @param concern     what its conditions are about; the kind's own when left out
    /// @param mapping     for kind `json`: where things stand in its bodies
    /// @param silentAfter how long it may say nothing before that is an alarm, such as `15m`
    /// @param quietAfter  what it does not say again for so long is over, such as `60m`; `never` when it says so itself
    /// @param period      of a heartbeat: how often it is expected, such as `24h`
    /// @param grace       of a heartbeat: how late it may be
    /// @param flood       more new tickets of it within ten minutes than this are a flood, 30 when left out; `never` when nothing is
    public record SourceRequest(
            @Nullable String kind, @Nullable String name, @Nullable String concern, @Nullable String mapping, @Nullable String silentAfter, @Nullable String quietAfter,
            @Nullable String period, @Nullable String grace, @Nullable String flood) {}

    /// @param url         where it speaks; a heartbeat's holds its key
    /// @param oldKeyUntil until when the key before works, too
    /// @param clock       a sentence on its clock when that is off
    public record SourceJson(
            long id, String client, String kind, String name, String concern, boolean enabled, String url, @Nullable String mapping, @Nullable String silentAfter,
            @Nullable String quietAfter, @Nullable String period, @Nullable String grace, String flood, @Nullable Instant expectedAt, @Nullable Instant oldKeyUntil, Instant createdAt, @Nullable Instant lastAt,
            long signals, long unreadable, @Nullable String clock) {}

    /// @param key in clear, this once
    public record SourceWithKeyJson(
            long id, String client, String kind, String name, String key, String url, SourceKind.SetUp setUp, @Nullable Instant oldKeyUntil) {}

    /// @param immediately the old key ends now, not in a day: it leaked
    public record KeyRequest(@Nullable Boolean immediately) {}

    public record EnabledRequest(@Nullable Boolean enabled) {}

    /// @param body its beginning, as text
    /// @param cut  bytes that came besides
    public record UnreadableJson(long id, Instant at, String problem, String contentType, String body, long cut) {}

    private static final int MOST = 200;

    private final Sources sources;
    private final SourceKinds kinds;
    private final Keeping keeping;
    private final Directory directory;

    SourcesApi(Sources sources, SourceKinds kinds, Keeping keeping, Directory directory) {
        this.sources = sources;
        this.kinds = kinds;
        this.keeping = keeping;
        this.directory = directory;
    }

    /// By name.
    @GetMapping
    Page<SourceJson> sources(
            @PathVariable String client, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = sources.page(actor, client, cursor, limit == null ? MOST : Page.limit(limit));
        return new Page<>(page.items().stream().map(source -> json(client, source)).toList(), page.next());
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SourceWithKeyJson add(@PathVariable String client, @RequestBody SourceRequest request, Actor actor) {
        if (request.kind() == null) throw new Refused("kind", "The field 'kind' is missing. There are: %s.".formatted(String.join(", ", kinds.all().stream().map(SourceKind::key).toList())));
        return json(client, sources.create(actor, client, wanted(request.kind(), request)));
    }

    @GetMapping("/{source}")
    SourceJson source(@PathVariable String client, @PathVariable long source, Actor actor) {
        return json(client, of(actor, client, source));
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PutMapping("/{source}")
    SourceJson change(@PathVariable String client, @PathVariable long source, @RequestBody SourceRequest request, Actor actor) {
        var kind = of(actor, client, source).kind();
        if (request.kind() != null && !request.kind().equals(kind)) throw new Refused("kind", "A source stays of its kind (%s). Add another one of kind %s.".formatted(kind, request.kind()));
        return json(client, sources.change(actor, source, wanted(kind, request)));
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PutMapping("/{source}/enabled")
    SourceJson enable(@PathVariable String client, @PathVariable long source, @RequestBody EnabledRequest request, Actor actor) {
        if (request.enabled() == null) throw new Refused("enabled", "The field 'enabled' is missing: true or false.");
        return json(client, sources.enable(actor, of(actor, client, source).id(), request.enabled()));
    }

    /// What it said stays.
    @Needs(Scope.SIGNALS_WRITE)
    @DeleteMapping("/{source}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disable(@PathVariable String client, @PathVariable long source, Actor actor) {
        sources.enable(actor, of(actor, client, source).id(), false);
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PostMapping("/{source}/key")
    @ResponseStatus(HttpStatus.CREATED)
    SourceWithKeyJson rotate(@PathVariable String client, @PathVariable long source, @RequestBody KeyRequest request, Actor actor) {
        return json(client, sources.rotate(actor, of(actor, client, source).id(), Boolean.TRUE.equals(request.immediately())));
    }

    /// Bodies that could not be read, the newest first.
    @GetMapping("/{source}/unreadable")
    Page<UnreadableJson> unreadable(@PathVariable String client, @PathVariable long source, Actor actor) {
        return new Page<>(keeping.of(actor, of(actor, client, source)).stream().map(kept -> new UnreadableJson(kept.id(), kept.at(), kept.problem(), kept.contentType(),
                new String(kept.body(), StandardCharsets.UTF_8), kept.cut())).toList(), null);
    }

    private Source of(Actor actor, String clientKey, long id) {
        var client = directory.client(actor, clientKey);
        var source = sources.get(actor, id);
        if (source.client() != client.id()) throw new NotFound("source", id);
        return source;
    }

    private static Sources.Wanted wanted(String kind, SourceRequest request) {
        if (request.name() == null) throw new Refused("name", "The field 'name' is missing.");
        return new Sources.Wanted(kind, request.name(), request.concern() == null ? null : concern(request.concern()), request.mapping(),
                duration("silentAfter", request.silentAfter()), "never".equals(request.quietAfter()) ? Duration.ZERO : duration("quietAfter", request.quietAfter()), duration("period", request.period()), duration("grace", request.grace()), Sources.flood(request.flood()));
    }

    private static Concern concern(String word) {
        return Arrays.stream(Concern.values()).filter(each -> each.name().equalsIgnoreCase(word)).findFirst().orElseThrow(() ->
                new Refused("concern", "There is no concern '%s'. There are: %s.".formatted(word, String.join(", ", Arrays.stream(Concern.values()).map(SourcesApi::lower).toList()))));
    }

    private static @Nullable Duration duration(String field, @Nullable String text) {
        if (text == null) return null;
        try {
            var plain = text.strip().toUpperCase(Locale.ROOT);
            return Duration.parse(plain.startsWith("P") ? plain : plain.endsWith("D") ? "P" + plain : "PT" + plain);
        } catch (DateTimeException e) {
            throw new Refused(field, "The field '%s' cannot be '%s'; it wants a time such as 90s, 15m, 24h or 7d.".formatted(field, text));
        }
    }

    private static SourceJson json(String client, Source source) {
        return new SourceJson(source.id(), client, source.kind(), source.name(), lower(source.concern()), source.enabled(), url(source, null), source.mapping(), text(source.silentAfter()),
                text(source.quietAfter()), text(source.period()), text(source.grace()), source.flood() == null ? "never" : source.flood().toString(), source.expectedAt(), source.oldKeyUntil(), source.createdAt(), source.lastAt(), source.signals(), source.unreadable(), source.clock());
    }

    private SourceWithKeyJson json(String client, Sources.WithKey made) {
        var source = made.source();
        var kind = kinds.find(source.kind());
        var setUp = kind == null ? new SourceKind.SetUp(List.of(), null, null, "sh") : kind.setUp(address(), made.key());
        return new SourceWithKeyJson(source.id(), client, source.kind(), source.name(), made.key(), url(source, made.key()), setUp, source.oldKeyUntil());
    }

    private static String url(Source source, @Nullable String key) {
        return address() + (source.isHeartbeat() ? "/ping/" + (key == null ? "KEY" : key) : "/api/v1/signals/" + source.kind());
    }

    private static String address() {
        return ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
    }

    private static @Nullable String text(@Nullable Duration duration) {
        return duration == null ? null : duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
