package demarc.app.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of documentation, as tests read it.
record Guide(Path file, String text) {
    static final Path ROOT = Files.exists(Path.of("docs")) ? Path.of("").toAbsolutePath() : Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");
    private static final Pattern COMMENT = Pattern.compile("\\s+# ?(.*)$");

    /// One line of a shell, continued lines joined.
    ///
    /// @param comment what stands behind `#`, or nothing
    record Line(String command, String comment) {
        List<String> words() {
            var words = new ArrayList<String>();
            var found = WORD.matcher(command);
            while (found.find()) words.add(found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
            return words;
        }
    }

    static List<Guide> all() {
        try (var top = Files.list(ROOT); var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs).filter(file -> file.toString().endsWith(".md")).sorted().map(Guide::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Guide read(Path file) {
        try {
            return new Guide(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Line> shell() {
        var lines = new ArrayList<Line>();
        var blocks = BLOCK.matcher(text);
        while (blocks.find())
            for (var line : blocks.group(1).replace("\\\n", " ").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).toList()) {
                var comment = COMMENT.matcher(line);
                lines.add(comment.find() ? new Line(line.substring(0, comment.start()), comment.group(1)) : new Line(line, ""));
            }
        return lines;
    }

    @Override public String toString() {
        return ROOT.relativize(file).toString();
    }
}
