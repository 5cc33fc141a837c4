package demarc.app.decide.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C, as the terminal sends it to a real process.
class InterruptedTest {

    @TempDir
    Path folder;

    @Test void whoeverInterruptsADecisionHasItEndAtOnceAndNoHalfFile() throws IOException, InterruptedException {
        assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "there is no SIGINT on Windows");
        var process = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "demarc.app.Demarc",
                "decide", "--history", Path.of("../examples/histories/manufacturer.csv").toString(), "--zone", "America/New_York", "--out", folder.resolve("report.html").toString(), "--draft", folder.resolve("draft.yaml").toString()).start();
        try (var said = process.errorReader()) {
            assertThat(said.readLine()).startsWith("First answer after");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).inheritIO().start().waitFor();
            long asked = System.nanoTime();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat((System.nanoTime() - asked) / 1e9).as("seconds to its end, on a machine that may be busy").isLessThan(10);
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(said.readAllAsString()).contains("Stopped. Nothing was written.");
        } finally {
            process.destroyForcibly();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
