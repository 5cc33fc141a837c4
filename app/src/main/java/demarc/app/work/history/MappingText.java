package demarc.app.work.history;

import demarc.core.agreement.InForce;
import java.util.List;
import java.util.Map;

/// Writes a mapping file to be edited: every category and group of the export, the largest first, with its number of tickets. Names that speak
/// for themselves get a suggestion; what is already mapped is kept; coded names are left for somebody who knows them.
final class MappingText {

    private static final int MAX_NAMES = 300;

    private final Survey survey;
    private final Mapping mapping;
    private final Mapping.Resolved resolved;
    private final InForce inForce;
    private final StringBuilder text = new StringBuilder();

    private MappingText(Survey survey, Mapping mapping, InForce inForce) {
        this.survey = survey;
        this.mapping = mapping;
        this.inForce = inForce;
        resolved = mapping.in(inForce);
    }

    static String of(Survey survey, Mapping mapping, InForce inForce) {
        return new MappingText(survey, mapping, inForce).written();
    }

    private String written() {
        text.append("""
                # What the names in %s mean in agreement %s.
                # Edit it, then: demarc import tickets --client KEY --mapping THIS FILE
                # A line that begins with # says nothing. A group goes before a category; what neither maps is the default.

                """.formatted(survey.file().path().getFileName(), inForce.agreement().key()));
        if (mapping.dates() != null) text.append("dates: ").append(mapping.dates().words().replace(' ', '-')).append('\n');
        if (mapping.zone() != null) text.append("zone: ").append(mapping.zone()).append('\n');
        if (!mapping.columns().isEmpty()) {
            text.append("columns:\n");
            mapping.columns().forEach((meaning, column) -> text.append("  ").append(meaning.key()).append(": ").append(quoted(column)).append('\n'));
        }
        text.append("default: ").append(resolved.fallback()).append("\n\n");
        names("groups", Meaning.GROUP, "  # may also be { activity: …, team: … }, team being the agreement's team that does this group's work");
        names("categories", Meaning.CATEGORY, "");
        priorities();
        states();
        return text.toString();
    }

    private void names(String section, Meaning meaning, String remark) {
        var counts = survey.values().getOrDefault(meaning, Map.of());
        if (counts.isEmpty()) return;
        text.append(section).append(":").append(remark).append('\n');
        for (var name : largest(counts)) {
            var known = meaning == Meaning.GROUP ? resolved.groups().get(name) : resolved.categories().get(name);
            var team = meaning == Meaning.GROUP ? resolved.teams().get(name) : null;
            var suggested = known == null ? suggestion(name) : known;
            var tickets = "%,d tickets".formatted(counts.getOrDefault(name, 0L));
            if (team != null) line("  ", name, "{ %steam: %s }".formatted(known == null ? "" : "activity: " + known + ", ", team), tickets);
            else if (!suggested.isEmpty()) line("  ", name, suggested, known == null ? tickets + ", suggested by its name" : tickets);
            else line("  # ", name, resolved.fallback(), tickets);
        }
        if (counts.size() > MAX_NAMES) text.append("  # and %,d more\n".formatted(counts.size() - MAX_NAMES));
        text.append('\n');
    }

    private void priorities() {
        var unknown = largest(survey.values().getOrDefault(Meaning.PRIORITY, Map.of())).stream()
                .filter(name -> mapping.priorities().containsKey(name) || Weight.priority(name).isEmpty()).toList();
        if (unknown.isEmpty()) return;
        text.append("priorities:\n");
        for (var name : unknown) {
            var known = mapping.priorities().get(name);
            var tickets = "%,d tickets".formatted(survey.values().getOrDefault(Meaning.PRIORITY, Map.of()).getOrDefault(name, 0L));
            line(known == null ? "  # " : "  ", name, known == null ? "P3" : known.name(), tickets);
        }
        text.append('\n');
    }

    private void states() {
        var counts = survey.values().getOrDefault(Meaning.STATE, Map.of());
        if (survey.shape() != Survey.Shape.EVENTS || counts.isEmpty()) return;
        text.append("states:  # ").append(Condition.WORDS).append('\n');
        for (var name : largest(counts)) {
            var told = mapping.states().get(name);
            var known = told == null ? Condition.ofState(name).orElse(null) : told;
            line(told == null ? "  # " : "  ", name, known == null ? "note" : known.words(), "%,d rows".formatted(counts.getOrDefault(name, 0L)) + (known == null ? ", unknown: refused as it is" : ""));
        }
    }

    private void line(String indent, String name, String value, String remark) {
        text.append("%s%s: %s  # %s\n".formatted(indent, quoted(name), value, remark));
    }

    private static List<String> largest(Map<String, Long> counts) {
        return counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(MAX_NAMES)
                .map(Map.Entry::getKey).toList();
    }

    /// @return empty when the name says nothing, or the agreement has no such work
    private String suggestion(String name) {
        return Suggestion.activity(name).filter(suggested -> inForce.activities().stream().anyMatch(activity -> activity.key().equals(suggested))).orElse("");
    }

    private static String quoted(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9 _/.-]*") && !name.matches("(?i)true|false|null|yes|no|on|off") ? name : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
