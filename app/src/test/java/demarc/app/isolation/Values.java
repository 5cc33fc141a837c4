package demarc.app.isolation;

import java.util.Map;
import java.util.Set;

/// What paths and fields name: things of the victim's, or their twins that do not exist.
///
/// @param paths  by variable, or by the segment before it and the variable: `people/id`
/// @param fields by name; a field that is not among them is of no interest and gets a word
record Values(Map<String, String> paths, Map<String, String> fields) {
    private static final Set<String> NUMBERS_OF_THE_VICTIM = Set.of("team", "person", "provider", "party", "id", "source");

    String inPath(String before, String variable, String pattern) {
        var special = paths.get(before + "/" + variable);
        if (special != null) return special;
        var value = paths.get(variable);
        if (value == null)
            throw new AssertionError("%s names {%s}: say in Victim what that is of the victim's, and what it is of nobody's".formatted(pattern, variable));
        return value;
    }

    boolean knows(String field) {
        return fields.containsKey(field);
    }

    String field(String name) {
        return fields.getOrDefault(name, "word");
    }

    int number(String name) {
        if (NUMBERS_OF_THE_VICTIM.contains(name)) return Integer.parseInt(paths.getOrDefault(name, "1"));
        return 1;
    }
}
