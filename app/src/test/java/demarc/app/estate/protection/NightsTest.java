package demarc.app.estate.protection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thirty nights of a job, read by their last ten: o ok, s shrunk, ! worth a look, x failed, ? missed, r running, > still to come, . nothing expected.
class NightsTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    /// Runs are written as day and time of November 2026, with what became of them: `o`, `s` (a fifth of the size), `x`, `r`.
    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            daily 22:00          | 24T08:00 | 14T22:00o 15T22:00o 16T22:00o 17T22:00o 18T22:00o 19T22:00o 20T22:00o 21T22:00o 22T22:00o 23T22:00o            | oooooooooo
            daily 22:00          | 24T08:00 | 14T22:00o 15T22:00o 16T22:00o 17T22:00o 18T22:00s 19T22:00x 21T22:01o 22T23:30o 23T22:00o                       | oooosx?ooo
            daily 01:15          | 24T08:00 | 15T01:15o 16T01:15o 17T01:15o 18T01:15o 19T01:15o 20T01:15o 21T01:15o 22T01:15o 23T01:15o 24T01:15x            | ooooooooox
            daily 00:00          | 24T08:00 | 14T23:58o 15T23:58o 17T00:03o 17T23:50o 18T23:58o 20T00:00o 20T23:59o 21T23:59o 23T00:20o                       | ooooooooo?
            mon-fri 22:00        | 24T08:00 | 16T22:00o 17T22:00o 18T22:00o 19T22:00o 20T22:00o 23T22:00o                                                      | ..ooooo..o
            mon-fri 22:00        | 24T14:00 | 16T22:00o 17T22:00o 18T22:00o 19T22:00o 20T22:00o 23T22:00o                                                      | .ooooo..o>
            daily 22:00          | 24T14:00 | 15T22:00o 16T22:00o 17T22:00x 18T02:00o 18T22:00o 19T22:00o 20T22:00o 21T22:00o 22T22:00o 23T22:00r            | oooooooor>
            every 2d             | 24T08:00 | 15T22:00o 17T22:00o 19T22:00o 23T22:00o                                                                           | ?o.o.o.?.o
            """)
    void eachNightIsReadByItsLastRun(String schedule, String now, String runs, String cells) {
        var nights = Nights.of(job(schedule), ZONE, runs(runs), at(now)).nights();
        assertThat(nights).hasSize(Nights.SHOWN);
        assertThat(nights.subList(20, 30).stream().map(night -> letter(night.kind())).collect(Collectors.joining())).isEqualTo(cells);
    }

    private static String letter(Nights.Kind kind) {
        return switch (kind) {
            case OK -> "o";
            case SHRUNK -> "s";
            case NOTED -> "!";
            case FAILED -> "x";
            case MISSED -> "?";
            case RUNNING -> "r";
            case AHEAD -> ">";
            case NONE -> ".";
        };
    }

    private static List<BackupRun> runs(String text) {
        var runs = new ArrayList<BackupRun>();
        for (var word : text.split(" ")) {
            var began = at(word.substring(0, word.length() - 1));
            var state = switch (word.charAt(word.length() - 1)) {
                case 'o', 's' -> RunState.OK;
                case 'x' -> RunState.FAILED;
                default -> RunState.RUNNING;
            };
            var bytes = word.endsWith("s") ? 2_000_000L : 10_000_000L;
            runs.add(new BackupRun(1, runs.size(), 1, Operation.BACKUP, state, began, state == RunState.RUNNING ? null : began.plusSeconds(60), bytes, null, null, null, "Said.", began));
        }
        return runs;
    }

    private static BackupJob job(String schedule) {
        var parsed = Schedule.parse(schedule);
        return new BackupJob(1, 1, "files", 1, Tool.RESTIC, parsed, Duration.ofHours(4), Medium.NAS, null, false, false, at("25T22:00"), null, at("14T22:00"), null, null, null, null, null,
                null, null, at("01T00:00"), null, 0);
    }

    private static Instant at(@Nullable String dayAndTime) {
        return LocalDateTime.parse("2026-11-" + dayAndTime).atZone(ZONE).toInstant();
    }
}
