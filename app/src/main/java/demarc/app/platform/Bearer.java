package demarc.app.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/// `Authorization: Bearer …`: the token alone says who is asking, whatever cookies come with it.
final class Bearer extends OncePerRequestFilter {
    private final Actors actors;

    Bearer(Actors actors) {
        this.actors = actors;
    }

    static boolean presentIn(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    /// A machine's key is no person's token: the few handlers that take one know whose it is.
    static boolean isReportKeyIn(HttpServletRequest request) {
        return presentIn(request) && request.getHeader(HttpHeaders.AUTHORIZATION).substring(7).strip().startsWith("dmr_");
    }

    @Override protected boolean shouldNotFilter(HttpServletRequest request) {
        return !presentIn(request) || isReportKeyIn(request);
    }

    @Override protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var actor = actors.bearer(request.getHeader(HttpHeaders.AUTHORIZATION).substring(7).strip());
        if (actor.isEmpty()) {
            SecurityContextHolder.clearContext();
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problems.write(response, HttpStatus.UNAUTHORIZED, "The token is unknown, expired or revoked. Make a new one under Profile, or with: demarc token");
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(new ActorAuthentication(actor.get())));
        chain.doFilter(request, response);
    }
}
