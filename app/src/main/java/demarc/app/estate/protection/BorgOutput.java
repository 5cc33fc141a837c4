package demarc.app.estate.protection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Borg's `--json` on stdout and `--log-json` lines on stderr. Exit codes: 0 good, 1 and 100 to 127 warnings, everything else an error
/// (`BORG_EXIT_CODES=modern` since 1.4).
final class BorgOutput {
    private static final int NAMED = 3;

    private BorgOutput() {}

    static Outcome read(Said said, @Nullable Operation asked, @Nullable Integer exit) {
        JsonNode archive = null;
        var listed = false;
        var progress = false;
        var checked = false;
        var completed = false;
        var warnings = new ArrayList<String>();
        var errors = new ArrayList<String>();
        for (var object : said.objects()) {
            if (object.at("/archive/stats").isObject()) archive = object.path("archive");
            if (object.has("archives")) listed = true;
            var message = object.path("message").asString("");
            switch (object.path("type").asString("")) {
                case "archive_progress" -> progress = true;
                case "log_message" -> {
                    checked |= message.contains("consistency check") || message.contains("repository check");
                    completed |= message.contains("check complete, no problems found");
                    // A traceback tells a programmer what the line before it told everybody.
                    if (message.startsWith("Traceback")) continue;
                    switch (object.path("levelname").asString("")) {
                        case "WARNING" -> warnings.add(message);
                        case "ERROR", "CRITICAL" -> errors.add(message);
                        default -> {}
                    }
                }
                default -> {}
            }
        }
        var operation = asked != null ? asked : checked ? Operation.CHECK : archive != null || progress ? Operation.BACKUP : listed ? Operation.OTHER : null;
        // A check that found something ends with a warning; what it found is damage.
        var warned = operation != Operation.CHECK && (exit == null ? !warnings.isEmpty() : exit == 1 || exit >= 100 && exit <= 127);
        var failed = exit == null ? !errors.isEmpty() : exit != 0 && !warned;
        if (failed) {
            var why = errors.isEmpty() ? said.plain().isEmpty() ? "Borg gave no reason." : String.join(" ", said.plain().stream().limit(NAMED).toList()) : some(errors);
            return outcome(operation, exit != null && exit > 128 && errors.isEmpty() ? RunState.INCOMPLETE : RunState.FAILED, archive,
                    ResticOutput.sentence(Advice.on(why), exit, ""));
        }
        if (operation == Operation.BACKUP && archive == null) {
            if (exit == null || progress && exit != 0) return outcome(operation, RunState.INCOMPLETE, null, "It stopped without saying what the archive holds, so there may be none.");
            return outcome(operation, warned ? RunState.WARNING : RunState.OK, null, warned ? "Left out: " + some(warnings) : "Borg succeeded and gave no figures: let it say --json.");
        }
        if (warned) return outcome(operation, RunState.WARNING, archive, warnings.isEmpty() ? "Borg ended with warnings (exit code %d).".formatted(exit) : "Borg warns: " + some(warnings));
        return outcome(operation, RunState.OK, archive, archive != null ? "%,d files read.".formatted(archive.at("/stats/nfiles").asLong(0))
                : operation == Operation.CHECK ? completed || exit != null ? "The repository was checked: no problems." : "The repository was checked." : "Done.");
    }

    private static Outcome outcome(@Nullable Operation operation, RunState state, @Nullable JsonNode archive, String message) {
        if (archive == null) return new Outcome(operation, state, null, null, null, null, null, message);
        var stats = archive.path("stats");
        return new Outcome(operation, state, stats.path("original_size").asLong(0), stats.path("nfiles").asLong(0), stats.path("deduplicated_size").asLong(0),
                archive.path("name").asString(""), Duration.ofMillis(Math.round(archive.path("duration").asDouble(0) * 1000)), message);
    }

    private static String some(List<String> messages) {
        return ResticOutput.sentence(String.join("; ", messages.stream().limit(NAMED).toList()) + (messages.size() > NAMED ? "; … (%,d in all)".formatted(messages.size()) : ""), null, "");
    }
}
