package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// Signed-in sessions. A session holds a person's id and nothing else; who that is and what they may see is asked anew.
@Component
public class Sessions implements SecurityContextRepository {
    private static final String PERSON = "demarc.person";

    private final Actors actors;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    Sessions(Actors actors, FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.actors = actors;
        this.sessions = sessions;
    }

    /// Signs a person in, in a new session (an old one might have been planted by somebody else).
    public void begin(HttpServletRequest request, int personId) {
        end(request);
        var session = request.getSession(true);
        session.setAttribute(PERSON, personId);
        session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, String.valueOf(personId));
    }

    public void end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session != null) session.invalidate();
        SecurityContextHolder.clearContext();
    }

    /// Ends every session of a person: their password changed or they were deactivated.
    public void endAll(int personId) {
        sessions.findByPrincipalName(String.valueOf(personId)).keySet().forEach(sessions::deleteById);
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

    private static Optional<Integer> person(HttpServletRequest request) {
        var session = request.getSession(false);
        return session != null && session.getAttribute(PERSON) instanceof Integer id ? Optional.of(id) : Optional.empty();
    }
}
