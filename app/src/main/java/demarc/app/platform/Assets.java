package demarc.app.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

/// Styles, scripts and icons, under addresses that carry a hash of their content: a browser fetches each once, for ever.
@Controller
public class Assets {
    private static final String WEBJARS = "META-INF/resources/webjars/";
    private static final Map<String, String> SOURCES = Map.of(
            "tabler.css", WEBJARS + "tabler__core/1.4.0/dist/css/tabler.min.css",
            "htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js",
            "sse.js", WEBJARS + "htmx-ext-sse/2.2.2/sse.js");
    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css;charset=utf-8", "js", "text/javascript;charset=utf-8", "svg", "image/svg+xml", "png", "image/png", "json", "application/json");
    private static final Map<String, Asset> LOADED = new ConcurrentHashMap<>();
    private static final boolean DEVELOPMENT = System.getProperty("demarc.templates") != null;

    private record Asset(String hash, String type, byte[] plain, byte[] zipped) {}

    /// The address of a file of `static/`, or of a vendored one: `Assets.url("demarc.css")`.
    public static String url(String name) {
        return "/assets/%s/%s".formatted(load(name).hash(), name);
    }

    public static String icon(String name) {
        return url("icons.svg") + "#" + name;
    }

    @GetMapping("/assets/{hash}/{name}")
    ResponseEntity<byte[]> asset(@PathVariable String name, @RequestHeader(name = HttpHeaders.ACCEPT_ENCODING, defaultValue = "") String accepts) {
        if (!name.matches("[a-z0-9-]+\\.[a-z]+") || !exists(name)) throw new NotFound("file", name);
        var asset = load(name);
        var answer = ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, asset.type())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        return accepts.contains("gzip")
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.zipped())
                : answer.body(asset.plain());
    }

    @GetMapping("/favicon.ico")
    ResponseEntity<byte[]> favicon() {
        return asset("mark.svg", "");
    }

    private static boolean exists(String name) {
        return Assets.class.getClassLoader().getResource(source(name)) != null;
    }

    private static String source(String name) {
        return SOURCES.getOrDefault(name, "static/" + name);
    }

    private static Asset load(String name) {
        return DEVELOPMENT ? read(name) : LOADED.computeIfAbsent(name, Assets::read);
    }

    private static Asset read(String name) {
        try (var in = Assets.class.getClassLoader().getResourceAsStream(source(name))) {
            if (in == null) throw new IllegalStateException("no asset (%s)".formatted(source(name)));
            var plain = in.readAllBytes();
            var zipped = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(zipped)) {
                zip.write(plain);
            }
            var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(plain), 0, 8);
            var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            return new Asset(hash, type, plain, zipped.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
