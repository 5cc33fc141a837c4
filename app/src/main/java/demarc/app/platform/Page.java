package demarc.app.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list in the API.
///
/// @param next the cursor of the page after; null on the last
public record Page<T>(List<T> items, @Nullable String next) {
    private static final int USUAL = 50;
    private static final int MOST = 200;

    /// @param rows one more than `limit` when there is more
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, Cursor> end) {
        if (rows.size() <= limit) return new Page<>(rows, null);
        var items = rows.subList(0, limit);
        return new Page<>(List.copyOf(items), end.apply(items.getLast()).toString());
    }

    public static int limit(@Nullable Integer asked) {
        if (asked == null) return USUAL;
        if (asked < 1 || asked > MOST) throw new Refused("limit", "The limit %d must be between 1 and %d.".formatted(asked, MOST));
        return asked;
    }
}
