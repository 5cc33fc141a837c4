package demarc.app.work.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The second pass: brings the rows of each ticket together, wherever they stand in the file, and hands the ticket on as soon as its last row
/// has been read.
///
/// Rows of tickets that are not complete yet are held. When they become too many, half of those tickets are let go (by a bit of their hash) and
/// a further pass reads them, so that memory stays bounded without writing anybody's tickets into a temporary file.
final class Grouping {

    static final int HELD_ROWS = 400_000;
    private static final int MAX_ROWS_OF_A_TICKET = 10_000;

    /// A row of one ticket; its cells by what they mean.
    record Row(long line, @Nullable String[] cells) {
        @Nullable String get(Meaning meaning) {
            return cells[meaning.ordinal()];
        }
    }

    @FunctionalInterface
    interface Tickets {
        void take(String id, List<Row> rows);
    }

    private final Survey survey;
    private final Refusals refusals;
    private final Tickets tickets;
    private final int most;
    private final HistoryFile.Watch watch;
    private final Deque<Part> parts = new ArrayDeque<>();
    private Map<String, List<Row>> open = new HashMap<>();
    private Part part = new Part(0, 0, 0);
    private int held;

    /// Tickets whose hash ends in certain bits, and that are not complete before a line.
    private record Part(long mask, long bits, long from) {
        boolean has(long hash, long lastLine) {
            return (hash & mask) == bits && lastLine >= from;
        }
    }

    private Grouping(Survey survey, Refusals refusals, int most, Tickets tickets, HistoryFile.Watch watch) {
        this.survey = survey;
        this.refusals = refusals;
        this.most = most;
        this.tickets = tickets;
        this.watch = watch;
    }

    static void read(Survey survey, Refusals refusals, Tickets tickets, HistoryFile.Watch watch) {
        read(survey, refusals, HELD_ROWS, tickets, watch);
    }

    /// @param most rows that are held at once
    static void read(Survey survey, Refusals refusals, int most, Tickets tickets, HistoryFile.Watch watch) {
        new Grouping(survey, refusals, most, tickets, watch).read();
    }

    private void read() {
        boolean first = true;
        for (Part next = part; next != null; next = parts.poll()) {
            part = next;
            boolean refuses = first;
            survey.file().read(_ -> {}, row -> take(row, refuses), watch);
            open.forEach(tickets::take); // none, unless two tickets share a hash
            open = new HashMap<>();
            held = 0;
            first = false;
        }
    }

    private void take(Cells row, boolean refuses) {
        long line = row.line();
        var columns = survey.columns();
        var id = Survey.cell(row, columns.at().get(Meaning.ID));
        boolean whole = isWhole(row, columns.header().size());
        if (refuses && (id == null || !whole)) refuse(row, id);
        if (id == null) return;
        long last = survey.lastLines().get(id);
        if (whole && part.has(LastLines.hash(id), last)) hold(id, row);
        if (last == line) {
            var rows = open.remove(id);
            if (rows == null) return;
            held -= rows.size();
            tickets.take(id, rows);
        } else if (held > most) letGo(line);
    }

    /// As many cells as the header, or more that are empty.
    private static boolean isWhole(Cells row, int columns) {
        for (int i = columns; i < row.count(); i++) if (!row.at(i).isBlank()) return false;
        return row.count() >= columns;
    }

    private void letGo(long line) {
        long bit = Long.lowestOneBit(~part.mask);
        parts.add(new Part(part.mask | bit, part.bits | bit, Math.max(part.from, line)));
        part = new Part(part.mask | bit, part.bits, part.from);
        open.keySet().removeIf(id -> (LastLines.hash(id) & bit) != 0);
        held = open.values().stream().mapToInt(List::size).sum();
    }

    private void refuse(Cells row, @Nullable String id) {
        if (!isWhole(row, survey.columns().header().size()))
            refusals.add(row.line(), id, null, row.count() + " cells",
                    "the row has another number of cells than the header (%d)".formatted(survey.columns().header().size()));
        else refusals.add(row.line(), null, survey.columns().name(Meaning.ID), null, "no ticket number");
    }

    private void hold(String id, Cells row) {
        var rows = open.computeIfAbsent(id, _ -> new ArrayList<>(8));
        if (rows.size() == MAX_ROWS_OF_A_TICKET) {
            refusals.add(row.line(), id, null, null, "the ticket has more than %,d rows".formatted(MAX_ROWS_OF_A_TICKET));
            return;
        }
        var cells = new @Nullable String[Meaning.values().length];
        survey.columns().at().forEach((meaning, column) -> cells[meaning.ordinal()] = Survey.cell(row, column));
        if (cells[Meaning.SUBSTATE.ordinal()] != null) cells[Meaning.STATE.ordinal()] = Survey.state(row, survey.columns());
        rows.add(new Row(row.line(), cells));
        held++;
    }
}
