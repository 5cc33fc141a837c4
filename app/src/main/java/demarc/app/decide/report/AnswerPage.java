package demarc.app.decide.report;

import demarc.app.decide.Decision;
import demarc.app.decide.Job;
import demarc.app.decide.Wizard;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The step that shows the report: what is missing for it, how far it is, or the report itself.
///
/// @param ready    there is a history that was read
/// @param stopped  why there is no answer; null when there is one or none was asked
/// @param body     the report as it was made; null before
/// @param changes  whether whoever looks may start it
/// @param replaced how many assumptions of the report are somebody's own
/// @param problems with what was typed, by assumption
public record AnswerPage(
        Wizard wizard, String address, boolean ready, @Nullable Going going, @Nullable String stopped, @Nullable String body, boolean changes, int replaced, List<ScenarioForm.Group> groups, Map<String, String> problems) {

    /// @param left empty while nobody can tell
    public record Going(int percent, String says, String left) {}

    static AnswerPage of(Decision decision, Wizard wizard, boolean ready, Answers.@Nullable Kept kept, @Nullable Job job, boolean changes, Map<String, String> problems) {
        var going = job == null || job.isOver() ? null : new Going(job.percent(), job.state() == Job.State.WAITING ? "waiting for another to end" : job.says(), job.leftWords());
        var stopped = job == null || !job.isOver() ? null : switch (job.state()) {
            case FAILED -> job.failure();
            case CANCELLED -> "You stopped it. What stood here before is unchanged.";
            case WAITING, RUNNING, DONE -> null;
        };
        return new AnswerPage(wizard, decision.address() + ReportStep.PATH, ready, going, stopped, kept == null ? null : kept.body(), changes, kept == null ? 0 : (int) kept.assumptions().stream().filter(Answer.Assumption::replaced).count(),
                kept == null ? List.of() : ScenarioForm.groups(kept.assumptions()), problems);
    }
}
