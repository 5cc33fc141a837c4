package demarc.app.signals;

import demarc.app.estate.protection.BackupPings;
import demarc.app.estate.protection.ReportKeys;
import demarc.app.platform.Attempts;
import demarc.app.platform.Problems;
import demarc.app.platform.Refused;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// Where signals come in. It stands in front of everything else: who speaks here is a source with a key, not a person with a session, and at tens of
/// thousands a second each filter would be felt.
@Component
class Gate extends FilterRegistrationBean<Filter> {
    private static final String SIGNALS = "/api/v1/signals";
    private static final String ENQUEUE = "/v2/enqueue";
    private static final String PAGERDUTY = "pagerduty";
    private static final int MOST_SIGNALS = 10_000;
    /// PagerDuty's own limit. The key lies inside, so that nobody is known before it is read.
    private static final int MOST_BEFORE_KNOWN = 512 * 1024;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final KeyRing ring;
    private final SourceKinds kinds;
    private final Listener listener;
    private final Bodies bodies;
    private final Keeping keeping;
    private final Heartbeats heartbeats;
    private final BackupPings backups;
    private final Clock clock;
    private final Attempts strangers;

    Gate(KeyRing ring, SourceKinds kinds, Listener listener, Bodies bodies, Keeping keeping, Heartbeats heartbeats, BackupPings backups, Clock clock) {
        this.ring = ring;
        this.kinds = kinds;
        this.listener = listener;
        this.bodies = bodies;
        this.keeping = keeping;
        this.heartbeats = heartbeats;
        this.backups = backups;
        this.clock = clock;
        strangers = new Attempts(clock, 60, Duration.ofMinutes(1));
        setFilter(this::answer);
        setName("signals");
        addUrlPatterns(SIGNALS, SIGNALS + "/*", ENQUEUE, "/ping/*");
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    private void answer(ServletRequest asked, ServletResponse answering, FilterChain chain) throws IOException {
        var request = (HttpServletRequest) asked;
        var response = (HttpServletResponse) answering;
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            var path = request.getRequestURI();
            if (path.startsWith("/ping/")) ping(request, response, path.substring(6).split("/", -1));
            else signals(request, response, path);
        } catch (Ledger.Busy busy) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "5");
            Problems.write(response, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(busy.getMessage()));
        } catch (RuntimeException e) {
            var incident = UUID.randomUUID().toString().substring(0, 8);
            LoggerFactory.getLogger(Gate.class).error("{} failed (incident {})", request.getMethod(), incident, e);
            Problems.write(response, HttpStatus.INTERNAL_SERVER_ERROR, "Demarc failed to take this. Send it again; tell your administrator the incident number %s.".formatted(incident));
        }
    }

    private void signals(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        if (!request.getMethod().equals("POST")) {
            response.setHeader(HttpHeaders.ALLOW, "POST");
            Problems.write(response, HttpStatus.METHOD_NOT_ALLOWED, "Signals are sent here by POST. What became of them is read at /api/v1/conditions.");
            return;
        }
        var parts = path.equals(ENQUEUE) ? new String[] {PAGERDUTY} : path.length() <= SIGNALS.length() + 1 ? new String[] {"json"} : path.substring(SIGNALS.length() + 1).split("/", -1);
        if (parts.length > 2 || parts[0].isEmpty()) {
            Problems.write(response, HttpStatus.NOT_FOUND, "There is no such address. Signals are sent to %s/KIND or %s/KIND/KEY.".formatted(SIGNALS, SIGNALS));
            return;
        }
        var key = parts.length == 2 ? parts[1] : key(request);
        if (key == null && parts[0].equals(PAGERDUTY)) {
            bodies.readFromAnybody(request, MOST_BEFORE_KNOWN, body -> {
                var inside = inside(body.bytes());
                var source = inside == null ? Optional.<Source>empty() : known(request, response, inside);
                if (source == null) return 0;
                if (source.isEmpty()) unknown(request, response, inside);
                else take(request, response, source.get(), parts[0], body);
                return 0;
            });
            return;
        }
        var source = key == null ? Optional.<Source>empty() : known(request, response, key);
        if (source == null) return;
        if (source.isEmpty()) unknown(request, response, key);
        else bodies.read(request, Bodies.MOST, body -> {
            take(request, response, source.get(), parts[0], body);
            return 0;
        });
    }

    /// @return null when the answer is given already
    private @Nullable Optional<Source> known(HttpServletRequest request, HttpServletResponse response, String key) throws IOException {
        var source = ring.find(key);
        if (source.isPresent() && !source.get().enabled()) {
            Problems.write(response, HttpStatus.FORBIDDEN, "The source of this key is switched off. Switch it on under Signals, Sources.");
            return null;
        }
        var wait = source.isEmpty() ? strangers.mustWait(request.getRemoteAddr()) : Optional.<Duration>empty();
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.get().toSeconds() + 1));
            Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "Too many unknown keys came from this address. Wait a minute.");
            return null;
        }
        return source;
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response, @Nullable String key) throws IOException {
        if (key != null) strangers.failed(request.getRemoteAddr());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(response, HttpStatus.UNAUTHORIZED, key == null
                ? "Say who speaks: the key of a source as Authorization: Bearer KEY, as X-Demarc-Key, or as the last part of the address."
                : key.startsWith("dmc_") ? "This is a person's token. Signals are sent with the key of a source; make one under Signals, Sources."
                : "No source has this key. It was mistyped or replaced; look under Signals, Sources.");
    }

    private void take(HttpServletRequest request, HttpServletResponse response, Source source, String kindKey, Bodies.Read body) throws IOException {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var type = Bodies.type(request);
        try {
            if (body.problem() != null) throw new Refused(body.problem());
            if (!source.kind().equals(kindKey))
                throw new Refused("This is the key of a source of kind %s, and this is the address of kind %s. Send to %s/%s.".formatted(source.kind(), kindKey, SIGNALS, source.kind()));
            var kind = kinds.find(kindKey);
            if (kind == null) throw new Refused("A source of kind %s does not speak here.".formatted(kindKey));
            var said = new SourceKind.Body(body.bytes(), type, Bodies.parameters(request, type, body.bytes()), source.mapping());
            var signals = kind.read(said);
            var note = signals.isEmpty() ? kind.note(said) : null;
            if (note != null) keeping.keep(source, note, type, body.bytes(), body.more(), at);
            if (signals.size() > MOST_SIGNALS) throw new Refused("The body holds %d signals; %d are taken at once. Send them in parts.".formatted(signals.size(), MOST_SIGNALS));
            accepted(response, kind.answers(source, signals), listener.take(source, signals, at));
        } catch (Refused no) {
            // Values are quoted, and may be as long as the body.
            var message = Texts.plain(no.message(), 600, true);
            keeping.keep(source, message, type, body.bytes(), body.more(), at);
            var tooLarge = body.problem() != null && body.bytes().length + body.more() > MOST_BEFORE_KNOWN;
            Problems.write(response, tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.UNPROCESSABLE_CONTENT, message + " The body is kept with its source for inspection.");
        } catch (Ledger.Busy busy) {
            throw busy;
        } catch (RuntimeException e) {
            keeping.keep(source, "Demarc failed to read this: %s".formatted(e), type, body.bytes(), body.more(), at);
            throw e;
        }
    }

    private static void accepted(HttpServletResponse response, Map<String, String> more, Taken taken) throws IOException {
        var says = new StringBuilder(96).append('{');
        more.forEach((name, value) -> says.append('"').append(name).append("\":").append(JsonMapper.shared().writeValueAsString(value)).append(','));
        says.append("\"accepted\":").append(taken.accepted()).append(",\"changed\":").append(taken.changed()).append(",\"unchanged\":").append(taken.unchanged()).append('}');
        send(response, 202, "application/json", says.toString());
    }

    private void ping(HttpServletRequest request, HttpServletResponse response, String[] parts) throws IOException {
        if (!List.of("GET", "HEAD", "POST").contains(request.getMethod())) {
            response.setHeader(HttpHeaders.ALLOW, "GET, HEAD, POST");
            send(response, 405, "text/plain", "method not allowed");
            return;
        }
        var step = parts.length == 1 ? Optional.of(Heartbeats.Step.SUCCESS) : parts.length == 2 ? Heartbeats.step(parts[1]) : Optional.<Heartbeats.Step>empty();
        if (step.isPresent() && parts[0].startsWith(ReportKeys.PREFIX)) {
            backup(request, response, parts[0], step.get());
            return;
        }
        var source = known(request, response, parts[0]);
        if (source == null) return;
        if (source.isEmpty() || !source.get().isHeartbeat()) {
            strangers.failed(request.getRemoteAddr());
            send(response, 404, "text/plain", "(not found): no heartbeat has this key");
        } else if (step.isEmpty()) {
            send(response, 400, "text/plain", "invalid url format: /ping/KEY, and behind it nothing, /start, /fail, /log or an exit status of 0 to 255");
        } else {
            bodies.read(request, Bodies.MOST, body -> {
                heartbeats.ping(source.get(), step.get(), body.bytes());
                send(response, 200, "text/plain", "OK");
                return 0;
            });
        }
    }

    /// A backup's key is no source's: the run belongs to a job, and what becomes of it to the estate.
    private void backup(HttpServletRequest request, HttpServletResponse response, String key, Heartbeats.Step step) throws IOException {
        var query = UriComponentsBuilder.newInstance().query(request.getQueryString()).build().getQueryParams().toSingleValueMap();
        var kind = switch (step.kind()) {
            case START -> BackupPings.Step.START;
            case END -> BackupPings.Step.END;
            case LOG -> BackupPings.Step.LOG;
        };
        var holder = backups.holder(key);
        if (holder.isEmpty()) {
            if (known(request, response, key) == null) return;
            strangers.failed(request.getRemoteAddr());
            send(response, 404, "text/plain", "(not found): the report key is unknown, replaced or revoked");
            return;
        }
        bodies.read(request, Bodies.MOST, body -> {
            try {
                if (body.problem() != null) throw new Refused(body.problem());
                backups.ping(holder.get(), decoded(query.get("job")), kind, step.exitStatus(), decoded(query.get("rid")), body.bytes());
                send(response, 200, "text/plain", "OK");
            } catch (Refused no) {
                send(response, 400, "text/plain", no.message());
            }
            return 0;
        });
    }

    private static @Nullable String decoded(@Nullable String text) {
        try {
            return text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused("'%s' is not written as addresses are.".formatted(text));
        }
    }

    private static void send(HttpServletResponse response, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static @Nullable String key(HttpServletRequest request) {
        var bearer = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (bearer != null && bearer.regionMatches(true, 0, "Bearer ", 0, 7)) return bearer.substring(7).strip();
        var key = request.getHeader("X-Demarc-Key");
        if (key == null) key = request.getHeader("X-Routing-Key");
        return key == null ? null : key.strip();
    }

    /// PagerDuty's clients put the key into the body.
    private static @Nullable String inside(byte[] body) {
        try (var json = FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) return null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                var value = json.nextToken();
                if (name.equals("routing_key") || name.equals("service_key")) return value == JsonToken.VALUE_STRING ? json.getString() : null;
                json.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
