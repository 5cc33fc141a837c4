package demarc.core.agreement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// YAML as it was written: scalars are still text and every part knows its place. Immutable, so an alias shares what it names.
sealed interface Tree {

    Place at();

    /// @param plain written without quotes: only then can it be empty or `null`
    record Scalar(String text, boolean plain, Place at) implements Tree {
        boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }

        /// Where the text itself begins: inside the quotes, if it has any.
        Place textAt() {
            return plain ? at : new Place(at.file(), at.line(), at.column() + 1);
        }
    }

    record Sequence(List<Tree> items, Place at) implements Tree {}

    record Mapping(Map<String, Entry> entries, Place at) implements Tree {
        @Nullable Tree get(String key) {
            var entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        Mapping without(Iterable<String> keys) {
            var rest = new LinkedHashMap<>(entries);
            for (var key : keys) rest.remove(key);
            return new Mapping(rest, at);
        }
    }

    record Entry(Place keyAt, Tree value) {}

    /// Nothing, one thing or a list of things: `site: x` and `site: [x, y]` read alike.
    static List<Tree> listOf(@Nullable Tree tree) {
        return switch (tree) {
            case null -> List.of();
            case Scalar scalar when scalar.isNothing() -> List.of();
            case Scalar scalar -> List.of(scalar);
            case Mapping mapping -> List.of(mapping);
            case Sequence sequence -> new ArrayList<>(sequence.items());
        };
    }

    static boolean isRemove(Tree tree) {
        return tree instanceof Scalar scalar && scalar.text().equals("remove");
    }
}
