package demarc.app.estate.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Exposure, exceptions and advisories for programs.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.ESTATE_READ)
class ExposureApi {
    private static final int DAYS = 60;

    /// @param due    null: with the next upgrade
    /// @param ticket that mends it; null until its ring has its turn, or while there is no fix
    public record ExposureJson(long id, String client, long asset, String assetName, String vulnerability, @JsonProperty("package") String name, String version,
            @Nullable String fixedVersion, List<String> also, String severity, @Nullable Double score, boolean kev, boolean forensic, int ring, Instant detectedAt, @Nullable Instant due,
            boolean late, String because, @Nullable Long exception, @Nullable String ticket) {}

    public record ExceptionRequest(@Nullable Long asset, @Nullable String vulnerability, @JsonProperty("package") @Nullable String name, @Nullable String owner,
            @Nullable String reason, @Nullable String control, @Nullable Integer days) {
        Exceptions.Wanted wanted() {
            return new Exceptions.Wanted(asset, vulnerability, name, owner, reason, control, days);
        }
    }

    public record ExceptionJson(long id, String client, @Nullable Long asset, @Nullable String vulnerability, @JsonProperty("package") @Nullable String name,
            String owner, String reason, String control, String state, Instant askedAt, Instant expiresAt, @Nullable Instant decidedAt, @Nullable String ticket) {}

    /// @param share inside, of a hundred
    public record DayJson(LocalDate day, int inside, int outside, double share) {}

    public record PartJson(int ring, String severity, boolean kev, int inside, int outside, int excepted) {}

    public record ComplianceJson(int target, int exploited, int exploitedLate, int late, @Nullable Instant oldestDue, List<DayJson> days, List<PartJson> parts) {}

    private final Exposures exposures;
    private final Exceptions exceptions;
    private final Compliance compliance;
    private final Advisories advisories;
    private final Directory directory;
    private final Idempotency idempotency;
    private final Clock clock;

    ExposureApi(Exposures exposures, Exceptions exceptions, Compliance compliance, Advisories advisories, Directory directory, Idempotency idempotency, Clock clock) {
        this.exposures = exposures;
        this.exceptions = exceptions;
        this.compliance = compliance;
        this.advisories = advisories;
        this.directory = directory;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    @GetMapping("/exposures")
    Page<ExposureJson> exposures(@RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable Integer ring, @RequestParam(defaultValue = "") String severity,
            @RequestParam(required = false) @Nullable Boolean kev, @RequestParam(required = false) @Nullable Boolean exception, @RequestParam(required = false) @Nullable Boolean late,
            @RequestParam(name = "package", defaultValue = "") String name, @RequestParam(defaultValue = "") String vulnerability, @RequestParam(required = false) @Nullable Long asset,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var filter = new Exposures.Filter(clients(actor, client), ring, rating(severity), kev, exception, late, none(name), none(vulnerability), asset, null);
        var keys = keys();
        var now = clock.instant();
        var page = exposures.page(filter, cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(row -> new ExposureJson(row.id(), keys.getOrDefault(row.client(), ""), row.asset(), row.assetName(), row.vulnerability(), row.name(), row.version(),
                row.fixed(), row.also(), lower(row.rating()), row.score(), row.kev(), row.forensic(), row.ring(), row.detectedAt(), row.due(), row.isLate(now), row.because(), row.exception(),
                row.ref())).toList(), page.next());
    }

    @GetMapping("/exposures/compliance")
    ComplianceJson compliance(@RequestParam(defaultValue = "") String client, Actor actor) {
        var clients = clients(actor, client);
        var now = compliance.now(clients);
        return new ComplianceJson(Compliance.TARGET, now.exploited(), now.exploitedLate(), now.late(), now.oldest(),
                compliance.days(clients, DAYS).stream().map(day -> new DayJson(day.day(), day.inside(), day.outside(), Math.round(day.share() * 10) / 10.0)).toList(),
                compliance.parts(clients).stream().map(part -> new PartJson(part.ring(), lower(part.rating()), part.kev(), part.inside(), part.outside(), part.excepted())).toList());
    }

    @GetMapping("/clients/{key}/exceptions")
    Page<ExceptionJson> exceptions(@PathVariable String key, @RequestParam(defaultValue = "") String state, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit, Actor actor) {
        var client = client(actor, key);
        var page = exceptions.page(List.of(client.id()), state(state), cursor, Page.limit(limit));
        return new Page<>(page.items().stream().map(row -> json(client, row)).toList(), page.next());
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/clients/{key}/exceptions")
    ResponseEntity<ExceptionJson> ask(@PathVariable String key, @RequestBody ExceptionRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String once, Actor actor) {
        var client = client(actor, key);
        return idempotency.once(actor, once, request, ExceptionJson.class, () -> {
            var row = exceptions.ask(actor, client, request.wanted());
            return ResponseEntity.created(URI.create("/api/v1/clients/%s/exceptions/%d".formatted(key, row.id()))).body(json(client, row));
        });
    }

    @GetMapping("/clients/{key}/exceptions/{id}")
    ExceptionJson exception(@PathVariable String key, @PathVariable long id, Actor actor) {
        var client = client(actor, key);
        return json(client, exceptions.find(client.id(), id).orElseThrow(() -> new NotFound("exception", id)));
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/clients/{key}/exceptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String key, @PathVariable long id, Actor actor) {
        exceptions.withdraw(actor, client(actor, key), id);
    }

    /// The body is the file as it is: `application/octet-stream`.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/advisories")
    Advisories.Imported take(@RequestParam(defaultValue = "advisories") String name, HttpServletRequest request, Actor actor) throws IOException {
        return advisories.take(actor, name, request.getInputStream());
    }

    @GetMapping("/advisories")
    Page<Advisories.Past> imports(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Advisories are read by those who look after IT.");
        return new Page<>(advisories.past(actor, 100), null);
    }

    private Collection<Integer> clients(Actor actor, String key) {
        if (!actor.seesAgreements()) throw new Forbidden("Exposure is read by those who look after IT.");
        return key.isEmpty() ? actor.clients() : List.of(client(actor, key).id());
    }

    private Client client(Actor actor, String key) {
        if (!actor.seesAgreements()) throw new Forbidden("Exposure is read by those who look after IT.");
        return directory.client(actor, key);
    }

    private Map<Integer, String> keys() {
        return directory.clients().stream().collect(Collectors.toMap(Client::id, Client::key));
    }

    private static ExceptionJson json(Client client, Exceptions.Row row) {
        return new ExceptionJson(row.id(), client.key(), row.asset(), row.vulnerability(), row.name(), row.owner(), row.reason(), row.control(), lower(row.state()), row.askedAt(),
                row.expiresAt(), row.decidedAt(), row.ref());
    }

    static @Nullable Rating rating(String severity) {
        if (severity.isEmpty()) return null;
        return Arrays.stream(Rating.values()).filter(each -> each.name().equalsIgnoreCase(severity)).findFirst()
                .orElseThrow(() -> new Refused("severity", "The severity is critical, high, medium, low or unknown, not '%s'.".formatted(severity)));
    }

    static Exceptions.@Nullable State state(String state) {
        if (state.isEmpty()) return null;
        return Arrays.stream(Exceptions.State.values()).filter(each -> each.name().equalsIgnoreCase(state)).findFirst()
                .orElseThrow(() -> new Refused("state", "The state is asked, approved, refused, withdrawn or expired, not '%s'.".formatted(state)));
    }

    private static @Nullable String none(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
