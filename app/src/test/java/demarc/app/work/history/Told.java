package demarc.app.work.history;

import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A history read in a test: what was told, what was refused, what the report says.
record Told(List<PastTicket> tickets, Refusals refusals, Report report) {

    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    static final InForce KEEP_THE_DESK = Compilation.of("desk.yaml", """
            agreement: ridgeline
            version: 1
            effective: 2026-01-01
            client: Ridgeline Manufacturing
            time-zone: UTC
            holidays: US
            providers: { northwind: Northwind IT }
            extends: co-managed/keep-the-desk
            """).inForce();

    static Told csv(String text) {
        return csv(text, Mapping.none());
    }

    static Told csv(String text, Mapping mapping) {
        return bytes(text.getBytes(StandardCharsets.UTF_8), "export.csv", mapping);
    }

    static Told bytes(byte[] bytes, String name, Mapping mapping) {
        try {
            var folder = Files.createTempDirectory("history");
            try {
                return file(Files.write(folder.resolve(name), bytes), mapping, null);
            } finally {
                Files.deleteIfExists(folder.resolve(name));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Told file(Path path, Mapping mapping, @Nullable ZoneId zone) {
        var refusals = new Refusals(_ -> {});
        var history = new ReplayedFile(Survey.of(HistoryFile.of(path), mapping, (_, _) -> {}), mapping, KEEP_THE_DESK, zone, NOW, refusals);
        var tickets = new ArrayList<PastTicket>();
        history.tickets(tickets::add);
        return new Told(tickets, refusals, history.report("ridgeline", true, 0, 0, Duration.ZERO));
    }

    static String mappingText(String csv, Mapping mapping) {
        try {
            var file = Files.writeString(Files.createTempFile("history", ".csv"), csv);
            try {
                return MappingText.of(Survey.of(HistoryFile.of(file), mapping, (_, _) -> {}), mapping, KEEP_THE_DESK);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `opened 29 08:00 Desk; taken 29 09:00` with day and time.
    static String story(PastTicket ticket) {
        return ticket.facts().stream().map(fact -> "%s %s%s".formatted(
                fact.kind().name().toLowerCase(java.util.Locale.ROOT), fact.at().toString().substring(8, 16).replace('T', ' '), fact.value() == null ? "" : " " + fact.value()))
                .collect(Collectors.joining("; "));
    }

    String reasons() {
        return refusals.list().stream().map(each -> "line %d %s: %s".formatted(each.line(), each.column() == null ? "" : each.column(), each.reason())).collect(Collectors.joining("; "));
    }
}
