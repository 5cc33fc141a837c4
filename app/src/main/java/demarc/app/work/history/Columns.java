package demarc.app.work.history;

import demarc.app.platform.Refused;
import demarc.core.Nearest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which column means what.
///
/// @param unused columns without a meaning here, in their order
record Columns(List<String> header, Map<Meaning, Integer> at, List<String> unused) {

    private static final int MAX_COLUMNS = 1000;

    /// @param told what a mapping file says about columns, which goes before what their names say
    static Columns recognise(List<String> header, Map<Meaning, String> told) {
        if (header.size() > MAX_COLUMNS) throw new Refused("The header has %d columns; %d are the limit.".formatted(header.size(), MAX_COLUMNS));
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) byName.computeIfAbsent(Meaning.plain(header.get(i)), _ -> new ArrayList<>()).add(i);
        var at = new EnumMap<Meaning, Integer>(Meaning.class);
        for (var meaning : Meaning.values()) {
            Integer column = told.containsKey(meaning) ? named(meaning, told.get(meaning), header) : recognised(meaning, byName, at, header);
            if (column != null) at.put(meaning, column);
        }
        var unused = new ArrayList<String>();
        for (int i = 0; i < header.size(); i++) if (!at.containsValue(i)) unused.add(header.get(i));
        var columns = new Columns(List.copyOf(header), at, List.copyOf(unused));
        columns.mustSuffice();
        return columns;
    }

    private static Integer named(Meaning meaning, String name, List<String> header) {
        int column = header.indexOf(name);
        if (column < 0)
            throw new Refused("The mapping says that column '%s' is the %s, but the file has no such column.%s".formatted(
                    name, meaning.words(), Nearest.to(name, header).map(near -> " Do you mean '" + near + "'?").orElse("")));
        if (header.lastIndexOf(name) != column) throw twice(name, column, header.lastIndexOf(name), meaning);
        return column;
    }

    private static @Nullable Integer recognised(Meaning meaning, Map<String, List<Integer>> byName, Map<Meaning, Integer> taken, List<String> header) {
        for (var name : meaning.names()) {
            var columns = byName.getOrDefault(name, List.of());
            if (columns.isEmpty() || taken.containsValue(columns.getFirst())) continue;
            if (columns.size() > 1) throw twice(header.get(columns.getFirst()), columns.get(0), columns.get(1), meaning);
            return columns.getFirst();
        }
        return null;
    }

    private static Refused twice(String name, int first, int second, Meaning meaning) {
        return new Refused("The header has '%s' twice, as columns %d and %d, and it would be the %s. Rename or remove one of them."
                .formatted(name, first + 1, second + 1, meaning.words()));
    }

    private void mustSuffice() {
        var found = "The header has: %s.".formatted(String.join(", ", header.subList(0, Math.min(12, header.size()))) + (header.size() > 12 ? ", …" : ""));
        if (!has(Meaning.ID)) throw new Refused(("No column gives the ticket number (%s). %s If it has another name, say so in a mapping file: "
                + "columns: { id: \"that name\" }.").formatted(examples(Meaning.ID), found));
        if (!has(Meaning.OPENED) && !has(Meaning.EVENT_TIME))
            throw new Refused(("No column says when a ticket was opened (%s) or when a row was written (%s). %s If one does under another name, say so in a "
                    + "mapping file: columns: { opened: \"that name\" }.").formatted(examples(Meaning.OPENED), examples(Meaning.EVENT_TIME), found));
        if (!has(Meaning.OPENED) && !has(Meaning.STATE))
            throw new Refused(("No column gives the state of a ticket (%s), without which a log of events tells nothing. %s If one does under another name, say so in a "
                    + "mapping file: columns: { state: \"that name\" }.").formatted(examples(Meaning.STATE), found));
    }

    private static String examples(Meaning meaning) {
        return String.join(", ", meaning.names().subList(0, Math.min(4, meaning.names().size())));
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
