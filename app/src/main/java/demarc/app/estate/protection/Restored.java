package demarc.app.estate.protection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody says of a restore that was tried.
///
/// @param client     key; needless with a report key
/// @param test       number of the test that was due; without it the job's open test is meant, or a test nobody asked for
/// @param job        key; needed where no test is named
/// @param scope      what was restored: a path, a database, all of it
/// @param snapshot   the backup's id; the job's last one when left out
/// @param snapshotAt when that backup began; known from the runs when left out
/// @param by         who did it, where no person's token says so
public record Restored(
        @Nullable String client, @Nullable Long test, @Nullable String job, @Nullable String scope, @Nullable String snapshot, @Nullable Instant snapshotAt,
        @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable String expectedSha256, @Nullable String actualSha256, @Nullable Boolean passed,
        @Nullable String defects, @Nullable String by) {}
