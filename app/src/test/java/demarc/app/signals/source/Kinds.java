package demarc.app.signals.source;

import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/// The kinds of source as they are, without the product around them.
final class Kinds {
    static final Map<String, SourceKind> ALL = all();

    private Kinds() {}

    static List<Signal> read(String kind, byte[] bytes) {
        return of(kind).read(new SourceKind.Body(bytes, "application/json", Map.of(), null));
    }

    static SourceKind of(String kind) {
        return java.util.Objects.requireNonNull(ALL.get(kind), kind);
    }

    /// A payload of ours; `shared:` before it, one that others published, or null where those are not at hand.
    static byte @Nullable [] payload(String name) throws IOException {
        var published = name.startsWith("shared:");
        var file = published ? Path.of(System.getProperty("demarc.shared", "../../shared")).resolve("data/alert-payloads").resolve(name.substring(7))
                : Path.of("../examples/payloads").resolve(name);
        return published && !Files.exists(file) ? null : Files.readAllBytes(file);
    }

    private static Map<String, SourceKind> all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(SourceKind.class));
        var all = new TreeMap<String, SourceKind>();
        for (var found : scan.findCandidateComponents("demarc.app.signals.source")) {
            try {
                var kind = (SourceKind) BeanUtils.instantiateClass(Class.forName(found.getBeanClassName()).getDeclaredConstructor());
                all.put(kind.key(), kind);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }
}
