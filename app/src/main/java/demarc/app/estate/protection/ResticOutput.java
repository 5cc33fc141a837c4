package demarc.app.estate.protection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// restic's `--json`, from 0.14 (which Debian ships) on: `status` lines, `error` lines, one `summary`, and since 0.17 an `exit_error`. Older ones
/// tell fatal errors as text, and leave out a source that does not exist without failing.
final class ResticOutput {
    private static final int EXIT_INCOMPLETE = 3;
    private static final int NAMED = 3;

    private ResticOutput() {}

    static Outcome read(Said said, @Nullable Operation asked, @Nullable Integer exit) {
        JsonNode summary = null;
        JsonNode fatal = null;
        JsonNode kept = null;
        var statuses = 0;
        var errors = new LinkedHashSet<String>();
        for (var object : said.objects())
            switch (object.isArray() ? "forget" : object.path("message_type").asString("")) {
                case "summary" -> summary = object;
                case "status" -> statuses++;
                case "error" -> errors.add(error(object));
                case "exit_error" -> fatal = object;
                case "forget" -> kept = object;
                default -> {}
            }
        said.plain().stream().filter(line -> line.contains("does not exist, skipping")).forEach(errors::add);
        var operation = asked != null ? asked : kept != null ? Operation.PRUNE : summary != null && summary.has("num_errors") ? Operation.CHECK
                : summary != null || statuses > 0 ? Operation.BACKUP : null;
        if (fatal != null) return failed(operation, fatal.path("message").asString("restic stopped."), exit);
        if (operation == Operation.CHECK) return check(said, summary, exit);
        if (operation != Operation.BACKUP) return other(said, operation, kept, exit);
        if (summary == null) {
            var why = why(said, errors);
            // No summary and no word of failure: it was cut off.
            if (exit == null || exit == 0 || exit > 128) return new Outcome(operation, exit != null && exit == 0 && statuses == 0 && why.isEmpty() ? RunState.OK : RunState.INCOMPLETE, null, null, null, null, null,
                    exit != null && exit == 0 && statuses == 0 && why.isEmpty() ? "restic succeeded and gave no figures: let it say --json." : sentence("It stopped without a summary, so no snapshot was made", exit, why));
            return failed(operation, why.isEmpty() ? "restic gave no reason." : why, exit);
        }
        var warned = !errors.isEmpty() || exit != null && exit == EXIT_INCOMPLETE;
        var failed = exit != null && exit != 0 && exit != EXIT_INCOMPLETE;
        var state = failed ? RunState.FAILED : warned ? RunState.WARNING : RunState.OK;
        var message = state == RunState.OK ? "%,d files read, %,d new and %,d changed.".formatted(number(summary, "total_files_processed"), number(summary, "files_new"), number(summary, "files_changed"))
                : failed ? sentence("restic failed after its summary", exit, why(said, errors)) : leftOut(errors);
        return new Outcome(operation, state, number(summary, "total_bytes_processed"), number(summary, "total_files_processed"), number(summary, "data_added"),
                text(summary, "snapshot_id"), Duration.ofMillis(Math.round(summary.path("total_duration").asDouble(0) * 1000)), message);
    }

    private static Outcome check(Said said, @Nullable JsonNode summary, @Nullable Integer exit) {
        var errors = summary == null ? 0 : summary.path("num_errors").asInt(0);
        var clean = errors == 0 && (exit == null ? said.says("no errors were found") || summary != null : exit == 0);
        if (clean) return new Outcome(Operation.CHECK, RunState.OK, null, null, null, null, null, "The repository was checked: no errors.");
        if (exit == null && summary == null && !said.says("rror")) return new Outcome(Operation.CHECK, RunState.INCOMPLETE, null, null, null, null, null, "The check stopped without a verdict.");
        return failed(Operation.CHECK, errors > 0 ? "The check found %,d errors in the repository.".formatted(errors) : why(said, new LinkedHashSet<>()), exit);
    }

    private static Outcome other(Said said, @Nullable Operation operation, @Nullable JsonNode kept, @Nullable Integer exit) {
        var why = why(said, new LinkedHashSet<>());
        if (exit != null && exit != 0 || exit == null && why.contains("Fatal")) return failed(operation, why, exit);
        if (kept == null) return new Outcome(operation, RunState.OK, null, null, null, null, null, "Done.");
        var keeps = 0;
        var removes = 0;
        for (var group : kept) {
            keeps += group.path("keep").size();
            removes += group.path("remove").size();
        }
        return new Outcome(operation, RunState.OK, null, null, null, null, null, "%,d snapshots kept, %,d removed.".formatted(keeps, removes));
    }

    private static Outcome failed(@Nullable Operation operation, String why, @Nullable Integer exit) {
        return new Outcome(operation, RunState.FAILED, null, null, null, null, null, sentence(Advice.on(why), exit, ""));
    }

    private static String leftOut(LinkedHashSet<String> errors) {
        if (errors.isEmpty()) return "Some of the data could not be read and is not in the snapshot.";
        var named = errors.stream().limit(NAMED).toList();
        return "%,d things could not be read and are not in the snapshot: %s%s".formatted(errors.size(), String.join("; ", named), errors.size() > NAMED ? "; …" : ".");
    }

    private static String why(Said said, LinkedHashSet<String> errors) {
        var lines = new ArrayList<String>(said.plain().stream().filter(line -> line.startsWith("Fatal") || line.contains("rror") || line.contains("unable to") || line.contains("locked")).toList());
        if (lines.isEmpty()) lines.addAll(errors);
        if (lines.isEmpty()) lines.addAll(last(said.plain()));
        return String.join(" ", lines.stream().limit(NAMED).toList());
    }

    private static List<String> last(List<String> lines) {
        return lines.subList(Math.max(0, lines.size() - 2), lines.size());
    }

    private static String error(JsonNode error) {
        var item = error.path("item").asString("");
        var what = error.at("/error/message").asString("");
        if (what.isEmpty()) what = error.at("/error/Err").isNumber() ? "%s failed".formatted(error.at("/error/Op").asString("reading")) : error.path("error").isString() ? error.path("error").asString() : "";
        return item.isEmpty() ? what : what.isEmpty() || what.contains(item) ? what.isEmpty() ? item : what : item + ": " + what;
    }

    static String sentence(String what, @Nullable Integer exit, String why) {
        var told = what.strip() + (why.isEmpty() ? "" : ": " + why.strip());
        var ended = told.matches("(?s).*[.!?…]") ? told : told + ".";
        return exit == null || exit == 0 ? ended : "%s (exit code %d)".formatted(ended, exit);
    }

    private static Long number(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }

    private static @Nullable String text(JsonNode node, String name) {
        var text = node.path(name).asString("");
        return text.isEmpty() ? null : text;
    }
}
