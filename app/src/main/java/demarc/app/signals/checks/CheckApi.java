package demarc.app.signals.checks;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A client's checks for programs: kept, tried, and what they brought.
@RestController
@RequestMapping("/api/v1/clients/{client}")
@Needs(Scope.SIGNALS_READ)
class CheckApi {
    /// @param kind         `http`, `ping`, `tcp`, `tls`, `dns`, `snmp`
    /// @param name         usually the kind
    /// @param thing        usually the host that the target names
    /// @param everySeconds usually 60
    /// @param probe        id of the source of kind `probe` that looks; the server when left out
    /// @param severity     usually `HIGH`
    /// @param fails        looks that must fail in a row before it is said; usually 2
    public record CheckRequest(
            @Nullable String kind, @Nullable String target, @Nullable String name, @Nullable String thing, @Nullable Integer everySeconds, @Nullable Settings settings,
            @Nullable Long probe, @Nullable String severity, @Nullable Integer fails, @Nullable String concern, @Nullable Boolean enabled) {
        Wanted wanted() {
            if (kind == null) throw new Refused("kind", "'kind' is missing. There are: %s.".formatted(String.join(", ", Arrays.stream(LookKind.values()).map(LookKind::key).toList())));
            if (target == null) throw new Refused("target", "'target' is missing.");
            return new Wanted(name, thing, LookKind.named(kind), target, everySeconds, settings == null ? Settings.USUAL : settings, probe, CheckApi.severity(severity), fails,
                    CheckApi.concern(concern), !Boolean.FALSE.equals(enabled));
        }
    }

    /// @param outcome `up`, `down`, or `between` two thresholds
    public record TrialJson(String outcome, double millis, String words, @Nullable Double value, @Nullable Instant certificateUntil) {}

    /// @param up share of the looks that found it up
    public record TimesJson(String span, @Nullable Double up, List<Measurements.Point> points) {}

    public record RangesJson(List<OpenedRanges.Opened> items, List<String> openedForAll) {}

    public record RangeRequest(@Nullable String range, @Nullable String reason) {}

    private final Checks checks;
    private final Trials trials;
    private final Measurements measurements;
    private final OpenedRanges ranges;
    private final Idempotency idempotency;
    private final Directory directory;

    CheckApi(Checks checks, Trials trials, Measurements measurements, OpenedRanges ranges, Idempotency idempotency, Directory directory) {
        this.checks = checks;
        this.trials = trials;
        this.measurements = measurements;
        this.ranges = ranges;
        this.idempotency = idempotency;
        this.directory = directory;
    }

    /// @param runner `server`, or a probe's id
    @GetMapping("/checks")
    Page<CheckJson> list(@PathVariable String client, @RequestParam(required = false) @Nullable String state, @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String runner, @RequestParam(required = false) @Nullable String thing,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor by) {
        var page = checks.page(by, new Checks.Filter(client, state(state), kind == null ? null : LookKind.named(kind), runner(runner), thing), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(seen -> CheckJson.of(seen, client)).toList(), page.next());
    }

    @PostMapping("/checks")
    @Needs(Scope.SIGNALS_WRITE)
    ResponseEntity<CheckJson> add(@PathVariable String client, @RequestBody CheckRequest request, @RequestHeader(value = "Idempotency-Key", required = false) @Nullable String once, Actor by) {
        directory.client(by, client);
        return idempotency.once(by, once, request, CheckJson.class, () -> {
            var check = checks.create(by, client, request.wanted());
            return ResponseEntity.created(URI.create("/api/v1/clients/%s/checks/%d".formatted(client, check.id()))).eTag(tag(check)).body(CheckJson.of(checks.get(by, client, check.id()), client));
        });
    }

    @GetMapping("/checks/{check}")
    ResponseEntity<CheckJson> get(@PathVariable String client, @PathVariable long check, Actor by) {
        var seen = checks.get(by, client, check);
        return ResponseEntity.ok().eTag(tag(seen.check())).body(CheckJson.of(seen, client));
    }

