package demarc.app.agreement;

import demarc.app.agreement.CheckCommand.Checked;
import demarc.core.agreement.Finding;
import demarc.core.agreement.Place;
import java.util.List;

/// Findings as a good compiler writes them: what is wrong, the line with a caret under it, a case that shows it, where the other half
/// stands, and the way out.
final class FindingsForPeople {

    private static final int WIDEST_LINE = 160;

    private final boolean colour;

    FindingsForPeople(boolean colour) {
        this.colour = colour;
    }

    String text(List<Checked> checked) {
        var text = new StringBuilder();
        int errors = 0;
        int warnings = 0;
        for (var one : checked) {
            for (var finding : one.compilation().findings()) {
                finding(finding, one.text(), text);
                if (finding.isError()) errors++;
                else warnings++;
            }
            if (one.compilation().findings().isEmpty()) text.append(clean(one)).append('\n');
        }
        if (errors + warnings > 0)
            text.append(style(errors > 0 ? "31;1" : "33;1", "%s, %s".formatted(count(errors, "error"), count(warnings, "warning"))))
                    .append(" in %s.%n".formatted(count(checked.size(), "file")));
        return text.toString();
    }

    private String clean(Checked one) {
        var agreement = one.compilation().agreement();
        if (agreement == null) return one.text().file() + ": clean";
        int activities = agreement.services().values().stream().mapToInt(service -> service.activities().size()).sum();
        return "%s: %s. %s, %s, every priority, site and minute of the week."
                .formatted(one.text().file(), style("32;1", "clean"), count(agreement.services().size(), "service"), activities == 1 ? "1 activity" : activities + " activities");
    }

    private void finding(Finding finding, AgreementText source, StringBuilder text) {
        var kind = finding.isError() ? "error" : "warning";
        text.append(style(finding.isError() ? "31;1" : "33;1", "%s[%s]".formatted(kind, finding.code())))
                .append(style("1", ": " + finding.message()))
                .append('\n');
        var margin = " ".repeat(String.valueOf(finding.at().line()).length());
        text.append(margin).append(style("34", "--> ")).append(finding.at()).append('\n');
        quote(finding.at(), source, margin, finding.isError() ? "31;1" : "33;1", text);
        if (finding.witness() != null) note(margin, "seen", finding.witness(), text);
        for (var related : finding.related()) note(margin, "note", "%s: %s".formatted(related.at(), related.note()), text);
        if (finding.hint() != null) note(margin, "help", finding.hint(), text);
        text.append('\n');
    }

    private void quote(Place at, AgreementText source, String margin, String caret, StringBuilder text) {
        var line = source.line(at.file(), at.line()).replace('\t', ' ');
        if (line.isBlank()) return;
        int column = Math.min(Math.max(at.column() - 1, 0), line.length());
        int cut = column > WIDEST_LINE / 2 ? column - WIDEST_LINE / 4 : 0;
        var shown = line.substring(cut, Math.min(line.length(), cut + WIDEST_LINE));
        text.append(style("34", "%s |%n%d | ".formatted(margin, at.line()))).append(printable(shown)).append('\n');
        text.append(style("34", margin + " | ")).append(" ".repeat(column - cut)).append(style(caret, "^".repeat(Math.max(1, Math.min(width(line, column), shown.length() - (column - cut)))))).append('\n');
    }

    /// The word that begins at the column, or what stands in braces there.
    private static int width(String line, int column) {
        int depth = 0;
        int end = column;
        for (; end < line.length(); end++) {
            char at = line.charAt(end);
            if (at == '{' || at == '[') depth++;
            else if (depth > 0 && (at == '}' || at == ']') && --depth == 0) return end + 1 - column;
            else if (depth == 0 && (Character.isWhitespace(at) || ",:]}".indexOf(at) >= 0)) break;
        }
        return Math.max(1, line.substring(0, end).stripTrailing().length() - column);
    }

    /// Text from a file must not steer the terminal.
    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    private void note(String margin, String label, String words, StringBuilder text) {
        text.append(margin).append(style("34", " = ")).append(style("1", label)).append(": ").append(printable(words)).append('\n');
    }

    private static String count(int number, String thing) {
        return "%d %s%s".formatted(number, thing, number == 1 ? "" : "s");
    }

    private String style(String code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
