package demarc.app.work.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The rows that could not be used, each with its reason.
final class Refusals {

    /// A file of nothing but mistakes must not fill the memory; all of them go to the `--refused` file.
    static final int KEPT = 100_000;

    /// @param line   of the file, 1 is the header; 0 when a whole ticket is refused by the server
    /// @param ticket its number in the source, if it is known
    /// @param column null when it is about the row as a whole
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refusal(long line, @Nullable String ticket, @Nullable String column, @Nullable String value, String reason) {}

    /// Refusals of one column for one reason.
    record Group(@Nullable String column, String reason, long count, List<Refusal> examples) {}

    private final List<Refusal> kept = new ArrayList<>();
    private final Map<List<@Nullable String>, List<Refusal>> examples = new LinkedHashMap<>();
    private final Map<List<@Nullable String>, Long> counts = new LinkedHashMap<>();
    private final Consumer<Refusal> also;
    private long count;

    /// @param also told of every refusal as it comes
    Refusals(Consumer<Refusal> also) {
        this.also = also;
    }

    void add(long line, @Nullable String ticket, @Nullable String column, @Nullable String value, String reason) {
        var refusal = new Refusal(line, ticket, column, value == null ? null : shortened(value), reason);
        count++;
        if (kept.size() < KEPT) kept.add(refusal);
        var group = new ArrayList<@Nullable String>();
        group.add(column);
        group.add(reason);
        counts.merge(group, 1L, Long::sum);
        var few = examples.computeIfAbsent(group, _ -> new ArrayList<>());
        if (few.size() < 3) few.add(refusal);
        also.accept(refusal);
    }

    private static String shortened(String value) {
        return value.length() <= 200 ? value : value.substring(0, 200) + "…";
    }

    long count() {
        return count;
    }

    List<Refusal> list() {
        return List.copyOf(kept);
    }

    List<Group> groups() {
        var groups = new ArrayList<Group>();
        counts.forEach((key, many) -> groups.add(new Group(key.get(0), String.valueOf(key.get(1)), many, List.copyOf(examples.getOrDefault(key, List.of())))));
        groups.sort((a, b) -> Long.compare(b.count(), a.count()));
        return groups;
    }
}
