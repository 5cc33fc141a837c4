package demarc.app.decide.report;

import demarc.app.platform.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The report to keep: one HTML file that fetches nothing, or a PDF.
public final class Document {

    /// What the file's template needs: the page, and the style and script that the wizard's page fetches.
    public record Sheet(ReportPage report, String style, String script) {}

    private Document() {}

    public static byte[] html(Answer answer) {
        return Paper.html("decide/report/document", new Sheet(ReportPage.of(answer), resource("report-file.css") + resource("report.css"), resource("report.js"))).getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] pdf(Answer answer) {
        return Paper.pdf("decide/report/pdf", ReportPage.of(answer));
    }

    private static String resource(String name) {
        try (var in = Document.class.getResourceAsStream("/static/" + name)) {
            if (in == null) throw new IllegalStateException("no file (static/%s)".formatted(name));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
