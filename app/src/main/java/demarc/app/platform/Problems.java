package demarc.app.platform;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/// RFC 9457 answers.
public final class Problems {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Problems() {}

    static ProblemDetail of(HttpStatusCode status, String detail) {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    /// For filters, which stand outside Spring MVC.
    public static void write(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
        response.setStatus(status.value());
        response.setContentType("application/problem+json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSON.writeValueAsString(
                Map.of("title", status.getReasonPhrase(), "status", status.value(), "detail", detail)));
    }
}
