package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The guide and the examples say what the program does: every code has an entry with a broken and a mended text, and a broken file.
class FindingsGuideTest {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path BROKEN = ROOT.resolve("examples/agreements/broken");
    private static final Pattern ENTRY = Pattern.compile("## ([a-z0-9-]+)\n(?s:.*?)```yaml broken\n(?<broken>(?s:.*?))```\n\n```yaml mended\n(?<mended>(?s:.*?))```");
    private static final Pattern EMITTED = Pattern.compile("(?:error|warning|Stop)\\(\\s*\"([a-z]+(?:-[a-z0-9]+)*)\",");

    private record Texts(String broken, String mended) {}

    static Set<String> codes() {
        return Codes.meanings().keySet();
    }

    @Test
    void everyCodeTheProgramCanEmitIsListed() throws IOException {
        var emitted = new TreeSet<String>();
        try (var sources = Files.list(ROOT.resolve("core/src/main/java/demarc/core/agreement"))) {
            for (var source : sources.toList()) EMITTED.matcher(Files.readString(source)).results().forEach(match -> emitted.add(match.group(1)));
        }
        assertThat(emitted).isEqualTo(new TreeSet<>(codes()));
    }

    @Test
    void everyCodeHasAnEntryAndABrokenFileAndNothingElseHas() throws IOException {
        assertThat(entries().keySet()).containsExactlyElementsOf(codes());
        try (var files = Files.list(BROKEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", ""))).containsExactlyInAnyOrderElementsOf(codes());
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void aBrokenFileYieldsItsCodeAndNoOther(String code) throws IOException {
        // A site that no rule reaches is a gap as well: the case is real, and the orphan is its cause.
        var expected = code.equals("rm-06") ? Set.of("gap", "rm-06") : Set.of(code);
        assertThat(found(Files.readString(BROKEN.resolve(code + ".yaml")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void theGuidesBrokenExampleHasTheCodeAndTheMendedOneIsClean(String code) throws IOException {
        var texts = entries().get(code);
        assertThat(found(whole(texts.broken()))).contains(code);
        assertThat(Compilation.of("mended.yaml", whole(texts.mended())).findings()).isEmpty();
    }

    @Test
    void everyFindingSaysWhereAndHowToMendIt() throws IOException {
        for (var code : codes())
            for (var finding : Compilation.of(code, Files.readString(BROKEN.resolve(code + ".yaml"))).findings()) {
                assertThat(finding.at().line()).isPositive();
                assertThat(finding.hint()).as(finding.message()).isNotBlank();
            }
    }

    private static Set<String> found(String text) {
        return Compilation.of("example.yaml", text).findings().stream().map(Finding::code).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Texts> entries() throws IOException {
        var entries = new LinkedHashMap<String, Texts>();
        for (var entry : Files.readString(ROOT.resolve("docs/findings.md")).split("\n(?=## )")) {
            var matcher = ENTRY.matcher(entry);
            if (matcher.lookingAt()) entries.put(matcher.group(1), new Texts(matcher.group("broken"), matcher.group("mended")));
        }
        return entries;
    }

    /// Under the guide's header, less the lines the example writes itself.
    private static String whole(String example) throws IOException {
        if (example.startsWith("agreement:")) return example;
        var header = Pattern.compile("```yaml header\n((?s:.*?))```").matcher(Files.readString(ROOT.resolve("docs/findings.md")));
        assertThat(header.find()).isTrue();
        var own = example.lines().filter(line -> !line.startsWith(" ")).map(line -> line.split(":")[0]).collect(Collectors.toSet());
        return header.group(1).lines().filter(line -> !own.contains(line.split(":")[0])).collect(Collectors.joining("\n", "", "\n")) + example;
    }
}
