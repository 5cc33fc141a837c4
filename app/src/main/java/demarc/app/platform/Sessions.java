package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/// Signed-in browsers: a secret in a cookie, and in the database, so that nodes are interchangeable, its hash and a person's id. Who that is and what
/// they may see is asked anew. A session ends when nobody has used it for twelve hours.
@Component
public class Sessions implements SecurityContextRepository {
    private static final String COOKIE = "demarc";

    private final Actors actors;
    private final JdbcClient sql;
    private final SecureRandom random = new SecureRandom();
    private final Remembered<String, Optional<Integer>> people = new Remembered<>();

    Sessions(Actors actors, JdbcClient sql) {
        this.actors = actors;
        this.sql = sql;
    }

    /// Signs a person in, in a new session (an old one might have been planted by somebody else).
    public void begin(HttpServletRequest request, HttpServletResponse response, int personId) {
        end(request, response);
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.sql("insert into platform.session (hash, person_id) values (?, ?)").param(Actors.hash(secret)).param(personId).update();
        send(request, response, secret, -1);
    }

    public void end(HttpServletRequest request, HttpServletResponse response) {
        var secret = secret(request);
        if (secret != null) {
            sql.sql("delete from platform.session where hash = ?").param(Actors.hash(secret)).update();
            people.forget();
            send(request, response, "", 0);
        }
        SecurityContextHolder.clearContext();
    }

    /// Ends every session of a person: their password changed or they were deactivated.
    public void endAll(int personId) {
        sql.sql("delete from platform.session where person_id = ?").param(personId).update();
        people.forget();
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void forget() {
        sql.sql("delete from platform.session where seen_at < now() - interval '12 hours'").update();
    }

    @Override public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new DeferredSecurityContext() {
            private @Nullable SecurityContext context;

            @Override public SecurityContext get() {
                if (context == null)
                    context = person(request).flatMap(actors::person)
                            .map(actor -> new SecurityContextImpl(new ActorAuthentication(actor)))
                            .orElseGet(SecurityContextImpl::new);
                return context;
            }

            @Override public boolean isGenerated() {
                return get().getAuthentication() == null;
            }
        };
    }

    @Override @Deprecated public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        // [#begin] is the only way in.
    }

    @Override public boolean containsContext(HttpServletRequest request) {
        return person(request).isPresent();
    }

    private Optional<Integer> person(HttpServletRequest request) {
        var secret = secret(request);
        return secret == null ? Optional.empty() : people.get(Actors.hash(secret), () -> seen(Actors.hash(secret)));
    }

    /// Notes at most once a minute that somebody is there: a page that is read should not write.
    private Optional<Integer> seen(String hash) {
        return sql.sql("""
                with seen as (
                    update platform.session set seen_at = now()
                     where hash = :hash and seen_at between now() - interval '12 hours' and now() - interval '1 minute'
                )
                select person_id from platform.session where hash = :hash and seen_at > now() - interval '12 hours'
                """)
            .param("hash", hash).query(Integer.class).optional();
    }

    private static @Nullable String secret(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null || cookie.getValue().isEmpty() ? null : cookie.getValue();
    }

    /// @param seconds to keep it; -1 until the browser is closed
    private static void send(HttpServletRequest request, HttpServletResponse response, String value, long seconds) {
        var cookie = ResponseCookie.from(COOKIE, value).path("/").maxAge(seconds).httpOnly(true).secure(request.isSecure()).sameSite("Lax").build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
