package demarc.app.decide.report;

import demarc.app.decide.past.Finding.Severity;
import demarc.app.decide.report.Answer.Finding;
import demarc.app.decide.report.Answer.Quality;
import demarc.app.decide.report.Figure.Unit;
import java.util.ArrayList;

/// What the history is worth: what went in and what did not, and what no log of its kind can tell.
final class Data {

    private Data() {}

    private static String severity(Severity severity) {
        return switch (severity) {
            case STOPS -> "GRAVE";
            case WEAKENS -> "CARE";
            case NOTE -> "NOTE";
        };
    }

    static Quality of(Setting setting, Whys whys) {
        var quality = setting.matter().quality();
        var findings = new ArrayList<Finding>();
        for (var each : quality.findings()) findings.add(new Finding(severity(each.severity()), each.title(), 0, each.example(), each.means()));
        if (setting.unmapped() > 0) findings.add(new Finding(setting.unmapped() > 0.3 ? "CARE" : "NOTE", "Tickets of no known service", Math.round(setting.unmapped() * setting.history().size()), "", "They count as the help desk's."));
        for (var each : quality.assumed()) findings.add(new Finding("NOTE", "Not in the log: " + each.unknown(), 0, "", "Instead: " + each.instead() + "."));
        for (var remark : setting.model().remarks()) findings.add(new Finding("NOTE", remark, 0, "", ""));
        return new Quality(Figure.of(setting.history().size(), Unit.TICKETS, whys.log("tickets with all that is needed")), Figure.of(quality.rowsNotUsed(), new Unit(Unit.Kind.COUNT, "rows"), whys.log("rows that could not be used")),
                setting.history().zone().getId() + " (" + quality.seen().zoneFrom() + ")", findings);
    }
}
