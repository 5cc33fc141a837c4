package demarc.app.estate;

import de.siegmar.fastcsv.writer.CsvWriter;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// The list as a table to take along, page by page, however long. The import reads it back.
@Controller
class AssetCsv {
    private static final int BATCH = 500;
    static final List<String> COLUMNS = List.of("client", "name", "kind", "variant", "site", "maker", "model", "serial", "os", "os version", "release", "supported until", "used by", "exposed", "tier",
            "ring", "purchased", "price", "warranty", "replace", "retired", "last seen");

    private final AssetListing listing;
    private final AssetBook book;
    private final Directory directory;

    AssetCsv(AssetListing listing, AssetBook book, Directory directory) {
        this.listing = listing;
        this.book = book;
        this.directory = directory;
    }

    @GetMapping("/estate/assets.csv")
    ResponseEntity<StreamingResponseBody> csv(Actor by, @RequestParam Map<String, String> asked) {
        AssetPages.staff(by);
        var query = AssetQuery.of(asked);
        var wanted = AssetQuery.listing(query, query.value("client").isEmpty() ? by.clients() : List.of(book.client(by, query.value("client")).id()));
        var keys = directory.clients().stream().collect(Collectors.toMap(Client::id, Client::key));
        // The first page is read before the answer begins, so that what is wrong is said as an error and not in the middle of a file.
        var first = listing.page(wanted, null, BATCH);
        StreamingResponseBody body = out -> demarc.app.platform.Tenancy.as(by, () -> {
            try (var writer = CsvWriter.builder().build(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                writer.writeRecord(COLUMNS);
                for (var page = first; ; page = listing.page(wanted, page.next(), BATCH)) {
                    for (var row : page.items()) writer.writeRecord(cells(row, keys.getOrDefault(row.asset().client(), "")));
                    if (page.next() == null) return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_TYPE, "text/csv;charset=utf-8").header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"assets.csv\"").body(body);
    }

    private static String[] cells(AssetListing.Row row, String client) {
        var a = row.asset();
        var until = row.supportedUntil();
        return Arrays.stream(new @Nullable Object[] {client, a.name(), a.kind().key(), row.variant() == null ? null : row.variant().key(), a.site(), a.maker(), a.model(), a.serial(), a.os(), a.osVersion(), row.release(),
                until == null ? null : until.equals(LocalDate.MAX) ? "open" : until.equals(LocalDate.MIN) ? "ended" : until, a.usedBy(), a.exposed() ? "yes" : "no", a.tier(), a.ring(), a.purchasedOn(),
                a.price(), a.warrantyUntil(), row.replaceOn(), a.retiredOn(), a.lastSeenAt()}).map(AssetCsv::cell).toArray(String[]::new);
    }

    /// A cell that begins like a formula is one, for those who open the table in a spreadsheet.
    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
