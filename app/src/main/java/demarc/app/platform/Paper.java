package demarc.app.platform;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import gg.jte.output.StringOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;

/// Documents to take along, made without a server: from a template to HTML or PDF. They fetch nothing, and the same page gives the same bytes.
public final class Paper {

    static {
        XRLog.setLoggingEnabled(false);
    }

    // The letters of Europe; PDFBox brings them along for its own needs.
    private static final FSSupplier<InputStream> LETTERS = () -> {
        var font = PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");
        if (font == null) throw new IllegalStateException("PDFBox has lost its font");
        return font;
    };

    private Paper() {}

    public static String html(String template, Object page) {
        var output = new StringOutput();
        Templates.ENGINE.render(template + ".jte", Map.of("page", page), output);
        return output.toString();
    }

    /// @param template well-formed XHTML with its style inside
    public static byte[] pdf(String template, Object page) {
        var bytes = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var builder = new PdfRendererBuilder().useFastMode().withHtmlContent(html(template, page), "").useUriResolver((_, _) -> null).useFont(LETTERS, "Letters", 400, FontStyle.NORMAL, true);
            builder.usePDDocument(document);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
            }
            undated(document);
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Neither the moment nor chance may show in the bytes.
    private static void undated(PDDocument document) {
        var never = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        never.setTimeInMillis(0);
        never.set(Calendar.MILLISECOND, 0);
        document.getDocumentInformation().setCreationDate(never);
        document.getDocumentInformation().setModificationDate(never);
        var id = new COSArray();
        id.add(new COSString(new byte[16]));
        id.add(new COSString(new byte[16]));
        document.getDocument().getTrailer().setItem(COSName.ID, id);
    }
}