    /// What is left out of `settings` is as usual again; a secret that is left out stays.
    @PutMapping("/checks/{check}")
    @Needs(Scope.SIGNALS_WRITE)
    ResponseEntity<CheckJson> change(@PathVariable String client, @PathVariable long check, @RequestBody CheckRequest request,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable String match, Actor by) {
        checks.get(by, client, check);
        var changed = checks.change(by, client, check, version(match), request.wanted());
        return ResponseEntity.ok().eTag(tag(changed)).body(CheckJson.of(checks.get(by, client, check), client));
    }

    @DeleteMapping("/checks/{check}")
    @Needs(Scope.SIGNALS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String client, @PathVariable long check, Actor by) {
        checks.remove(by, client, check);
    }

    /// Looks once, from the server, and keeps nothing.
    @PostMapping("/checks/trial")
    @Needs(Scope.SIGNALS_WRITE)
    TrialJson tryIt(@PathVariable String client, @RequestBody CheckRequest request, Actor by) {
        var answer = trials.look(by, directory.client(by, client), request.wanted(), null);
        return new TrialJson(answer.outcome().name().toLowerCase(Locale.ROOT), answer.millis(), answer.words(), answer.value(), answer.certificateUntil());
    }

    @GetMapping("/checks/{check}/results")
    Page<Measurements.Measurement> results(@PathVariable String client, @PathVariable long check, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit, Actor by) {
        var seen = checks.get(by, client, check).check();
        var after = Cursor.parse(cursor, 1);
        var most = Page.limit(limit);
        return Page.of(measurements.raw(seen.client(), seen.id(), after == null ? null : after.instant(0), most + 1), most, last -> Cursor.of(last.at()));
    }

    /// @param span `day`, `week`, `month` or `year`
    @GetMapping("/checks/{check}/times")
    TimesJson times(@PathVariable String client, @PathVariable long check, @RequestParam(defaultValue = "day") String span, Actor by) {
        var seen = checks.get(by, client, check).check();
        var points = Span.named(span).points(measurements, seen);
        return new TimesJson(span, Span.share(points), points);
    }

    /// Inner networks that the server may reach for this client.
    @GetMapping("/ranges")
    RangesJson ranges(@PathVariable String client, Actor by) {
        return new RangesJson(ranges.opened(directory.client(by, client).id()), ranges.openedForAll());
    }

    @PostMapping("/ranges")
    @Needs(Scope.SIGNALS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    RangesJson open(@PathVariable String client, @RequestBody RangeRequest request, Actor by) {
        var id = directory.client(by, client).id();
        if (request.range == null) throw new Refused("range", "'range' is missing.");
        ranges.open(by, id, request.range, request.reason == null ? "" : request.reason);
        return ranges(client, by);
    }

    @DeleteMapping("/ranges")
    @Needs(Scope.SIGNALS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(@PathVariable String client, @RequestParam String range, Actor by) {
        ranges.close(by, directory.client(by, client).id(), range);
    }

    private static String tag(Check check) {
        return "\"%d\"".formatted(check.version());
    }

    private static @Nullable Integer version(@Nullable String match) {
        if (match == null || match.strip().equals("*")) return null;
        var plain = match.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!plain.matches("\\d{1,9}")) throw new Refused("If-Match", "If-Match wants the version from the ETag, such as \"7\", not %s.".formatted(match));
        return Integer.parseInt(plain);
    }

    static Check.@Nullable State state(@Nullable String text) {
        return text == null || text.isBlank() ? null : named("state", text, Check.State.values());
    }

    static @Nullable Severity severity(@Nullable String text) {
        return text == null || text.isBlank() ? null : named("severity", text, Severity.values());
    }

    static @Nullable Concern concern(@Nullable String text) {
        return text == null || text.isBlank() ? null : named("concern", text, Concern.values());
    }

    static @Nullable Long runner(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        if (text.equals("server")) return 0L;
        if (!text.matches("\\d{1,18}")) throw new Refused("runner", "'%s' is neither 'server' nor a probe's id.".formatted(text));
        return Long.parseLong(text);
    }

    private static <E extends Enum<E>> E named(String field, String text, E[] all) {
        return Arrays.stream(all).filter(each -> each.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> new Refused(field, "'%s' is no %s. There are: %s.".formatted(text, field, String.join(", ", Arrays.stream(all).map(Enum::name).toList()))));
    }
}
