package demarc.app.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the server refuses before any page of ours is asked, a NUL in an address say, still gets a word from us.
@Configuration(proxyBeanMethods = false)
class UnreadableAddress {
    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not an address of Demarc</title></head>
            <body><main><h1>This cannot be read</h1><p>The address or the request holds something that no request to Demarc has (status %d).
            Check the address for stray characters.</p><p><a href="/">Back to the start</a></p></main></body></html>
            """;

    @Bean WebServerFactoryCustomizer<TomcatServletWebServerFactory> ownWords() {
        return server -> server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) host.setErrorReportValveClass(Report.class.getName());
        });
    }

    /// Made by the server, by its name.
    public static final class Report extends ErrorReportValve {
        @Override protected void report(Request request, Response response, Throwable failure) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
            try {
                response.setContentType("text/html;charset=utf-8");
                response.getOutputStream().write(PAGE.formatted(response.getStatus()).getBytes(StandardCharsets.UTF_8));
                response.finishResponse();
            } catch (IOException | IllegalStateException e) {
                // Whoever asked is gone.
            }
        }
    }
}
