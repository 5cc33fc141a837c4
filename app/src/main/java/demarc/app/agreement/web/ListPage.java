package demarc.app.agreement.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every client the reader sees, and how its agreement stands.
public record ListPage(List<Row> rows) {

    /// @param current in words, or null while nothing is in force
    /// @param next    what comes next, or null
    /// @param waiting number of the version that waits for the reader's party, or null
    public record Row(String key, String name, String model, @Nullable String current, @Nullable String next, @Nullable Integer open, @Nullable Integer waiting, boolean draft, boolean mayDraft, List<Share> shares) {}

    /// How many activities a side answers for.
    public record Share(Sides.Side side, int count, int percent) {}

    public long waiting() {
        return rows.stream().filter(row -> row.waiting != null).count();
    }
}
