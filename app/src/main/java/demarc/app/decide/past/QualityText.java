package demarc.app.decide.past;

import java.util.Locale;

/// A history's quality for a terminal.
public final class QualityText {

    private QualityText() {}

    public static String of(Quality quality) {
        var seen = quality.seen();
        var text = new StringBuilder();
        line(text, "%s: %s", seen.file(), seen.format());
        line(text, "%,d tickets from %,d rows%s; times in %s, %s.", quality.tickets(), seen.rows(),
                seen.first() == null ? "" : ", %s to %s".formatted(seen.first(), seen.last()), Assumptions.zone(seen.zone()), seen.zoneFrom());
        line(text, "%nWhat can be said from it");
        for (var said : quality.says()) line(text, "  %-8s %s. %s", said.how().name().toLowerCase(Locale.ROOT), said.question(), said.why());
        if (!quality.findings().isEmpty()) line(text, "%nWhat to know about it");
        for (var finding : quality.findings()) {
            line(text, "  %-8s %s%s", finding.severity().name().toLowerCase(Locale.ROOT), finding.title(), finding.example().isEmpty() ? "" : " (" + finding.example() + ")");
            line(text, "           %s", finding.means());
        }
        line(text, "%nRows: %,d used, %,d not used", quality.rowsUsed(), quality.rowsNotUsed());
        for (var reason : quality.notUsed())
            line(text, "  %,8d %s%s; %s", reason.rows(), reason.reason(), reason.column() == null ? "" : " in " + reason.column(), String.join("; ", reason.examples()));
        line(text, "%nServices: %d %% of the tickets belong to one of the catalogue's", quality.mapped().percent());
        for (var name : quality.names().subList(0, Math.min(15, quality.names().size()))) line(text, "  %,8d %s → %s", name.tickets(), name.name(), name.service());
        line(text, "%nWhat the log does not tell, and what is assumed instead");
        for (var each : quality.assumed()) line(text, "  %s: %s.", each.unknown(), each.instead());
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
