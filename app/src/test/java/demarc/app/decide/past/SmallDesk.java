package demarc.app.decide.past;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;

/// A desk of two people and 300 tickets in half a year, so that all plans for it are tried in seconds.
public final class SmallDesk {

    private SmallDesk() {}

    public static Path in(Path folder) throws IOException {
        var csv = new StringBuilder("number,opened_at,resolved_at,priority,category,assigned_to\n");
        var categories = new String[] {"Password reset", "Email", "Network"};
        var monday = LocalDateTime.parse("2026-01-05T09:00");
        for (int i = 0; i < 300; i++) {
            var opened = monday.plusDays(i / 10 * 7 + i % 5).plusMinutes(97L * (i % 10) % 540);
            csv.append("INC%04d,%s,%s,%d,%s,%s%n".formatted(i, opened, opened.plusMinutes(25 + 61L * (i % 13)), 1 + i % 4, categories[i % 3], i % 2 == 0 ? "ada" : "bob"));
        }
        return Files.writeString(folder.resolve("desk.csv"), csv);
    }
}
