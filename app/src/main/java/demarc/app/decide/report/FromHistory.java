package demarc.app.decide.report;

import demarc.app.decide.past.Quality;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentJson;
import demarc.app.decide.questionnaire.AssessmentText;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.platform.Exits;
import demarc.app.platform.Refused;
import demarc.app.work.history.Histories;
import demarc.app.work.history.PastRead;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.Finding;
import demarc.core.agreement.InForce;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// `demarc decide --history`: the answer from files, for a terminal or a program, and the report beside it.
public final class FromHistory {

    /// @param written  the answers; null without
    /// @param agreement file of the agreement in force; null without
    /// @param out      where the report goes, by its ending; null for nowhere
    /// @param draft    where the recommended plan's agreement goes; null for nowhere
    public record Asked(Path history, @Nullable Written written, @Nullable Path agreement, @Nullable Path out, @Nullable Path draft, long seed, @Nullable String zone, @Nullable String dates, boolean quick, boolean json) {}

    private final Asked asked;
    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean wrote;

    public FromHistory(Asked asked, PrintWriter out, PrintWriter err) {
        this.asked = asked;
        this.out = out;
        this.err = err;
    }

    /// @return the exit code: 0 answered, 1 the history is too little for it
    /// @throws Refused for what a person has to change
    public int run() {
        var kind = asked.out() == null ? "" : ending(asked.out());
        var agreement = asked.agreement() == null ? null : agreement(asked.agreement());
        writable(asked.out());
        writable(asked.draft());
        var bar = new Bar(err);
        // Ctrl-C: what is written is written whole or not at all, and half a file goes with the process.
        var interrupted = new Thread(() -> {
            bar.end();
            err.println(wrote ? "Stopped while the report was being written: some of the files are there, each of them whole." : "Stopped. Nothing was written.");
            err.flush();
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            var past = read(agreement, bar);
            var matter = new Matter(name(agreement), past.history(), Quality.of(past), asked.written(), agreement, Map.of(), Matter.Provider.NOBODY_YET, nextMonth(), asked.seed(), asked.quick());
            var result = Reckoning.of(matter, bar);
            bar.say("writing the report", 0.98);
            if (asked.out() != null) write(asked.out(), kind.equals("pdf") ? Document.pdf(result.answer()) : kind.equals("json") ? json(result.answer()).getBytes(StandardCharsets.UTF_8) : Document.html(result.answer()));
            if (asked.draft() != null) write(asked.draft(), result.agreements().get(result.answer().recommended().code()).getBytes(StandardCharsets.UTF_8));
            bar.end();
            if (asked.json()) out.println(json(result.answer()));
            else out.print(AnswerText.of(result.answer()) + where());
            out.flush();
            return Exits.DONE;
        } catch (TooLittle little) {
            bar.end();
            tooLittle(little);
            return Exits.FINDINGS;
        } finally {
            forget(interrupted);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already: the process goes down.
        }
    }

    private static InForce agreement(Path file) {
        try {
            var compiled = Compilation.of(file.toString(), Files.readString(file));
            if (compiled.agreement() != null) return InForce.of(compiled.agreement());
            var first = compiled.findings().stream().filter(Finding::isError).findFirst().orElseThrow();
            throw new Refused("%s is no agreement that could be in force: %s: %s `demarc check %s` tells all.".formatted(file, first.at(), first.message(), file));
        } catch (NoSuchFileException e) {
            throw new Refused("There is no file %s.".formatted(file));
        } catch (IOException e) {
            throw new Refused("%s could not be read: %s.".formatted(file, e.getMessage()));
        }
    }

    private PastRead read(@Nullable InForce agreement, Bar bar) {
        var file = asked.history();
        if (!Files.exists(file)) throw new Refused("There is no file %s.".formatted(file));
        if (Files.isDirectory(file)) throw new Refused("%s is a directory. Name the exported file in it.".formatted(file));
        var zone = ZoneId.systemDefault();
        var from = "this machine's zone; --zone says another";
        if (asked.zone() != null) {
            try {
                zone = ZoneId.of(asked.zone());
                from = "as you said";
            } catch (DateTimeException e) {
                throw new Refused("'%s' is no time zone. Write for example America/Chicago or Europe/Rome.".formatted(asked.zone()));
            }
        } else if (agreement != null) {
            zone = agreement.agreement().zone();
            from = "as in the agreement";
        }
        if (asked.dates() != null && !asked.dates().matches("day-first|month-first")) throw new Refused("--dates takes day-first or month-first, not '%s'.".formatted(asked.dates()));
        var choices = new Histories.Choices(zone, from, Clock.systemUTC().instant(), asked.dates(), Map.of(), null);
        try {
            return Histories.read(file, choices, (share, rows) -> bar.say(String.format(Locale.ROOT, "reading, %,d rows", rows), 0.04 * share));
        } catch (UncheckedIOException e) {
            throw new Refused("%s could not be read: %s.".formatted(file, e.getCause().getMessage()));
        }
    }

    private String name(@Nullable InForce agreement) {
        if (asked.written() != null && !asked.written().name().isEmpty()) return asked.written().name();
        return agreement == null ? "Your business" : agreement.agreement().client().name();
    }

    /// A month's time to read and sign.
    private static LocalDate nextMonth() {
        return LocalDate.now(Clock.systemUTC()).plusMonths(2).withDayOfMonth(1);
    }

    private static String ending(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".pdf")) return "pdf";
        if (name.endsWith(".json")) return "json";
        if (name.endsWith(".html") || name.endsWith(".htm")) return "html";
        throw new Refused("--out %s: the ending says what to write: .html, .pdf or .json.".formatted(file));
    }

    /// Whole or not at all.
    private void write(Path file, byte[] content) {
        try {
            var half = Files.createTempFile(file.toAbsolutePath().getParent(), ".demarc", ".part");
            half.toFile().deleteOnExit();
            try {
                Files.write(half, content);
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
                wrote = true;
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            throw new Refused("%s could not be written: %s.".formatted(file, e.getMessage()));
        }
    }

    /// Said before the work and not after it.
    private static void writable(@Nullable Path file) {
        if (file == null) return;
        var directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) throw new Refused("%s cannot be written: there is no directory %s.".formatted(file, directory));
        if (Files.isDirectory(file)) throw new Refused("%s cannot be written: it is a directory.".formatted(file));
    }

    private String json(Answer answer) {
        var json = AnswerJson.of(answer);
        if (asked.written() != null) json.put("questionnaire", questionnaire(asked.written()));
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json);
    }

    private static Map<String, @Nullable Object> questionnaire(Written written) {
        return new LinkedHashMap<>(AssessmentJson.of(written.name(), Assessment.of(written.answers(), written.numbers())));
    }

    private String where() {
        var text = new StringBuilder();
        if (asked.out() != null) text.append("\nThe report: ").append(asked.out()).append('\n');
        if (asked.draft() != null) text.append("The draft agreement: ").append(asked.draft()).append(" (demarc check reads it)\n");
        if (asked.out() == null) text.append("\nThe whole report, with the reason behind each figure: --out report.html or report.pdf\n");
        return text.toString();
    }

    private void tooLittle(TooLittle little) {
        if (asked.json()) {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("recommendation", null);
            json.put("said", little.said());
            if (asked.written() != null) json.put("questionnaire", questionnaire(asked.written()));
            out.println(JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } else {
            for (var word : little.said()) out.println(word);
            if (asked.written() != null) out.print("\n" + AssessmentText.of(asked.written().name(), Assessment.of(asked.written().answers(), asked.written().numbers())));
        }
        out.flush();
    }
}
