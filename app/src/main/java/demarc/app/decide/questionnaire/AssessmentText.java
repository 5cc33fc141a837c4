package demarc.app.decide.questionnaire;

import demarc.core.money.Money;
import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The assessment for a person at a terminal.
public final class AssessmentText {

    private static final int BAR = 30;

    private final StringBuilder text = new StringBuilder();
    private final Assessment a;

    private AssessmentText(Assessment assessment) {
        a = assessment;
    }

    public static String of(String name, Assessment assessment) {
        return new AssessmentText(assessment).text(name);
    }

    private String text(String name) {
        if (!name.isEmpty()) line(name);
        line(headline(a));
        line("");
        for (var model : Arrangement.values())
            line("  %-14s %s %5.1f%s".formatted(model.title(), bar(a.scores().of(model)), a.scores().of(model), a.isRuledOut(model) ? "  ruled out" : ""));
        section("Why", a.because());
        section("What would change it", changes(a));
        section("Cost in a year, low / likely / high, for %s employees".formatted(Words.number(a.prices().employees())), List.of(Arrangement.values()).stream()
                .map(model -> "%-14s %10s %10s %10s".formatted(model.title(), whole(a.prices().of(model).low()), whole(a.prices().of(model).likely()), whole(a.prices().of(model).high()))).toList());
        section("For single services", a.hints().stream().map(hint -> "%s: %s (%s)".formatted(hint.title(), hint.says(), hint.question())).toList());
        section("What cannot all be true", a.contradictions().stream().map(each -> "%s (%s) %s".formatted(each.says(), String.join(", ", each.questions()), each.still())).toList());
        if (!a.open().isEmpty())
            section("Not answered", List.of(Words.list(a.open().stream().map(Question::id).toList()), open(a)));
        return text.toString();
    }

    /// The result in one sentence.
    public static String headline(Assessment a) {
        var model = a.model();
        if (model == null) return "Not enough answers yet";
        var other = a.also();
        if (a.close() && other != null) return "%s, with %s close behind".formatted(model.title(), Words.lower(other));
        if (!a.conditions().isEmpty()) return "%s, but %s as things stand".formatted(model.title(), Words.list(a.conditions().stream().map(Gate::says).toList()));
        if (a.margin() >= 0) return model.title();
        return a.scores().ranked().stream().filter(a::isRuledOut).findFirst().map(out -> "%s, as %s is ruled out".formatted(model.title(), Words.lower(out))).orElse(model.title());
    }

    /// What would change the result, as sentences; at least one.
    public static List<String> changes(Assessment a) {
        if (!a.enough()) return List.of();
        var said = new ArrayList<String>();
        var changes = a.changes();
        for (var change : changes.singles()) said.add("%s: %s.".formatted(change.to().title(), other(change.answers().getFirst())));
        if (changes.singles().isEmpty())
            for (var change : changes.pairs()) said.add("%s: %s, and %s.".formatted(change.to().title(), other(change.answers().get(0)), other(change.answers().get(1))));
        if (said.isEmpty())
            said.add(changes.least() == 0 ? "No other answers whatever would change who leads." : "No one answer and no two would change who leads; it takes at least %d.".formatted(changes.least()));
        for (var change : changes.gates()) said.add("%s, by a gate: %s.".formatted(change.to().title(), other(change.answers().getFirst())));
        return said;
    }

    private static String other(Changes.Other other) {
        return "%s '%s' instead of '%s'".formatted(other.question().id(), other.question().option(other.instead()).text(), other.question().option(other.was()).text());
    }

    /// What the open questions could do, as a sentence.
    public static String open(Assessment a) {
        if (!a.enough()) return "Answer more to be told which arrangement fits.";
        return a.settled() ? "Whatever you answer there, the same arrangement leads." : "Answers there could still change the result.";
    }

    private void section(String title, List<String> lines) {
        if (lines.isEmpty()) return;
        line("");
        line(title);
        for (var line : lines) line("  " + line);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private static String bar(double score) {
        int full = (int) Math.round(score / 100 * BAR);
        return "█".repeat(full) + "░".repeat(BAR - full);
    }

    private static String whole(Money money) {
        return String.format(Locale.ROOT, "%,d", Math.round(money.amount().doubleValue()));
    }
}
