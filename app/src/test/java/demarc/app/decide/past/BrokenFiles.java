package demarc.app.decide.past;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// What people drop in by mistake, and what nobody does by mistake.
final class BrokenFiles {

    private static final String ROWS = "number,opened_at,resolved_at,category\n1,2026-01-05 10:00,2026-01-05 11:00,Email\n2,2026-02-05 10:00,2026-02-05 11:00,Email\n";

    private BrokenFiles() {}

    static byte[] of(String kind) throws IOException {
        return switch (kind) {
            case "junk" -> new byte[4096];
            case "cut.zip" -> Arrays.copyOf(zip(text(ROWS), "tickets.csv"), 60);
            case "locked.zip" -> locked(zip(text(ROWS), "tickets.csv"));
            case "bomb.zip" -> zip(bomb(), "tickets.csv");
            case "two.zip" -> zip(text(ROWS), "a.csv", "b.csv");
            case "sheet.xlsx" -> zip(text("<workbook/>"), "xl/workbook.xml", "xl/sheet1.xml");
            case "sheet.xls" -> new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1, 0};
            case "one-line" -> text("number,opened_at,resolved_at\n");
            case "no-dates" -> text("number,category\n1,Email\n2,Email\n");
            case "ambiguous" -> text("number,opened_at\n1,3/4/2026 10:00\n2,5/6/2026 10:00\n");
            case "one-minute" -> text(many("2026-01-05 10:00"));
            case "future" -> text(many("2999-01-05 10:00") + ROWS.substring(ROWS.indexOf('\n') + 1));
            case "latin-1" -> "Number,Opened,Category\n1,2026-01-05 10:00,Gerät\n2,2026-01-06 10:00,Gerät\n3,2026-01-07 10:00,Büro\n4,2026-01-08 10:00,Büro\n5,2026-01-09 10:00,Café\n".getBytes(StandardCharsets.ISO_8859_1);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String many(String opened) {
        var rows = new StringBuilder("number,opened_at,resolved_at,category\n");
        for (int i = 0; i < 60; i++) rows.append(1000 + i).append(',').append(opened).append(',').append(opened.replace("10:00", "11:00")).append(",Email\n");
        return rows.toString();
    }

    /// 20 MB of the same letter.
    private static byte[] bomb() {
        var all = new byte[20 << 20];
        Arrays.fill(all, (byte) 'a');
        System.arraycopy(text(ROWS), 0, all, 0, ROWS.length());
        return all;
    }

    private static byte[] zip(byte[] content, String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] locked(byte[] zip) {
        zip[6] |= 1;
        return zip;
    }
}
