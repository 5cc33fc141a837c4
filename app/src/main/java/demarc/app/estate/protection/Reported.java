package demarc.app.estate.protection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a machine says of a run. With nothing but the job it is a heartbeat: it ran, now, and all is well.
///
/// @param client    key; needless with a report key
/// @param job       key of the job
/// @param report    of whoever reports, so that a report that comes twice counts once, and an end finds its start
/// @param tool      `restic`, `borg`, `other`; the job's own when left out
/// @param operation `backup`, `check`, `prune`; told from the output when left out
/// @param state     `running`, `ok`, `warning`, `failed`; told from the exit code and the output when left out
/// @param exit      code of the command
/// @param sentAt    by the sender's clock, so that one that is wrong can be corrected
/// @param output    of stdout, at most 64 KB, status lines left out
/// @param errors    of stderr
/// @param bytes     size of what was read, where the output does not say; likewise the rest
public record Reported(
        @Nullable String client, @Nullable String job, @Nullable String report, @Nullable String tool, @Nullable String operation, @Nullable String state,
        @Nullable Integer exit, @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Instant sentAt, @Nullable String output, @Nullable String errors,
        @Nullable Long bytes, @Nullable Long files, @Nullable Long added, @Nullable String snapshot, @Nullable String message) {

    public static final int MOST_OUTPUT = 65_536;

    /// It ran and all is well.
    public static Reported ping(String job) {
        return new Reported(null, job, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }
}
