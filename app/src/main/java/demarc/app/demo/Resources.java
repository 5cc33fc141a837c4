package demarc.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

final class Resources {
    private Resources() {}

    static String text(String file) {
        try (var in = Resources.class.getResourceAsStream("/demo/" + file)) {
            if (in == null) throw new IllegalArgumentException("no demonstration file (%s)".formatted(file));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
