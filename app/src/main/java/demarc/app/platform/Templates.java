package demarc.app.platform;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.util.WebUtils;

/// Renders jte templates inside the shell: precompiled ones, or with `-Ddemarc.templates=app/src/main/jte` the sources as
/// they are edited.
@Component
class Templates implements ViewResolver, Ordered {
    /// One for the process: pages and documents render with it.
    static final TemplateEngine ENGINE = engine();

    private final List<Nav> navs;

    Templates(List<Nav> navs) {
        this.navs = navs;
    }

    /// Before the resolver that takes every name for a JSP.
    @Override public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override public @Nullable View resolveViewName(String name, Locale locale) {
        return name.contains(":") ? null : new Template(name + ".jte");
    }

    Shell shell(HttpServletRequest request, HttpServletResponse response) {
        var actor = Tenancy.actor();
        var csrf = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        var nav = actor.map(a -> navs.stream().flatMap(n -> n.items(a).stream()).sorted(Comparator.comparing(Nav.Item::order)).toList())
                .orElse(List.of());
        return new Shell(actor.orElse(null), path(request), nav,
                csrf == null ? "" : csrf.getHeaderName(), csrf == null ? "" : csrf.getParameterName(), csrf == null ? "" : csrf.getToken(),
                theme(request), Flash.take(request, response).orElse(null));
    }

    private static String path(HttpServletRequest request) {
        return request.getAttribute("jakarta.servlet.error.request_uri") instanceof String failed ? failed : request.getRequestURI();
    }

    private static String theme(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, "demarc-theme");
        return cookie != null && cookie.getValue().matches("light|dark") ? cookie.getValue() : "auto";
    }

    private static TemplateEngine engine() {
        var sources = System.getProperty("demarc.templates");
        if (sources != null) return TemplateEngine.create(new DirectoryCodeResolver(Path.of(sources)), Path.of("target/jte"), ContentType.Html);
        var engine = TemplateEngine.createPrecompiled(ContentType.Html);
        engine.setBinaryStaticContent(true);
        return engine;
    }

    private final class Template implements View {
        private final String file;

        Template(String file) {
            this.file = file;
        }

        @Override public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response) throws IOException {
            var parameters = new HashMap<String, Object>(model == null ? Map.of() : model);
            parameters.put("shell", shell(request, response));
            var output = new Utf8ByteOutput();
            ENGINE.render(file, parameters, output);
            response.setContentType("text/html;charset=UTF-8");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // At once: a page is made of a thousand pieces, and each would pass through every filter's wrapper.
            var whole = output.toByteArray();
            response.setContentLength(whole.length);
            try (var body = response.getOutputStream()) {
                body.write(whole);
            }
        }
    }
}
