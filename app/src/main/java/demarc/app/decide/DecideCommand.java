package demarc.app.decide;

import demarc.app.decide.questionnaire.AnswersFile;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentJson;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.platform.Exits;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `demarc decide`: which way of running IT fits, from answers.
@Command(
        name = "decide",
        description = "Says which way of running IT fits: in-house, co-managed or fully managed; why, by how much, and what it would cost.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 answered, 1 not enough answers to name anything, 2 wrong usage or unreadable file.",
            "",
            "  demarc decide --answers examples/answers/manufacturer.yaml --format json"
        })
public final class DecideCommand implements Callable<Integer> {

    enum Format { HUMAN, JSON }

    @Option(names = "--answers", paramLabel = "FILE", description = "The questionnaire's answers, as YAML; - reads standard input.")
    @Nullable String answers;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: human)")
    Format format = Format.HUMAN;

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("decide runs as a command");
        var err = spec.commandLine().getErr();
        if (answers == null) {
            err.println("Say what to decide from: --answers FILE. The questions stand in docs/decide.md and, with an example, in examples/answers/.");
            return Exits.USAGE;
        }
        try {
            return fromAnswers(answers);
        } catch (AnswersFile.Unreadable e) {
            err.println(e.getMessage());
            return Exits.USAGE;
        } catch (IOException e) {
            err.println(unreadable(answers, e));
            return Exits.USAGE;
        }
    }

    private int fromAnswers(String file) throws IOException, AnswersFile.Unreadable {
        var written = AnswersFile.read(file.equals("-") ? "<stdin>" : file, text(file));
        var assessment = Assessment.of(written.answers(), written.numbers());
        print(format == Format.JSON
                ? JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(AssessmentJson.of(written.name(), assessment))
                : AssessmentText.of(written.name(), assessment));
        return assessment.enough() ? Exits.DONE : Exits.FINDINGS;
    }

    private void print(String text) {
        var out = spec == null ? null : spec.commandLine().getOut();
        if (out == null) return;
        out.println(text.stripTrailing());
        out.flush();
    }

    private static String text(String file) throws IOException {
        if (file.equals("-")) return new String(System.in.readNBytes(1_000_000), StandardCharsets.UTF_8);
        try {
            var path = Path.of(file);
            if (Files.isDirectory(path)) throw new IOException("it is a directory");
            if (Files.size(path) > 1_000_000) throw new IOException("it has more than a million bytes, which no answers need");
            return Files.readString(path);
        } catch (InvalidPathException e) {
            throw new IOException("that cannot name a file");
        }
    }

    private static String unreadable(String file, IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "There is no file %s.".formatted(file);
            case MalformedInputException _ -> "%s is not in UTF-8. Save it as UTF-8.".formatted(file);
            default -> "%s could not be read: %s.".formatted(file, e.getMessage());
        };
    }
}
