package demarc.app.platform;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.stereotype.Controller;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;

/// Failures as answers: RFC 9457 problems below `/api/`, a readable page elsewhere.
@ControllerAdvice
@Controller
public class Failures implements ErrorController {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    /// @param title what happened, in three words
    public record FailurePage(int status, String title, String detail) {}

    @ExceptionHandler Object refused(Refused refused, HttpServletRequest request) {
        var status = refused instanceof Conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT;
        if (isApi(request)) {
            var problem = Problems.of(status, refused.message());
            problem.setTitle(refused instanceof Conflict ? "Somebody was faster" : "Refused");
            if (refused.field() != null) problem.setProperty("field", refused.field());
            return ResponseEntity.status(status).body(problem);
        }
        if (request.getHeader("HX-Request") != null) {
            return new ModelAndView("platform/refused", Map.of("page", refused.message()), status);
        }
        return referer(request) instanceof String back ? Html.refused(back, refused.message())
                : answer(request, status, refused.message());
    }

    @ExceptionHandler Object notFound(NotFound missing, HttpServletRequest request) {
        return answer(request, HttpStatus.NOT_FOUND, String.valueOf(missing.getMessage()));
    }

    @ExceptionHandler Object forbidden(Forbidden no, HttpServletRequest request) {
        return answer(request, HttpStatus.FORBIDDEN, String.valueOf(no.getMessage()));
    }

    @ExceptionHandler Object unreadable(HttpMessageNotReadableException e, HttpServletRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause())
            if (cause instanceof Intake.TooLarge large) return answer(request, HttpStatus.CONTENT_TOO_LARGE, String.valueOf(large.getMessage()));
        var wrong = Unreadable.of(e.getCause() == null ? new IllegalArgumentException("it is empty") : e.getCause());
        if (wrong.field() == null || !isApi(request)) return answer(request, HttpStatus.BAD_REQUEST, wrong.detail());
        var problem = Problems.of(HttpStatus.BAD_REQUEST, wrong.detail());
        problem.setProperty("field", wrong.field());
        return ResponseEntity.badRequest().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }

    @ExceptionHandler Object mismatch(MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return answer(request, HttpStatus.BAD_REQUEST, "The parameter '%s' cannot be '%s'.".formatted(e.getName(), e.getValue()));
    }

    @ExceptionHandler void gone(AsyncRequestNotUsableException e) {
        // The browser went away while we were still writing.
    }

    @ExceptionHandler Object other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            var detail = known.getBody().getDetail();
            return answer(request, known.getStatusCode(), detail == null ? "The request cannot be served." : detail);
        }
        var incident = UUID.randomUUID().toString().substring(0, 8);
        log.error("{} {} failed (incident {})", request.getMethod(), request.getRequestURI(), incident, e);
        return answer(request, HttpStatus.INTERNAL_SERVER_ERROR,
                "Demarc failed to answer. Nothing was half-done. Tell your administrator the incident number %s.".formatted(incident));
    }

    /// What never reached a handler: refused by a filter, or by the container itself.
    @RequestMapping("/error")
    Object error(HttpServletRequest request) {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
        return answer(request, HttpStatusCode.valueOf(code), switch (code) {
            case 403 -> "You may not do that, or the form was too old. Go back, reload the page and try again.";
            case 404 -> "There is no such page.";
            default -> "The request cannot be served.";
        });
    }

    private static Object answer(HttpServletRequest request, HttpStatusCode status, String detail) {
        if (isApi(request))
            return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(Problems.of(status, detail));
        var title = switch (status.value()) {
            case 403 -> "Not yours to do";
            case 404 -> "Not found";
            case 422 -> "Refused";
            case 429 -> "Too fast";
            case 500 -> "Something broke";
            default -> status instanceof HttpStatus known ? known.getReasonPhrase() : "Not possible";
        };
        return new ModelAndView("platform/failure", Map.of("page", new FailurePage(status.value(), title, detail)), status);
    }

    private static boolean isApi(HttpServletRequest request) {
        var path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String failed ? failed : request.getRequestURI();
        return path.startsWith("/api/");
    }

    private static @Nullable String referer(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.REFERER);
        if (header == null) return null;
        try {
            var from = URI.create(header);
            if (!String.valueOf(request.getHeader(HttpHeaders.HOST)).toLowerCase(Locale.ROOT).equals(String.valueOf(from.getAuthority()).toLowerCase(Locale.ROOT)))
                return null;
            return from.getRawQuery() == null ? from.getRawPath() : from.getRawPath() + "?" + from.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
