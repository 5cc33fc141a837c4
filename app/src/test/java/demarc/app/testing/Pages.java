package demarc.app.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Pages as one person's browser sees them, without scripts: proof that they work with htmx off.
public final class Pages {
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");

    public record Shown(int status, String path, String html, HttpResponse<String> raw) {}

    private final String url;
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL)).followRedirects(Redirect.NORMAL).build();
    private String csrf = "";

    public Pages(String url) {
        this.url = url;
    }

    public Pages signIn(String email, String password) {
        get("/sign-in");
        var shown = post("/sign-in", "email", email, "password", password);
        if (shown.path().equals("/sign-in")) throw new IllegalStateException("%s could not sign in (%d)".formatted(email, shown.status()));
        return this;
    }

    public Shown get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    /// @param fields name, value, name, value…; the CSRF token of the page seen last is added
    public Shown post(String path, String... fields) {
        var form = new StringBuilder("_csrf=" + encode(csrf));
        for (var i = 0; i < fields.length; i += 2) form.append('&').append(encode(fields[i])).append('=').append(encode(fields[i + 1]));
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/x-www-form-urlencoded")
                .header("Referer", url + path).POST(BodyPublishers.ofString(form.toString())));
    }

    /// A body as a script sends it; the token goes into a header.
    public Shown put(String path, byte[] body) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", "application/octet-stream").header("X-XSRF-TOKEN", csrf).header("Referer", url + path).PUT(BodyPublishers.ofByteArray(body)));
    }

    private Shown send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            var found = CSRF.matcher(response.body());
            if (found.find()) csrf = found.group(1);
            return new Shown(response.statusCode(), response.uri().getPath(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
