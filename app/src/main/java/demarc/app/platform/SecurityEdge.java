package demarc.app.platform;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// The edge: who gets in, by session or by token, and the headers that keep a browser honest.
@Configuration(proxyBeanMethods = false)
class SecurityEdge {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    @Bean SecurityFilterChain edge(HttpSecurity http, Sessions sessions, Actors actors) {
        // In a cookie, so that looking at the sign-in page makes no session.
        var csrf = new CookieCsrfTokenRepository();
        csrf.setCookieName("demarc-csrf");
        csrf.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
        return http
                .securityContext(context -> context.securityContextRepository(sessions))
                .sessionManagement(management -> management.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .csrf(c -> c.csrfTokenRepository(csrf).ignoringRequestMatchers(Bearer::presentIn)
                        // Inventory agents show a key of their own; they have no session to misuse.
                        .ignoringRequestMatchers("/api/v1/inventory/*", "/front/inventory.php"))
                .addFilterBefore(new Bearer(actors), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests
                        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD).permitAll()
                        .requestMatchers("/sign-in", "/set-up", "/invitations/*", "/assets/**", "/favicon.ico", "/theme",
                                "/health", "/health/*", "/error", OpenApi.PATH).permitAll()
                        // A decision needs no account: whoever holds its link may see it, and nobody else.
                        .requestMatchers("/decide", "/decide/at/**", "/decide/templates/**").permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/backups/runs", "/api/v1/backups/restore-tests").access((authentication, context) -> new AuthorizationDecision(
                                Bearer.isReportKeyIn(context.getRequest()) || authentication.get().getPrincipal() instanceof Actor))
                        .requestMatchers(HttpMethod.POST, "/api/v1/inventory/*", "/front/inventory.php").permitAll()
                        .requestMatchers("/metrics").access((authentication, context) -> new AuthorizationDecision(
                                isLocal(context.getRequest()) || authentication.get().getPrincipal() instanceof Actor actor && actor.isAdministrator()))
                        .anyRequest().authenticated())
                .exceptionHandling(failures -> failures
                        .authenticationEntryPoint(SecurityEdge::signInFirst)
                        .accessDeniedHandler((request, response, _) -> {
                            // A program that forgot its token is told so, rather than of a form it never saw.
                            if (request.getRequestURI().startsWith("/api/") && Tenancy.actor().isEmpty()) sayWhoYouAre(response);
                            else response.sendError(403);
                        }))
                .headers(headers -> headers
                        .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(permissions -> permissions.policy("camera=(), geolocation=(), microphone=()"))
                        .crossOriginOpenerPolicy(_ -> {}))
                .build();
    }

    /// Each filter would be timed on each request; the request itself is, and that is what `/metrics` is read for.
    @Bean SecurityObservationSettings untimed() {
        return SecurityObservationSettings.noObservations();
    }

    /// OWASP's Argon2id figures: 19 MiB, two passes.
    @Bean PasswordEncoder argon2id() {
        return new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    }

    /// Sign-in is our own page; this keeps Spring Boot from inventing a user of its own.
    @Bean AuthenticationManager noOther() {
        return authentication -> {
            throw new ProviderNotFoundException("sign in at /sign-in");
        };
    }

    static boolean isLocal(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        return address.equals("127.0.0.1") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1");
    }

    private static void signInFirst(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) throws IOException {
        var path = request.getRequestURI();
        if (path.startsWith("/api/")) {
            sayWhoYouAre(response);
            return;
        }
        var query = request.getQueryString();
        var next = request.getMethod().equals("GET") && !path.equals("/") && !path.equals("/live")
                ? "?next=" + URLEncoder.encode(query == null ? path : path + "?" + query, StandardCharsets.UTF_8) : "";
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
            response.setStatus(401);
        } else {
            response.sendRedirect("/sign-in" + next);
        }
    }

    private static void sayWhoYouAre(HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        Problems.write(response, HttpStatus.UNAUTHORIZED, "Sign in, or send a token: Authorization: Bearer …");
    }
}
