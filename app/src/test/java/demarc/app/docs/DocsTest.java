package demarc.app.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import demarc.app.Demarc;
import demarc.app.platform.Exits;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

/// Runs the commands that the guides show and that need no running product; the others must at least exist.
class DocsTest {
    private static final Set<String> OFFLINE = Set.of("check", "decide", "diff", "who");
    private static final Pattern EXITS = Pattern.compile("exits (\\d)");

    @TestFactory Stream<DynamicTest> everyCommandRunsAsTheGuideSays() {
        return Guide.all().stream().flatMap(guide -> guide.shell().stream().filter(line -> line.command().startsWith("./demarc ") && !line.command().matches(".*[|<>].*"))
                .map(line -> dynamicTest(guide + ": " + line.command(), () -> run(line))));
    }

    @Test void theGuidesAreFound() {
        assertThat(Guide.all().stream().map(Guide::toString)).contains("ARCHITECTURE.md", "docs/rest.md", "docs/production.md");
    }

    private static void run(Guide.Line line) {
        var words = line.words();
        var command = words.get(1);
        if (command.equals("test")) return;
        var commands = new CommandLine(Demarc.class);
        assertThat(commands.getSubcommands().keySet()).as(line.command()).contains(command);
        if (!OFFLINE.contains(command) || !line.words().stream().filter(word -> word.contains(".")).allMatch(DocsTest::isThere)) return;
        var said = new StringWriter();
        var exit = Exits.run(commands.setOut(new PrintWriter(said)).setErr(new PrintWriter(said)), arguments(words.subList(1, words.size())));
        assertThat(exit).as("%s%n%s", line.command(), said).isEqualTo(expected(command, line.comment()));
    }

    /// `diff` tells by its exit code that there are differences; a comment may say otherwise: `# exits 1`.
    private static int expected(String command, String comment) {
        var exits = EXITS.matcher(comment);
        return exits.find() ? Integer.parseInt(exits.group(1)) : command.equals("diff") ? Exits.FINDINGS : Exits.DONE;
    }

    private static boolean isThere(String word) {
        return word.equals("./demarc") || Files.exists(Guide.ROOT.resolve(word));
    }

    private static String[] arguments(List<String> words) {
        return words.stream().map(word -> word.contains(".") && isThere(word) ? Guide.ROOT.resolve(word).toString() : word).toArray(String[]::new);
    }
}
