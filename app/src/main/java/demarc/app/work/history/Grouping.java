package demarc.app.work.history;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The second pass: brings the rows of each ticket together, wherever they stand in the file, and hands the ticket on as soon as its last row
/// has been read.
///
/// Where tickets are scattered, a file is read once for every 400,000 rows and each time a slice of its tickets is kept, so that memory stays
/// bounded without writing anybody's tickets into a temporary file.
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
    private final int slices;
    private Map<String, List<Row>> open = new HashMap<>();
    private int slice;

    private Grouping(Survey survey, Refusals refusals, int slices, Tickets tickets) {
        this.survey = survey;
        this.refusals = refusals;
        this.slices = slices;
        this.tickets = tickets;
    }

    static void read(Survey survey, Refusals refusals, Tickets tickets) {
        read(survey, refusals, survey.together() ? 1 : Math.toIntExact((survey.rows() + HELD_ROWS - 1) / HELD_ROWS), tickets);
    }

    static void read(Survey survey, Refusals refusals, int slices, Tickets tickets) {
        new Grouping(survey, refusals, slices, tickets).read();
    }

    private void read() {
        for (slice = 0; slice < slices; slice++) {
            survey.file().read(this::take);
            open.forEach(tickets::take);
            open = new HashMap<>();
        }
    }

    private void take(CsvRecord row) {
        long line = row.getStartingLineNumber();
        if (line == 1) return;
        var columns = survey.columns();
        var id = Survey.cell(row, columns.at().get(Meaning.ID));
        if (id == null || row.getFieldCount() != columns.header().size()) {
            if (slice == 0) refuse(row, id);
            if (id == null) return;
        } else if (slices == 1 || Math.floorMod(LastLines.hash(id), slices) == slice) hold(id, row);
        if (survey.lastLines().get(id) == line) {
            var rows = open.remove(id);
            if (rows != null) tickets.take(id, rows);
        }
    }

    private void refuse(CsvRecord row, @Nullable String id) {
        if (row.getFieldCount() != survey.columns().header().size())
            refusals.add(row.getStartingLineNumber(), id, null, row.getFieldCount() + " cells",
                    "the row has another number of cells than the header (%d)".formatted(survey.columns().header().size()));
        else refusals.add(row.getStartingLineNumber(), null, survey.columns().name(Meaning.ID), null, "no ticket number");
    }

    private void hold(String id, CsvRecord row) {
        var rows = open.computeIfAbsent(id, _ -> new ArrayList<>(8));
        if (rows.size() == MAX_ROWS_OF_A_TICKET) {
            refusals.add(row.getStartingLineNumber(), id, null, null, "the ticket has more than %,d rows".formatted(MAX_ROWS_OF_A_TICKET));
            return;
        }
        var cells = new @Nullable String[Meaning.values().length];
        survey.columns().at().forEach((meaning, column) -> cells[meaning.ordinal()] = Survey.cell(row, column));
        rows.add(new Row(row.getStartingLineNumber(), cells));
    }
}
