package demarc.app.work.history;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// How a table stands in its file.
sealed interface Layout permits CsvLayout, XesLayout, JsonLayout {

    /// Reads the names of the columns, then every row in order.
    void read(Packed.Opened in, Consumer<List<String>> header, Consumer<Cells> row) throws IOException;

    /// What separates its cells, or what kind of file it is; for people.
    String words();
}
