package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Role;
import java.util.ArrayList;
import java.util.List;

/// The answer for a terminal: the sentence, why, today beside each alternative, and what to beware of. Everything else stands in the report.
public final class AnswerText {

    private static final int WIDTH = 100;
    private static final List<Measure> COLUMNS = List.of(Measure.COST, Measure.PROMISES, Measure.OVERLOAD, Measure.BACKLOG, Measure.WORK_INSIDE);
    private static final List<String> HEADS = List.of("cost a year", "promises kept", "overload", "backlog", "work inside");

    private AnswerText() {}

    public static String of(Answer a) {
        var text = new StringBuilder();
        wrap(text, a.verdict().sentence().toString(), "");
        wrap(text, a.verdict().margin().toString(), "");
        if (!a.verdict().close().isEmpty()) wrap(text, a.verdict().close(), "");
        for (var word : a.said()) wrap(text, word, "! ");
        text.append('\n');
        for (var reason : a.because()) wrap(text, reason.toString(), "  - ");
        text.append('\n');
        table(text, a.alternatives());
        text.append('\n');
        wrap(text, a.frontier().closeness().toString(), "");
        wrap(text, a.lookAhead().until().toString(), "");
        wrap(text, a.trust().says().toString(), "");
        for (var finding : a.quality().findings())
            if (!finding.severity().equals("NOTE")) wrap(text, finding.title() + ". " + finding.means(), "  - ");
        return text.toString();
    }

    private static void table(StringBuilder text, List<Alternative> alternatives) {
        var rows = new ArrayList<List<String>>();
        var head = new ArrayList<>(List.of(""));
        head.addAll(HEADS);
        rows.add(head);
        for (var each : alternatives) {
            var row = new ArrayList<>(List.of((each.role() == Role.RECOMMENDED ? "> " : "  ") + each.title() + " (" + each.people() + ")"));
            for (var measure : COLUMNS) row.add(each.measures().containsKey(measure) ? each.of(measure).words().replace('\u00A0', ' ') : "-");
            rows.add(row);
        }
        var widths = new int[head.size()];
        for (var row : rows) for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + pad : "   " + pad + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static void wrap(StringBuilder text, String words, String mark) {
        if (words.isBlank()) return;
        var line = new StringBuilder(mark);
        int begun = line.length();
        for (var word : words.replace('\u00A0', ' ').split(" ")) {
            if (line.length() > begun && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(mark.length()));
                begun = line.length();
            }
            if (line.length() > begun) line.append(' ');
            line.append(word);
        }
        text.append(line).append('\n');
    }
}
