package demarc.app.decide;

import demarc.app.decide.past.Quality;
import demarc.app.decide.past.QualityText;
import demarc.app.decide.questionnaire.AnswersFile;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentJson;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.decide.report.FromHistory;
import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import demarc.app.work.history.Histories;
import demarc.app.work.history.PastRead;
import demarc.core.simulation.model.Assumptions;
import demarc.core.simulation.model.Backtest;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `demarc decide`: which way of running IT fits, from answers, from the history of a ticket system, or from both; and how far a model of that history
/// can be trusted.
@Command(
        name = "decide",
        description = "Says which way of running IT fits: in-house, co-managed or fully managed; why, by how much, and what it would cost.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 answered, 1 not enough answers or too little history to name anything (what can be said is said), 2 wrong usage or unreadable file, "
                    + "3 failed. Interrupted, it writes nothing.",
            "",
            "  demarc decide --answers examples/answers/manufacturer.yaml --format json",
            "  demarc decide --history examples/histories/manufacturer.csv --zone America/New_York --out report.html",
            "  demarc decide --history incidents.csv.gz --zone Europe/Rome --look",
            "  demarc decide --backtest incidents.csv.gz --zone Europe/Rome"
        })
public final class DecideCommand implements Callable<Integer> {

    enum Format { HUMAN, JSON }

    @Option(names = "--answers", paramLabel = "FILE", description = "The questionnaire's answers, as YAML; - reads standard input.")
    @Nullable String answers;

    @Option(names = "--history", paramLabel = "FILE", description = "A ticket export (CSV, XES, JSON lines, in gz or zip): plays rival ways of running IT through on it.")
    @Nullable Path history;

    @Option(names = "--look", description = "With --history: say what it is good for, and compute nothing.")
    boolean look;

    @Option(names = "--agreement", paramLabel = "FILE", description = "With --history: the agreement in force today. Without it, your own people do everything today.")
    @Nullable Path agreement;

    @Option(names = "--out", paramLabel = "FILE", description = "With --history: where the report goes: report.html, report.pdf or report.json.")
    @Nullable Path report;

    @Option(names = "--draft", paramLabel = "FILE", description = "With --history: where the recommended plan goes as a draft agreement.")
    @Nullable Path draft;

    @Option(names = "--quick", description = "With --history: a twentieth of the search, for a first look.")
    boolean quick;

    @Option(names = "--backtest", paramLabel = "FILE", description = "A ticket export: learns on its first part, predicts the rest, and says how far that was right.")
    @Nullable Path backtest;

    @Option(names = "--zone", paramLabel = "ZONE", description = "Where times without a zone were written, such as Europe/Rome (default: the agreement's, else this machine's).")
    @Nullable String zone;

    @Option(names = "--dates", paramLabel = "ORDER", description = "How to read 3/4/2026: day-first or month-first (default: told from the file).")
    @Nullable String dates;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is drawn: the same seed gives the same answer (default: 1).")
    long seed = 1;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES} (default: human)")
    Format format = Format.HUMAN;

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) throw new IllegalStateException("decide runs as a command");
        var err = spec.commandLine().getErr();
        if (backtest != null && Stream.of(answers, history).anyMatch(Objects::nonNull)) {
            err.println("Give --backtest by itself, without --answers and --history.");
            return Exits.USAGE;
        }
        try {
            if (history != null) return look ? look(history) : fromHistory(history);
            if (backtest != null) return testOn(backtest);
        } catch (Refused e) {
            err.println(e.getMessage());
            return Exits.USAGE;
        } catch (AnswersFile.Unreadable e) {
            err.println(e.getMessage());
            return Exits.USAGE;
        } catch (IOException e) {
            err.println(unreadable(String.valueOf(answers), e));
            return Exits.USAGE;
        }
        if (answers == null) {
            err.println("Say what to decide from: --history FILE, --answers FILE, or both; or what to test on: --backtest FILE. The questions stand in docs/decide.md and, with an example, in examples/answers/.");
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

    private int fromHistory(Path file) throws IOException, AnswersFile.Unreadable {
        if (spec == null) throw new IllegalStateException("decide runs as a command");
        var written = answers == null ? null : AnswersFile.read(answers.equals("-") ? "<stdin>" : answers, text(answers));
        var asked = new FromHistory.Asked(file, written, agreement, report, draft, seed, zone, dates, quick, format == Format.JSON);
        return new FromHistory(asked, spec.commandLine().getOut(), spec.commandLine().getErr()).run();
    }

    private PastRead read(Path file) {
        var choices = new Histories.Choices(zone(), zone == null ? "this machine's zone" : "as you said", Clock.systemUTC().instant(), dates, Map.of(), null);
        return Histories.read(file, choices, (_, _) -> {});
    }

    private int look(Path file) {
        var quality = Quality.of(read(file));
        print(format == Format.JSON
                ? JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("quality", quality))
                : QualityText.of(quality));
        return quality.isUseless() ? Exits.FINDINGS : Exits.DONE;
    }

    private int testOn(Path file) {
        var where = zone();
        var history = read(file).history();
        if (history == null) throw new Refused("%s holds no ticket that could be used.".formatted(file));
        var test = new Backtest(history, Assumptions.usual(), seed);
        if (!test.refusal().isEmpty()) {
            print(test.refusal());
            return Exits.FINDINGS;
        }
        var trial = test.run(_ -> {});
        var name = String.valueOf(file.getFileName());
        print(format == Format.JSON
                ? JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(BacktestJson.of(name, trial))
                : BacktestText.of(name, trial, where));
        return Exits.DONE;
    }

    private ZoneId zone() {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new Refused("There is no time zone '%s'. Give one such as Europe/Rome.".formatted(zone));
        }
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
