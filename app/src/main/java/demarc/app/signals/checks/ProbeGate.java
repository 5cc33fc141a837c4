package demarc.app.signals.checks;

import demarc.app.platform.Attempts;
import demarc.app.platform.Problems;
import demarc.app.platform.Refused;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Where probes speak: `GET /api/v1/probe/checks`, `POST /api/v1/probe/results`. Its key says which probe; it is a source, not a person, so it stands before
/// everything that asks who is signed in.
@Component
class ProbeGate extends FilterRegistrationBean<Filter> {
    private static final String PATH = "/api/v1/probe/";
    private static final int MOST = 2 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Sources sources;
    private final Probes probes;
    private final Attempts strangers;

    ProbeGate(Sources sources, Probes probes, Clock clock) {
        this.sources = sources;
        this.probes = probes;
        strangers = new Attempts(clock, 60, Duration.ofMinutes(1));
        setFilter(this::answer);
        setName("probes");
        addUrlPatterns(PATH + "*");
        setOrder(Ordered.HIGHEST_PRECEDENCE);
    }

    private void answer(ServletRequest asked, ServletResponse answering, FilterChain chain) throws IOException {
        var request = (HttpServletRequest) asked;
        var response = (HttpServletResponse) answering;
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        try {
            var probe = probe(request, response);
            if (probe != null) answer(request, response, probe);
        } catch (Refused refused) {
            Problems.write(response, HttpStatus.UNPROCESSABLE_CONTENT, refused.message());
        } catch (JacksonException e) {
            Problems.write(response, HttpStatus.BAD_REQUEST, "The results cannot be read: %s".formatted(e.getOriginalMessage()));
        } catch (RuntimeException e) {
            var incident = UUID.randomUUID().toString().substring(0, 8);
            LoggerFactory.getLogger(ProbeGate.class).error("probe: {} failed (incident {})", request.getRequestURI(), incident, e);
            Problems.write(response, HttpStatus.INTERNAL_SERVER_ERROR, "Demarc failed to take this. Send it again; the incident number is %s.".formatted(incident));
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Source probe) throws IOException {
        switch (request.getMethod() + " " + request.getRequestURI().substring(PATH.length())) {
            case "GET checks" -> {
                var orders = probes.orders(probe);
                response.setHeader(HttpHeaders.ETAG, orders.tag());
                if (orders.tag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
                    response.setStatus(HttpStatus.NOT_MODIFIED.value());
                    return;
                }
                write(response, HttpStatus.OK, orders.body());
            }
            case "POST results" -> {
                var body = request.getInputStream().readNBytes(MOST + 1);
                if (body.length > MOST) {
                    Problems.write(response, HttpStatus.CONTENT_TOO_LARGE, "Results are taken in batches of at most 2 MB.");
                    return;
                }
                write(response, HttpStatus.ACCEPTED, JSON.writeValueAsBytes(probes.take(probe, JSON.readValue(body, Order.Looks.class))));
            }
            default -> Problems.write(response, HttpStatus.NOT_FOUND, "Probes ask GET /api/v1/probe/checks and send POST /api/v1/probe/results.");
        }
    }

    /// @return null when the answer is given already
    private @Nullable Source probe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        var key = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7) ? header.substring(7).strip() : request.getHeader("X-Demarc-Key");
        var source = key == null ? null : sources.byKey(key).orElse(null);
        if (source != null && source.enabled() && source.kind().equals(ProbeKind.KEY)) return source;
        if (source != null) {
            Problems.write(response, HttpStatus.FORBIDDEN, source.enabled() ? "This is the key of a source of kind %s, not of a probe.".formatted(source.kind())
                    : "This probe is switched off. Switch it on under Signals, Sources.");
            return null;
        }
        var wait = strangers.mustWait(request.getRemoteAddr());
        if (wait.isPresent()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.get().toSeconds() + 1));
            Problems.write(response, HttpStatus.TOO_MANY_REQUESTS, "Too many unknown keys came from this address. Wait a minute.");
            return null;
        }
        if (key != null) strangers.failed(request.getRemoteAddr());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(response, HttpStatus.UNAUTHORIZED, key == null ? "Say which probe speaks: its key as Authorization: Bearer KEY."
                : "No probe has this key. It was mistyped or replaced; look under Signals, Sources.");
        return null;
    }

    private static void write(HttpServletResponse response, HttpStatus status, byte[] body) throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
