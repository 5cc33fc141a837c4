package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Hands controllers their [Actor], and holds tokens to their scopes and guests to reading.
@Configuration(proxyBeanMethods = false)
class WebEdge implements WebMvcConfigurer {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /// A guest may change these and nothing else.
    private static final Set<String> OWN = Set.of("/sign-in", "/sign-out", "/theme", "/profile/password");

    @Override public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new HandlerMethodArgumentResolver() {
            @Override public boolean supportsParameter(MethodParameter parameter) {
                return parameter.getParameterType() == Actor.class;
            }

            @Override public Actor resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer container,
                    NativeWebRequest request, @Nullable WebDataBinderFactory binders) {
                return Tenancy.actor().orElseThrow(() -> new IllegalStateException("a public handler asks for an Actor (%s)".formatted(parameter)));
            }
        });
    }

    /// The API speaks JSON. The reader of XML that the holiday calendars bring along would let in what the JSON reader refuses.
    @Override public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> all.removeIf(one -> one.getSupportedMediaTypes().stream().anyMatch(MediaType.APPLICATION_XML::isCompatibleWith)
                && !one.getSupportedMediaTypes().contains(MediaType.ALL)));
    }

    @Override public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                var actor = Tenancy.actor();
                if (actor.isPresent() && handler instanceof HandlerMethod method) check(actor.get(), request, method);
                return true;
            }
        });
    }

    /// A filter with a slip of the pen would otherwise answer with everything.
    private static void refuseUnknownParameters(HttpServletRequest request, HandlerMethod method) {
        var known = new TreeSet<String>();
        for (var parameter : method.getMethod().getParameters()) if (parameter.isAnnotationPresent(RequestParam.class)) known.add(parameter.getName());
        for (var name : Collections.list(request.getParameterNames()))
            if (!known.contains(name))
                throw new Refused(name, "There is no parameter '%s'. %s".formatted(name, known.isEmpty() ? "None is known here." : "There are: %s.".formatted(String.join(", ", known))));
    }

    private static void check(Actor actor, HttpServletRequest request, HandlerMethod method) {
        var path = request.getRequestURI();
        if (actor.isReadOnly() && !READS.contains(request.getMethod()) && !OWN.contains(path))
            throw new Forbidden("You are a guest here and may read, not change. Ask your host to make the change.");
        if (!path.startsWith("/api/")) {
            if (Bearer.presentIn(request) && !path.equals("/metrics") && !path.equals("/live"))
                throw new Forbidden("A token opens /api/v1 only. Sign in to see pages.");
            return;
        }
        if (path.equals(OpenApi.PATH)) return;
        var needs = method.getMethodAnnotation(Needs.class);
        if (needs == null) needs = method.getBeanType().getAnnotation(Needs.class);
        if (needs == null) throw new IllegalStateException("handler says no scope with @Needs (%s)".formatted(method));
        if (!actor.scopes().contains(needs.value()))
            throw new Forbidden("This token lacks the scope %s.".formatted(needs.value()));
        if (request.getMethod().equals("GET")) refuseUnknownParameters(request, method);
    }
}
