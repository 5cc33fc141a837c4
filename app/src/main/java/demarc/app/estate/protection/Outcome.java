package demarc.app.estate.protection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a tool's own words say of a run.
///
/// @param operation as the output shows it; null when it does not
/// @param bytes     size of what was read, before compression and deduplication
/// @param added     what the copy grew by
/// @param message   one or two sentences for people
public record Outcome(
        @Nullable Operation operation, RunState state, @Nullable Long bytes, @Nullable Long files, @Nullable Long added, @Nullable String snapshot,
        @Nullable Duration took, String message) {

    private static final int MOST = 1900;

    public Outcome {
        message = message.length() <= MOST ? message : message.substring(0, MOST) + "…";
    }

    /// @param exit   of the command; null when nobody says
    /// @param output what it said on stdout
    /// @param errors what it said on stderr
    public static Outcome read(Tool tool, @Nullable Operation asked, @Nullable Integer exit, String output, String errors) {
        var lines = Said.of(output, errors);
        return switch (tool == Tool.OTHER ? lines.sniffed() : tool) {
            case RESTIC -> ResticOutput.read(lines, asked, exit);
            case BORG -> BorgOutput.read(lines, asked, exit);
            case OTHER -> PlainOutput.read(lines, asked, exit);
        };
    }
}
