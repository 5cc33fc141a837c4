package demarc.app.agreement.web;

import demarc.core.agreement.Finding;
import demarc.core.agreement.Templates;
import java.util.List;

/// A finding beside the text.
///
/// @param line    in the text; 0 for a place inside a template
/// @param address of the place, for a reader without scripts
public record FindingRow(String code, boolean error, int line, String place, String address, String message, String witness, String hint, List<Related> related) {

    public record Related(int line, String place, String address, String note) {}

    static List<FindingRow> of(List<Finding> findings) {
        return findings.stream().map(finding -> new FindingRow(finding.code(), finding.isError(), line(finding.at()), place(finding.at()), address(finding.at()), finding.message(),
                finding.witness() == null ? "" : finding.witness(), finding.hint() == null ? "" : finding.hint(),
                finding.related().stream().map(related -> new Related(line(related.at()), place(related.at()), address(related.at()), related.note())).toList())).toList();
    }

    private static int line(demarc.core.agreement.Place place) {
        return Templates.isTemplate(place.file()) ? 0 : place.line();
    }

    private static String place(demarc.core.agreement.Place place) {
        return Templates.isTemplate(place.file()) ? "%s:%d".formatted(place.file().substring("template:".length()), place.line()) : "line %d".formatted(place.line());
    }

    private static String address(demarc.core.agreement.Place place) {
        return Templates.isTemplate(place.file()) ? "/templates/%s#L%d".formatted(place.file().substring("template:".length()), place.line()) : "#text";
    }
}
