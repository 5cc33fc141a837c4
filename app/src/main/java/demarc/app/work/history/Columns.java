package demarc.app.work.history;

import demarc.app.platform.Refused;
import demarc.core.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which column means what.
///
/// @param unused columns without a meaning here, in their order
/// @param desk   the product that wrote it; null when its columns do not tell
record Columns(List<String> header, Map<Meaning, Integer> at, List<String> unused, @Nullable Desk desk) {

    private static final int MAX_COLUMNS = 1000;

    /// Jira writes `Custom field (Category)`, Zendesk `Category [list]`, event logs `case:category`.
    private static final Pattern DECORATED = Pattern.compile("(?i)custom field \\((.*)\\)|(.*) \\[\\w+]|\\(?case[:)] ?(.*)");

    /// A second column of that name does no harm: the first is taken.
    private static final Set<Meaning> MAY_REPEAT = EnumSet.of(Meaning.CATEGORY, Meaning.SUBCATEGORY);

    /// @param told what a mapping file says about columns, which goes before what their names say
    static Columns recognise(List<String> header, Map<Meaning, String> told) {
        if (header.size() > MAX_COLUMNS) throw new Refused("The header has %d columns; %d are the limit.".formatted(header.size(), MAX_COLUMNS));
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) byName.computeIfAbsent(Meaning.plain(header.get(i)), _ -> new ArrayList<>()).add(i);
        var desk = Desk.of(byName.keySet()).orElse(null);
        for (int i = 0; i < header.size(); i++) {
            var bare = Meaning.plain(bare(header.get(i)));
            if (!bare.isEmpty() && !byName.containsKey(bare)) byName.put(bare, List.of(i));
        }
        var at = new EnumMap<Meaning, Integer>(Meaning.class);
        told.forEach((meaning, name) -> at.put(meaning, named(meaning, name, header)));
        if (desk != null) for (var meaning : Meaning.values()) recognise(meaning, desk.names(meaning), byName, at, header);
        for (var meaning : Meaning.values()) recognise(meaning, meaning.names(), byName, at, header);
        var unused = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) if (!at.containsValue(i)) unused.add(header.get(i));
        var columns = new Columns(List.copyOf(header), at, List.copyOf(unused), desk);
        columns.mustSuffice();
        return columns;
    }

    private static int named(Meaning meaning, String name, List<String> header) {
        int column = header.indexOf(name);
        if (column < 0)
            throw new Refused("The mapping says that column '%s' is the %s, but the file has no such column.%s".formatted(
                    name, meaning.words(), Nearest.to(name, header).map(near -> " Do you mean '" + near + "'?").orElse("")));
        if (header.lastIndexOf(name) != column) throw twice(name, column, header.lastIndexOf(name), meaning);
        return column;
    }

    private static void recognise(Meaning meaning, List<String> names, Map<String, List<Integer>> byName, Map<Meaning, Integer> at, List<String> header) {
        if (at.containsKey(meaning)) return;
        for (var name : names) {
            var columns = byName.getOrDefault(name, List.of());
            if (columns.isEmpty() || at.containsValue(columns.getFirst())) continue;
            if (columns.size() > 1 && !MAY_REPEAT.contains(meaning)) throw twice(header.get(columns.getFirst()), columns.get(0), columns.get(1), meaning);
            at.put(meaning, columns.getFirst());
            return;
        }
    }

    /// The name in a decoration, or nothing.
    private static String bare(String name) {
        var decorated = DECORATED.matcher(name.strip());
        if (!decorated.matches() || Meaning.ID.names().contains(Meaning.plain(name))) return "";
        for (int i = 1; i <= decorated.groupCount(); i++) if (decorated.group(i) != null) return decorated.group(i);
        return "";
    }

    private static Refused twice(String name, int first, int second, Meaning meaning) {
        return new Refused("The header has '%s' twice, as columns %d and %d, and it would be the %s. Rename or remove one of them."
                .formatted(name, first + 1, second + 1, meaning.words()));
    }

    private void mustSuffice() {
        var found = "The header has: %s.".formatted(header.stream().limit(12).map(name -> name.length() <= 40 ? name : name.substring(0, 40) + "…").collect(Collectors.joining(", ")) + (header.size() > 12 ? ", …" : ""));
        if (!has(Meaning.ID)) throw new Refused(("No column gives the ticket number (%s). %s If it has another name, rename it, or say so in a mapping file: "
                + "columns: { id: \"that name\" }.").formatted(Meaning.ID.examples(), found));
        if (!has(Meaning.OPENED) && !has(Meaning.EVENT_TIME))
            throw new Refused(("No column says when a ticket was opened (%s) or when a row was written (%s). %s If one does under another name, rename it, or say so in a "
                    + "mapping file: columns: { opened: \"that name\" }.").formatted(Meaning.OPENED.examples(), Meaning.EVENT_TIME.examples(), found));
        if (!has(Meaning.OPENED) && !has(Meaning.STATE))
            throw new Refused(("No column gives the state of a ticket (%s), without which a log of events tells nothing. %s If one does under another name, rename it, or say so in a "
                    + "mapping file: columns: { state: \"that name\" }.").formatted(Meaning.STATE.examples(), found));
    }

    boolean has(Meaning meaning) {
        return at.containsKey(meaning);
    }

    String name(Meaning meaning) {
        var column = at.get(meaning);
        return column == null ? meaning.words() : header.get(column);
    }

    /// Names that stand more than once, which is harmless as long as none has a meaning.
    List<String> repeated() {
        return header.stream().filter(name -> header.indexOf(name) != header.lastIndexOf(name)).distinct().toList();
    }
}
