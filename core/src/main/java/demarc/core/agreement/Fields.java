package demarc.core.agreement;

import demarc.core.Nearest;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A map whose keys are fixed by the language: reports every key it does not know, and hands out the others.
final class Fields {

    private final Mapping map;
    private final String what;
    private final Report report;

    private Fields(Mapping map, String what, Report report) {
        this.map = map;
        this.what = what;
        this.report = report;
    }

    /// @param what how people call such a map: "a rule"
    static @Nullable Fields of(Tree tree, String what, Report report, Collection<String> known) {
        if (!(tree instanceof Mapping map)) {
            report.error("bad-value", tree.at(), "Here stands %s, so a map is needed.".formatted(what),
                    "Write it as { %s: … }.".formatted(known.iterator().next()));
            return null;
        }
        map.entries().forEach((key, entry) -> {
            if (known.contains(key)) return;
            var hint = Nearest.to(key, known).map(near -> "Did you mean '" + near + "'?").orElseGet(() -> Report.choices(known));
            if (entry.value() instanceof Scalar empty && empty.isNothing() && entry.value().at().line() == entry.keyAt().line())
                hint = "If it belongs to the text before the comma, put that text in quotes. " + hint;
            report.error("unknown-name", entry.keyAt(), "'%s' means nothing in %s.".formatted(key, what), hint);
        });
        return new Fields(map, what, report);
    }

    Place at() {
        return map.at();
    }

    /// Where the key stands, or the whole map when it is absent.
    Place at(String key) {
        var entry = map.entries().get(key);
        return entry == null ? map.at() : entry.keyAt();
    }

    boolean has(String key) {
        return map.entries().containsKey(key);
    }

    @Nullable Tree get(String key) {
        return map.get(key);
    }

    @Nullable Tree required(String key, String hint) {
        var value = map.get(key);
        if (value == null) report.error("missing", map.at(), "'%s:' is missing in %s.".formatted(key, what), hint);
        return value;
    }

    @Nullable String text(String key) {
        var value = map.get(key);
        return value == null ? null : text(value, key, report);
    }

    @Nullable String requiredText(String key, String hint) {
        var value = required(key, hint);
        return value == null ? null : text(value, key, report);
    }

    /// One of a few words, compared without regard to blanks and hyphens.
    <T> @Nullable T choice(String key, Map<String, T> choices) {
        var value = map.get(key);
        if (value == null) return null;
        var word = text(value, key, report);
        if (word == null) return null;
        var chosen = choices.get(word.replace(' ', '-'));
        if (chosen == null) report.unknown(value.at(), key, word, choices.keySet());
        return chosen;
    }

    int number(String key, int least, int most, int otherwise) {
        var value = map.get(key);
        if (value == null) return otherwise;
        var word = text(value, key, report);
        if (word == null) return otherwise;
        try {
            int number = Integer.parseInt(word.replace("%", "").strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            // said below
        }
        report.error("bad-value", value.at(), "'%s' is no whole number from %d to %d.".formatted(word, least, most), null);
        return otherwise;
    }

    static @Nullable String text(Tree value, String key, Report report) {
        if (value instanceof Scalar scalar && !scalar.isNothing()) return scalar.text().strip();
        report.error("bad-value", value.at(),
                value instanceof Scalar ? "'%s:' has no value.".formatted(key) : "'%s:' takes one value, not a list or a map.".formatted(key), null);
        return null;
    }

    /// Each entry of a map from free names, but for those an inheriting text removed.
    static void each(@Nullable Tree tree, String what, Report report, BiConsumer<String, Tree.Entry> visit) {
        switch (tree) {
            case null -> {}
            case Scalar scalar when scalar.isNothing() -> {}
            case Mapping map -> map.entries().forEach((name, entry) -> {
                if (!Tree.isRemove(entry.value())) visit.accept(name, entry);
            });
            default -> report.error("bad-value", tree.at(), "'%s:' is a map from names to what they mean.".formatted(what),
                    "Write each on a line of its own: name: …");
        }
    }
}
