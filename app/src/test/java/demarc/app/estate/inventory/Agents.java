package demarc.app.estate.inventory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// Sends what agents send.
final class Agents {
    static final Path SHARED = Path.of(System.getProperty("demarc.shared", "../../shared"), "data");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url;
    private final String key;

    Agents(String url, String key) {
        this.url = url;
        this.key = key;
    }

    String key() {
        return key;
    }

    HttpResponse<String> send(byte[] body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/inventory/" + key)).POST(BodyPublishers.ofByteArray(body));
        if (headers.length > 0) request.headers(headers);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// To the address that GLPI has, with the whole header or none.
    HttpResponse<String> asToGlpi(@Nullable String authorization, String body) {
        var request = HttpRequest.newBuilder(URI.create(url + "/front/inventory.php")).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
        if (authorization != null) request.header("Authorization", authorization);
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> send(String body) {
        return send(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    /// A recorded report; the test is skipped where they are not.
    static byte[] recorded(String name) {
        var file = SHARED.resolve("inventory-glpi").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "no recorded inventories: " + file);
        try (InputStream in = name.endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zlib(byte[] plain) {
        var to = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(to)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to.toByteArray();
    }

    static byte[] gzip(byte[] plain) {
        var to = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(to)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return to.toByteArray();
    }
}
