package demarc.app.estate.protection.report;

import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demarc report draw`: which file a restore test restores.
@Command(
        name = "draw",
        mixinStandardHelpOptions = true,
        description = {"Draws one file of a backup by a seed, from a list on standard input or from a command's output.",
            "It is the one whose SHA-256 of the seed, a line feed and the path is the smallest, so anybody can draw it again."},
        footer = {"", "  demarc report draw --seed 4711 -- restic ls --json latest"})
final class DrawCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Option(names = "--seed", required = true, paramLabel = "N", description = "As the test's ticket says.")
    private long seed;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "What lists the backup, behind --.")
    private List<String> command = new ArrayList<>();

    @Override public Integer call() throws IOException, InterruptedException {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        var draw = new Draw(seed);
        if (command.isEmpty()) {
            read(System.in, draw);
        } else {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            read(process.getInputStream(), draw);
            var exit = process.waitFor();
            if (exit != 0) throw new Refused("%s ended with exit code %d, so the list may be short. Nothing was drawn.".formatted(command.getFirst(), exit));
        }
        var chosen = draw.chosen();
        if (chosen == null) throw new Refused("The list holds no file. Let the tool list as `restic ls --json` or `borg list --json-lines` do, or a path a line.");
        spec.commandLine().getOut().println(chosen);
        spec.commandLine().getErr().println("demarc: drawn from %,d files with seed %d.".formatted(draw.files(), seed));
        return Exits.DONE;
    }

    private static void read(InputStream from, Draw draw) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) draw.line(line);
        }
        draw.end();
    }
}
