package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.signals.triage.Coverage;
import demarc.app.signals.triage.Maintenance;
import demarc.app.signals.triage.Trouble;
import demarc.app.signals.triage.Troubles;
import demarc.app.signals.triage.Windows;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Causes, maintenance and coverage, for programs.
@RestController
@RequestMapping("/api/v1/clients/{key}")
@Needs(Scope.SIGNALS_READ)
class TriageApi {
    /// @param from   now when left out
    /// @param scope  `all`, `thing`, `site`, `source` or `asset`
    /// @param target a name pattern, a site's key, the number of a source or asset
    public record WindowRequest(@Nullable String from, @Nullable String to, @Nullable Boolean weekly, @Nullable String until, @Nullable String scope, @Nullable String target,
            @Nullable String reason) {}

    /// @param state `holds`, `planned` or `over`
    public record WindowJson(long id, String state, Instant from, Instant to, boolean weekly, @Nullable Instant until, String scope, String target, String reason, @Nullable Instant endedAt) {}

    /// @param grouping what brought its conditions together
    public record TroubleJson(long id, String subject, String grouping, String concern, String severity, int conditions, @Nullable String ticket, Instant openedAt, Instant lastAt,
            @Nullable Instant flappingUntil, @Nullable Instant clearedAt, @Nullable String decision, @Nullable Instant endedAt, @Nullable String endedHow) {
        static TroubleJson of(Trouble trouble) {
            return new TroubleJson(trouble.id(), trouble.subject(), lower(trouble.grouping()), lower(trouble.concern()), lower(trouble.severity()), trouble.members(), trouble.ticket(),
                    trouble.openedAt(), trouble.lastAt(), trouble.flappingUntil(), trouble.clearedAt(), trouble.decision(), trouble.endedAt(), trouble.endedHow());
        }
    }

    public record KindJson(String kind, int watched, int all) {}

    /// @param activity left out when the agreement in force gives it to nobody
    /// @param checks   of our own that say it, some
    public record OwnerJson(String concern, @Nullable String activity, String byDay, String atNight, List<String> checks, List<String> sources) {}

    /// @param unwatched names of things that nothing looks at, some
    /// @param strangers what is watched and not in the estate
    /// @param unlinked  keys of sites whose link nothing looks at
    public record CoverageJson(int watched, int things, List<KindJson> kinds, List<String> unwatched, List<String> strangers, List<String> unlinked, List<OwnerJson> owners,
            List<String> silentSources) {}

    private final Windows windows;
    private final Troubles troubles;
    private final Coverage coverage;
    private final Directory directory;
    private final Clock clock;

    TriageApi(Windows windows, Troubles troubles, Coverage coverage, Directory directory, Clock clock) {
        this.windows = windows;
        this.troubles = troubles;
        this.coverage = coverage;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/windows")
    Page<WindowJson> windows(@PathVariable String key, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = windows.page(actor, key, cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(this::json).toList(), page.next());
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PostMapping("/windows")
    ResponseEntity<WindowJson> addWindow(@PathVariable String key, @RequestBody WindowRequest request, Actor actor) {
        var scope = request.scope == null ? Maintenance.Scope.ALL : Arrays.stream(Maintenance.Scope.values()).filter(each -> lower(each).equals(request.scope)).findFirst()
                .orElseThrow(() -> new Refused("scope", "There is no scope '%s'. There are: all, thing, site, source, asset.".formatted(request.scope)));
        var window = windows.add(actor, key, new Windows.Wanted(moment("from", request.from), moment("to", request.to), Boolean.TRUE.equals(request.weekly),
                moment("until", request.until), scope, request.target, request.reason));
        return ResponseEntity.created(URI.create("/api/v1/clients/%s/windows/%d".formatted(key, window.id()))).body(json(window));
    }

    @GetMapping("/windows/{window}")
    WindowJson window(@PathVariable String key, @PathVariable long window, Actor actor) {
        return json(windows.get(actor, key, window));
    }

    /// Ends it now; what it kept back is looked at again.
    @Needs(Scope.SIGNALS_WRITE)
    @DeleteMapping("/windows/{window}")
    WindowJson endWindow(@PathVariable String key, @PathVariable long window, Actor actor) {
        return json(windows.end(actor, key, window));
    }

    /// The open ones, the last to grow first.
    @GetMapping("/troubles")
    Page<TroubleJson> troubles(@PathVariable String key, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var page = troubles.open(List.of(client(actor, key).id()), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(TroubleJson::of).toList(), page.next());
    }

    @GetMapping("/troubles/{trouble}")
    TroubleJson trouble(@PathVariable String key, @PathVariable long trouble, Actor actor) {
        return TroubleJson.of(troubles.find(client(actor, key).id(), trouble).orElseThrow(() -> new NotFound("trouble", trouble)));
    }

    @GetMapping("/coverage")
    CoverageJson coverage(@PathVariable String key, Actor actor) {
        var report = coverage.of(client(actor, key).id());
        return new CoverageJson(report.watched(), report.things(), report.kinds().stream().map(each -> new KindJson(each.kind().key(), each.watched(), each.all())).toList(),
                report.unwatched().stream().map(each -> each.name()).toList(), report.strangers(), report.unlinked().stream().map(each -> each.key()).toList(),
                report.owners().stream().map(each -> new OwnerJson(lower(each.concern()), each.activity(), each.byDay(), each.atNight(), each.checks(), each.sources())).toList(),
                report.silent().stream().map(each -> each.name()).toList());
    }

    private WindowJson json(Maintenance window) {
        var now = clock.instant();
        var state = window.at(now).isPresent() ? "holds" : window.next(now).isPresent() ? "planned" : "over";
        return new WindowJson(window.id(), state, window.from(), window.to(), window.weekly(), window.until(), lower(window.scope()), window.target(), window.reason(), window.endedAt());
    }

    private Client client(Actor by, String key) {
        if (!by.seesAgreements()) throw new Forbidden("Signals are for those who run the IT.");
        return directory.client(by, key);
    }

    private static @Nullable Instant moment(String field, @Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return OffsetDateTime.parse(text.strip()).toInstant();
        } catch (DateTimeException e) {
            throw new Refused(field, "'%s' is not a moment such as 2026-11-24T22:00:00Z.".formatted(text));
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
