package demarc.app.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.stereotype.Component;

/// Keeps a stranger who finds a fresh installation first from becoming its administrator: away from the machine itself,
/// set-up asks for the code that was printed at its console.
@Component
public class SetUpCode {
    private final String code = random();

    public boolean isNeededBy(HttpServletRequest request) {
        return !SecurityEdge.isLocal(request);
    }

    public boolean isRight(String given) {
        return MessageDigest.isEqual(code.getBytes(StandardCharsets.UTF_8), given.strip().getBytes(StandardCharsets.UTF_8));
    }

    String code() {
        return code;
    }

    private static String random() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
