package demarc.app.work.history;

import de.siegmar.fastcsv.reader.CsvRecord;

/// A row of a table, whatever kind of file it stands in.
interface Cells {

    /// For people, and what tells rows apart: the line it begins in, or which event it is. The header is before the first.
    long line();

    int count();

    /// @return empty when nothing stands there
    String at(int column);

    record Csv(CsvRecord row) implements Cells {
        @Override
        public long line() {
            return row.getStartingLineNumber();
        }

        @Override
        public int count() {
            return row.getFieldCount();
        }

        @Override
        public String at(int column) {
            return row.getField(column);
        }
    }

    record Values(long line, String[] values) implements Cells {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public String at(int column) {
            return values[column];
        }
    }
}
