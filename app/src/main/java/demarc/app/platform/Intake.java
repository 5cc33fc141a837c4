package demarc.app.platform;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.module.SimpleModule;

/// What is let in at all: bodies of a bearable size, JSON that says each thing once, and no character that PostgreSQL cannot keep.
@Configuration(proxyBeanMethods = false)
class Intake {
    private static final int MOST = 8 * 1024 * 1024;
    private static final String TOO_LARGE = "The request's body is larger than 8 MB, the most that is read. Send less at once.";

    /// Thrown while a body without a declared length is read.
    static final class TooLarge extends IOException {
        TooLarge() {
            super(TOO_LARGE);
        }
    }

    @Bean JsonMapperBuilderCustomizer strictJson() {
        // A number for a word would be its place in a list that nobody outside knows: 1 was P2.
        return json -> json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .addModule(new SimpleModule("demarc").addDeserializer(String.class, new StorableText()));
    }

    @Bean FilterRegistrationBean<OncePerRequestFilter> bearableBodies() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new OncePerRequestFilter() {
            @Override protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException, ServletException {
                var query = request.getQueryString();
                if (query != null && query.contains("%00")) {
                    Problems.write(response, HttpStatus.BAD_REQUEST, "The address holds a NUL character (%00), which no text needs. Remove it.");
                    return;
                }
                if (isFile(request)) {
                    chain.doFilter(request, response);
                    return;
                }
                if (request.getContentLengthLong() > MOST) {
                    Problems.write(response, HttpStatus.CONTENT_TOO_LARGE, TOO_LARGE);
                    return;
                }
                for (var parameter : isForm(request) ? request.getParameterMap().entrySet() : Map.<String, String[]>of().entrySet())
                    for (var value : parameter.getValue())
                        if (value.indexOf('\0') >= 0) {
                            Problems.write(response, HttpStatus.BAD_REQUEST, "The field '%s' holds a NUL character, which no text needs. Remove it.".formatted(parameter.getKey()));
                            return;
                        }
                chain.doFilter(request.getContentLengthLong() < 0 ? new Measured(request) : request, response);
            }
        });
        // Behind the filter that says UTF-8: whoever asks for a form's parameters first decides how they are decoded.
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }

    /// Such a body is read by nobody but a handler that takes it as a stream and knows its own limit.
    private static boolean isFile(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && (type.startsWith("multipart/") || type.startsWith("application/octet-stream"));
    }

    /// Asking for the parameters of anything else could read its body before its handler does.
    private static boolean isForm(HttpServletRequest request) {
        var type = request.getContentType();
        return type == null || type.startsWith("application/x-www-form-urlencoded");
    }

    private static final class StorableText extends StringDeserializer {
        @Override public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) return context.reportInputMismatch(String.class, "it wants a text");
            var text = super.deserialize(parser, context);
            return text == null || text.indexOf('\0') < 0 ? text
                    : context.reportInputMismatch(String.class, "it holds a NUL character, which no text needs");
        }
    }

    private static final class Measured extends HttpServletRequestWrapper {
        Measured(HttpServletRequest request) {
            super(request);
        }

        @Override public ServletInputStream getInputStream() throws IOException {
            var body = super.getInputStream();
            return new ServletInputStream() {
                private long read;

                @Override public int read() throws IOException {
                    var next = body.read();
                    if (next >= 0) count(1);
                    return next;
                }

                @Override public int read(byte[] into, int from, int most) throws IOException {
                    var got = body.read(into, from, most);
                    if (got > 0) count(got);
                    return got;
                }

                private void count(int got) throws IOException {
                    read += got;
                    if (read > MOST) throw new TooLarge();
                }

                @Override public boolean isFinished() {
                    return body.isFinished();
                }

                @Override public boolean isReady() {
                    return body.isReady();
                }

                @Override public void setReadListener(ReadListener listener) {
                    body.setReadListener(listener);
                }
            };
        }
    }
}
