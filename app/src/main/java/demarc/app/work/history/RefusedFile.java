package demarc.app.work.history;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Every refused row as it comes, so that a file of nothing but mistakes needs no memory.
final class RefusedFile implements Consumer<Refusals.Refusal>, AutoCloseable {

    private final @Nullable CsvWriter csv;

    RefusedFile(@Nullable Path path) throws IOException {
        csv = path == null ? null : CsvWriter.builder().build(path);
        if (csv != null) csv.writeRecord("line", "ticket", "column", "value", "reason");
    }

    @Override
    public void accept(Refusals.Refusal each) {
        if (csv != null) csv.writeRecord(String.valueOf(each.line()), each.ticket(), each.column(), each.value(), each.reason());
    }

    @Override
    public void close() throws IOException {
        if (csv != null) csv.close();
    }
}
