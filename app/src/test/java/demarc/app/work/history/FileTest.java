package demarc.app.work.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever a table is wrapped and written in, it is read the same; what is no table is refused in words.
class FileTest {

    private static final String TABLE = "Ticket ID,Opened,Subject\n7,2026-03-02 08:00,Zoë’s café\n";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            UTF-8        |      | UTF-8
            UTF-8        | feff | UTF-8 with a byte-order mark
            UTF-16LE     | feff | UTF-16LE with a byte-order mark
            UTF-16BE     | feff | UTF-16BE with a byte-order mark
            UTF-16LE     |      | UTF-16LE
            windows-1252 |      | Windows-1252 (line 2 is not UTF-8)
            """)
    void encodingsAreToldApart(String charset, String mark, String words) {
        var told = Told.bytes(((mark == null ? "" : "\ufeff") + TABLE).getBytes(Charset.forName(charset)), "t.csv", Mapping.none());
        assertThat(told.tickets()).extracting(PastTicket::subject).containsExactly("Zoë’s café");
        assertThat(told.report().recognised().encoding()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ';', semicolon
            '\t', tab
            '|', bar
            """)
    void delimitersAreToldApart(String delimiter, String words) {
        var told = Told.csv(TABLE.replace(",", delimiter));
        assertThat(told.tickets()).hasSize(1);
        assertThat(told.report().recognised().delimiter()).isEqualTo(words);
    }

    @Test void packedFilesAreReadWhateverTheirName() throws IOException {
        assertThat(Told.bytes(gzip(TABLE.getBytes(StandardCharsets.UTF_8)), "t.csv", Mapping.none()).tickets()).hasSize(1);
        assertThat(Told.bytes(zip("a/t.csv", "readme.md"), "t.bin", Mapping.none()).tickets()).hasSize(1);
    }

    @Test void whatIsNoTableIsRefused() throws IOException {
        refused(new byte[0], "is empty");
        refused(zip("a.csv", "b.csv"), "holds 2 tables (a.csv, b.csv)");
        refused(zip("xl/workbook.xml"), "is an Excel workbook");
        refused(new byte[] {'a', 0, 'b', 'c', 'd', 1, 'e', 'f', 'g', 'h'}, "is not a text file");
        refused("Ticket ID,Opened\n".getBytes(StandardCharsets.UTF_8), "holds a header and no rows");
        refused("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "No column gives the ticket number");
        refused("id,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "No column says when a ticket was opened");
        refused("id,opened,subject,subject\n1,2026-01-01,a,b\n".getBytes(StandardCharsets.UTF_8), "The header has 'subject' twice, as columns 3 and 4");
        refused("id,opened\n1,3/4/2016\n2,5/6/2016\n".getBytes(StandardCharsets.UTF_8), "Dates such as '3/4/2016' can be read day first and month first");
        refused(("id,opened\n1,\"2026-01-01\n" + "x".repeat(2_000_000)).getBytes(StandardCharsets.UTF_8), "a quotation mark is opened there and never closed");
    }

    @Test void aBombIsNotUnpacked() throws IOException {
        var bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            out.write("id,opened\n".getBytes(StandardCharsets.UTF_8));
            var zeros = "1,2026-01-01\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 400; i++) out.write(zeros);
        }
        refused(bomb.toByteArray(), "unpacks to more than 200 times its size");
    }

    private static void refused(byte[] file, String says) {
        assertThatThrownBy(() -> Told.bytes(file, "t.csv", Mapping.none())).isInstanceOf(Refused.class).hasMessageContaining(says);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(packed)) {
            for (var name : names) {
                out.putNextEntry(new ZipEntry(name));
                out.write(TABLE.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            29/2/2016 01:16           | DAY_FIRST   | 2016-02-29T04:16:00Z
            2/29/2016 1:16 PM         | MONTH_FIRST | 2016-02-29T16:16:00Z
            12/31/2016 12:00 AM       | MONTH_FIRST | 2016-12-31T02:00:00Z
            2012/10/09 14:50:17.000   | DAY_FIRST   | 2012-10-09T17:50:17Z
            2016-02-29T01:16:00Z      | DAY_FIRST   | 2016-02-29T01:16:00Z
            2016-02-29 01:16:00+02:00 | MONTH_FIRST | 2016-02-28T23:16:00Z
            29.2.2016 01:16           | MONTH_FIRST | 2016-02-29T04:16:00Z
            29 Feb 2016 01:16         | MONTH_FIRST | 2016-02-29T04:16:00Z
            29/Feb/16 1:16 AM         | MONTH_FIRST | 2016-02-29T04:16:00Z
            2016-02-29                | DAY_FIRST   | 2016-02-29T03:00:00Z
            Feb 29, 2016 1:16 AM      | DAY_FIRST   | 2016-02-29T04:16:00Z
            Mon, 29 Feb 2016 01:16:00 | MONTH_FIRST | 2016-02-29T04:16:00Z
            29/févr./16 1:16 AM       | DAY_FIRST   | 2016-02-29T04:16:00Z
            29. März 2016 01:16       | MONTH_FIRST | 2016-03-29T04:16:00Z
            2/29/16, 1:16 AM          | MONTH_FIRST | 2016-02-29T04:16:00Z
            1456719360                | DAY_FIRST   | 2016-02-29T04:16:00Z
            1456719360000             | DAY_FIRST   | 2016-02-29T04:16:00Z
            """)
    void timesAreReadAsDesksWriteThem(String written, Moments.Order order, Instant at) throws Moments.Unreadable {
        assertThat(new Moments(order, ZoneId.of("America/Sao_Paulo")).read(written)).isEqualTo(at);
    }
}
