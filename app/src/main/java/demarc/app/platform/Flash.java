package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/// One sentence said on the next page. It travels in a cookie, so it needs no session and survives any node.
public record Flash(Kind kind, String message) {
    private static final String COOKIE = "demarc-flash";

    public enum Kind { DONE, REFUSED }

    void send(HttpServletResponse response) {
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString((kind + " " + message).getBytes(StandardCharsets.UTF_8));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(text, 60).toString());
    }

    static Optional<Flash> take(HttpServletRequest request, HttpServletResponse response) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        if (cookie == null || cookie.getValue().isEmpty()) return Optional.empty();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie("", 0).toString());
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cookie.getValue()), StandardCharsets.UTF_8).split(" ", 2);
            return Optional.of(new Flash(Kind.valueOf(parts[0]), parts[1]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();    // not one of ours
        }
    }

    private static ResponseCookie cookie(String value, long seconds) {
        return ResponseCookie.from(COOKIE, value).path("/").maxAge(seconds).httpOnly(true).sameSite("Lax").build();
    }
}
