package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every block of the guide is a whole agreement, or a part that the first one can carry; both are clean.
class GuideTest {

    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static String guide() throws IOException {
        return Files.readString(Path.of("../docs/agreement.md"));
    }

    static List<String> blocks() throws IOException {
        return BLOCK.matcher(guide()).results().map(block -> block.group(1)).toList();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void aBlockIsClean(String block) throws IOException {
        var text = block.startsWith("agreement:") ? block : blocks().getFirst() + block;
        assertThat(Compilation.of("guide.yaml", text).findings()).isEmpty();
    }

    @Test
    void theGuideNamesEveryKeyAndTemplate() throws IOException {
        var words = new ArrayList<>(Reader.KEYS);
        words.addAll(ServicesReader.KEYS);
        words.addAll(TermsReader.KEYS);
        words.addAll(FeesReader.KEYS);
        words.addAll(Templates.names());
        assertThat(words).allSatisfy(word -> assertThat(guide()).contains("`" + word + "`"));
    }
}
