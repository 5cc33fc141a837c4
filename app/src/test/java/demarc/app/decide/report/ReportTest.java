package demarc.app.decide.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// The report as a file: complete in itself, the same each time, and deaf to what a history's texts try to tell a browser.
class ReportTest {

    private static final String HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";

    @Test
    void nothingOfAHistoryBecomesMarkup() {
        var html = html(HOSTILE);
        assertThat(html).doesNotContain("<script>alert", "<img", "onerror=alert(2)>").contains("&lt;script&gt;alert(1)");
        assertThat(html.split("<script", -1)).hasSize(2);
    }

    @Test
    void theFileFetchesNothing() {
        assertThat(html("Harbor Dental")).doesNotContain("src=", "@import", "url(", "<link").containsPattern("href=\"#").doesNotContainPattern("href=\"[^#]");
    }

    @Test
    void eachFigureLeadsToItsReason() {
        var html = html("Harbor Dental");
        var shown = Pattern.compile("data-note=\"(\\d+)\"").matcher(html).results().map(found -> found.group(1)).distinct().toList();
        assertThat(shown).isNotEmpty().allSatisfy(number -> assertThat(html).contains("id=\"note-%s\"".formatted(number)));
    }

    @Test
    void thePaperOpensAndSaysTheRecommendation() throws IOException {
        var pdf = Document.pdf(SampleAnswer.saying("Harbor " + HOSTILE));
        if (System.getProperty("report.out") instanceof String out) {
            Files.write(Path.of(out, "sample.pdf"), pdf);
            Files.write(Path.of(out, "sample.html"), Document.html(SampleAnswer.saying("Harbor Dental")));
        }
        try (var document = Loader.loadPDF(pdf)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Co-managed: keep the desk", "<script>alert(1)</script>", "Why: where each figure comes from");
        }
    }

    @Test
    void theSameAnswerIsTheSameBytes() {
        assertThat(Document.pdf(SampleAnswer.saying("x"))).isEqualTo(Document.pdf(SampleAnswer.saying("x")));
        assertThat(html("x")).isEqualTo(html("x"));
    }

    private static String html(String text) {
        return new String(Document.html(SampleAnswer.saying(text)), StandardCharsets.UTF_8);
    }
}
