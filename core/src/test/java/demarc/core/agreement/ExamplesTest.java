package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {

    static List<Path> examples() throws IOException {
        try (var files = Files.list(Path.of("../examples/agreements"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsClean(Path file) throws IOException {
        var compilation = Compilation.of(file.getFileName().toString(), Files.readString(file));
        assertThat(compilation.findings()).isEmpty();
        assertThat(compilation.inForce().activities()).isNotEmpty();
    }
}
