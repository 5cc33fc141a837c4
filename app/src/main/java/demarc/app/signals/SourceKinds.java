package demarc.app.signals;

import demarc.app.platform.Refused;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The ways to be told that there are.
@Component
public class SourceKinds {
    /// Speak from inside the product and have no bodies.
    private static final List<String> OWN = List.of("checks", "demarc");

    private final Map<String, SourceKind> kinds = new TreeMap<>();

    SourceKinds(List<SourceKind> all) {
        for (var kind : all)
            if (kinds.put(kind.key(), kind) != null) throw new IllegalStateException("two kinds of source are called (%s)".formatted(kind.key()));
    }

    /// By key.
    public Collection<SourceKind> all() {
        return kinds.values();
    }

    public @Nullable SourceKind find(String key) {
        return kinds.get(key);
    }

    Concern concern(String key) {
        var kind = kinds.get(key);
        if (kind != null) return kind.concern();
        if (OWN.contains(key)) return Concern.MONITORING;
        throw new Refused("kind", "There is no kind of source '%s'. There are: %s.".formatted(key, String.join(", ", kinds.keySet())));
    }

    @Nullable Duration usualSilence(String key) {
        var kind = kinds.get(key);
        return kind == null ? null : kind.usualSilence();
    }

    @Nullable Duration usualQuiet(String key) {
        var kind = kinds.get(key);
        return kind == null ? null : kind.usualQuiet();
    }

    void checkMapping(String key, String mapping) {
        var kind = kinds.get(key);
        if (kind != null) kind.check(mapping);
    }
}
