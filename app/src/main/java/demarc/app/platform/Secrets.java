package demarc.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Secrets that the product must be able to say again (a community string, a mail box's password), kept so that the database alone does not tell them.
/// The key is `DEMARC_SECRETS_KEY` (32 bytes, Base64; the same for all nodes), or a file of the data directory that is made when first needed.
@Component
public class Secrets {
    private static final String FILE = "secrets.key";
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORMAT = 1;

    private final SecureRandom random = new SecureRandom();
    private @Nullable SecretKeySpec key;

    /// @param context what it belongs to: `check 4/17`. Sealed for one, it does not open for another.
    public String seal(String secret, String context) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(ByteBuffer.allocate(1 + NONCE + sealed.length).put(FORMAT).put(nonce).put(sealed).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String open(String sealed, String context) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
            if (bytes.get() != FORMAT) throw new GeneralSecurityException("unknown format");
            var nonce = new byte[NONCE];
            bytes.get(nonce);
            var rest = new byte[bytes.remaining()];
            bytes.get(rest);
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(rest), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new Refused("A stored secret (%s) does not open with this installation's key. Is DEMARC_SECRETS_KEY, or %s in the data directory, still the one it was written with?"
                    .formatted(context, FILE));
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private synchronized SecretKeySpec key() {
        if (key == null) key = new SecretKeySpec(read(), "AES");
        return key;
    }

    private byte[] read() {
        var given = System.getenv("DEMARC_SECRETS_KEY");
        if (given != null && !given.isBlank()) return decoded(given, "DEMARC_SECRETS_KEY");
        var file = Home.create().resolve(FILE);
        try {
            if (Files.exists(file)) return decoded(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read.".formatted(file), e);
        }
        var made = new byte[KEY];
        random.nextBytes(made);
        Home.write(file, Base64.getEncoder().encodeToString(made));
        return made;
    }

    private static byte[] decoded(String text, String where) {
        try {
            var bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == KEY) return bytes;
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalStateException("%s must hold 32 bytes in Base64, such as `openssl rand -base64 32` prints".formatted(where));
    }
}
