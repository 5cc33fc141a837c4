package demarc.app.platform;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/// Documents to take along: a jte template that is well-formed XHTML with its style inside, as PDF. It fetches nothing.
@Component
public class Pdf {
    static {
        XRLog.setLoggingEnabled(false);
    }

    // The letters of Europe; PDFBox brings it along for its own needs.
    private static final FSSupplier<InputStream> LETTERS = () -> {
        var font = PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
        if (font == null) throw new IllegalStateException("PDFBox has lost its font");
        return font;
    };

    private final Templates templates;

    Pdf(Templates templates) {
        this.templates = templates;
    }

    public byte[] of(String template, Object page) {
        var document = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder().useFastMode().withHtmlContent(templates.text(template, page), "")
                    .useUriResolver((_, _) -> null)
                    .useFont(LETTERS, "Letters", 400, FontStyle.NORMAL, true)
                    .toStream(document).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return document.toByteArray();
    }
}
