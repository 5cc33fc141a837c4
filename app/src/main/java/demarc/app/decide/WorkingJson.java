package demarc.app.decide;

import org.jspecify.annotations.Nullable;

/// How far long work is, for programs that ask again and again.
///
/// @param state   `WAITING`, `RUNNING`, `DONE`, `FAILED` or `CANCELLED`
/// @param share   0 to 1
/// @param failure why there is nothing, in words
public record WorkingJson(String state, double share, String says, @Nullable Long secondsLeft, @Nullable String failure) {

    public static WorkingJson of(Job job) {
        return new WorkingJson(job.state().name(), job.share(), job.says(), job.left() == null ? null : job.left().toSeconds(), job.failure());
    }
}
