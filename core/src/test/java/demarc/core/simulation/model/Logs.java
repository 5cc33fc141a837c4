package demarc.core.simulation.model;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The public logs in the shared data, read just well enough for a back-test. What a ticket is, is what its first row says.
enum Logs {
    UCI("uci-servicenow-incidents/incident_event_log.csv.gz", "d/M/yyyy HH:mm", 0, 13, 1, 16, 22, 23, 24, Set.of("Resolved", "Closed"), "Awaiting"),
    ITALIAN("helpdesk-italian-software/helpdesk_events.csv.gz", "yyyy/MM/dd HH:mm:ss.SSS", 0, 3, 1, 9, 11, 15, 2, Set.of("Resolve ticket", "Closed"), "Wait"),
    VOLVO("bpi2013-volvo-problems/closed_problems_events.csv.gz", "yyyy-MM-dd HH:mm:ssxxx", 11, 10, 6, 8, 7, 4, 3, Set.of("Completed"), "Wait");

    private final String file;
    private final DateTimeFormatter moments;
    private final int ticket;
    private final int at;
    private final int state;
    private final int service;
    private final int priority;
    private final int group;
    private final int agent;
    private final Set<String> resolved;
    private final String waiting;

    Logs(String file, String moments, int ticket, int at, int state, int service, int priority, int group, int agent, Set<String> resolved, String waiting) {
        this.file = file;
        this.moments = DateTimeFormatter.ofPattern(moments);
        this.ticket = ticket;
        this.at = at;
        this.state = state;
        this.service = service;
        this.priority = priority;
        this.group = group;
        this.agent = agent;
        this.resolved = resolved;
        this.waiting = waiting;
    }

    private Path path() {
        return Path.of(System.getProperty("demarc.shared", Files.isDirectory(Path.of("../shared")) ? "../shared" : "../../shared"), "data", file);
    }

    boolean present() {
        return Files.exists(path());
    }

    private record Row(long second, String state, String service, String priority, String group, String agent) {}

    History history() {
        var tickets = new LinkedHashMap<String, List<Row>>();
        var opened = new LinkedHashMap<String, Long>();
        try (var in = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(path())), StandardCharsets.UTF_8))) {
            in.readLine();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var cells = line.split(",", -1);
                tickets.computeIfAbsent(cells[ticket], _ -> new ArrayList<>()).add(new Row(second(cells[at]), cells[state], cells[service], cells[priority], cells[group], cells[agent]));
                if (this == UCI) opened.putIfAbsent(cells[ticket], second(cells[9]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var history = History.in(ZoneId.of("UTC"));
        for (var each : tickets.entrySet()) add(history, each.getValue(), opened.get(each.getKey()));
        return history.build();
    }

    private void add(History.Builder history, List<Row> rows, @Nullable Long known) {
        rows.sort(Comparator.comparingLong(Row::second));
        long opened = known == null ? rows.getFirst().second : Math.min(known, rows.getFirst().second);
        long answered = 0;
        long done = 0;
        long waited = 0;
        int hands = 0;
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (answered == 0 && i > 0) answered = row.second;
            if (!resolved.contains(row.state)) done = 0;
            else if (done == 0) done = row.second;
            if (row.state.startsWith(waiting) && i + 1 < rows.size()) waited += rows.get(i + 1).second - row.second;
            if (i > 0 && !row.group.equals(rows.get(i - 1).group) && !row.group.equals("?")) hands++;
        }
        var first = rows.getFirst();
        history.add(new History.Ticket(at(opened), answered == 0 ? null : at(answered), done == 0 ? null : at(done), waited, first.service, priority(first.priority), hands, false, first.group, rows.getLast().agent));
        history.seen(at(rows.getLast().second));
    }

    private static java.time.Instant at(long second) {
        return java.time.Instant.ofEpochSecond(second);
    }

    private Priority priority(String text) {
        Map<String, Integer> words = Map.of("Major", 0, "High", 1, "Medium", 2, "Low", 3);
        Function<String, Integer> digit = word -> Math.clamp(word.replaceAll("\\D", "").charAt(0) - '1', 0, 3);
        return Priority.values()[words.containsKey(text) ? words.get(text) : digit.apply(text)];
    }

    private long second(String text) {
        return LocalDateTime.parse(text, moments).toEpochSecond(ZoneOffset.UTC);
    }
}
