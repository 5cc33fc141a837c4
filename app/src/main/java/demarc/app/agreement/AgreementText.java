package demarc.app.agreement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The text of an agreement's file as the command line names it; `-` is standard input.
record AgreementText(String file, String text) {

    /// More than any agreement; the compiler itself says what is too large.
    private static final int MOST_BYTES = 64 << 20;

    /// What stands in the way of reading, in words for a person.
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    static AgreementText read(String file) throws Unreadable {
        if (file.equals("-")) return new AgreementText("<stdin>", decoded("<stdin>", bytes("<stdin>", System.in)));
        var path = path(file);
        if (Files.isDirectory(path)) throw new Unreadable("%s is a directory. Name a file in it.".formatted(file));
        try (var in = Files.newInputStream(path)) {
            return new AgreementText(file, decoded(file, bytes(file, in)));
        } catch (NoSuchFileException e) {
            throw new Unreadable("There is no file %s.".formatted(file));
        } catch (IOException e) {
            throw new Unreadable("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }

    private static Path path(String file) throws Unreadable {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new Unreadable("'%s' cannot name a file.".formatted(file));
        }
    }

    private static byte[] bytes(String file, InputStream in) throws Unreadable {
        try {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) throw new Unreadable("%s holds more than %d MB, which no agreement does.".formatted(file, MOST_BYTES >> 20));
            return bytes;
        } catch (IOException e) {
            throw new Unreadable("%s cannot be read: %s.".formatted(file, e.getMessage()));
        }
    }

    private static String decoded(String file, byte[] bytes) throws Unreadable {
        for (byte one : bytes) if (one == 0) throw new Unreadable("%s is a binary file, not text.".formatted(file));
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
            return decoder.decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable("%s is not UTF-8 text. Save it as UTF-8.".formatted(file));
        }
    }
}
