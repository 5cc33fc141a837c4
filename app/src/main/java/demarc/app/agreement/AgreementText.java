package demarc.app.agreement;

import demarc.core.agreement.Templates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The text of an agreement file as a command names it; `-` is the standard input.
record AgreementText(String file, String text) {

    /// Far above any agreement, and far below what would trouble the process.
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /// Why a file could not be read, and what to do.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    static AgreementText read(String name) throws Unreadable {
        if (name.equals("-")) return new AgreementText("<stdin>", decoded("the standard input", bytes("the standard input", System.in)));
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw new Unreadable("'%s' cannot name a file: %s.".formatted(name, e.getReason()));
        }
        if (Files.isDirectory(path)) throw new Unreadable("%s is a directory. Name the files in it: %s/*.yaml".formatted(name, name.replaceAll("/+$", "")));
        try (var in = Files.newInputStream(path)) {
            return new AgreementText(name, decoded(name, bytes(name, in)));
        } catch (NoSuchFileException e) {
            throw new Unreadable("There is no file %s.".formatted(name));
        } catch (AccessDeniedException e) {
            throw new Unreadable("%s may not be read by this user.".formatted(name));
        } catch (IOException e) {
            throw new Unreadable("%s could not be read: %s.".formatted(name, e.getMessage()));
        }
    }

    private static byte[] bytes(String name, InputStream in) throws Unreadable {
        try {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new Unreadable("%s has more than %d MB; an agreement has less than one.".formatted(name, MOST_BYTES >> 20));
            return bytes;
        } catch (IOException e) {
            throw new Unreadable("%s could not be read: %s.".formatted(name, e.getMessage()));
        }
    }

    private static String decoded(String name, byte[] bytes) throws Unreadable {
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) throw new Unreadable("%s is in UTF-16. Save it as UTF-8.".formatted(name));
        for (int i = 0; i < bytes.length; i++)
            if (bytes[i] == 0) throw new Unreadable("%s is not a text file (a zero byte at offset %d).".formatted(name, i));
        var in = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(in).toString();
        } catch (CharacterCodingException e) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) if (bytes[i] == '\n') line++;
            throw new Unreadable("%s is not in UTF-8: line %d holds the byte 0x%02X. Save it as UTF-8.".formatted(name, line, bytes[in.position()] & 0xFF));
        }
    }

    private static boolean startsWith(byte[] bytes, int first, int second) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
    }

    /// Line `number` of the file `name` that findings point into: this one, or a shipped template. Empty when there is none.
    String line(String name, int number) {
        var whole = name.equals(file) ? text : Templates.isTemplate(name) ? Templates.text(name.substring(name.indexOf(':') + 1)) : "";
        return whole.lines().skip(number - 1L).findFirst().orElse("");
    }
}
