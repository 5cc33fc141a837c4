package demarc.core.agreement;

import demarc.core.Nearest;
import demarc.core.agreement.Tree.Entry;
import demarc.core.agreement.Tree.Mapping;
import demarc.core.agreement.Tree.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The shipped engagement templates, and what `extends:` does with them. Maps merge deeply; lists and single values replace; a text that
/// gives `rules:` lets go of an inherited `responsible:` beside it, and the other way round.
public final class Templates {

    private static final List<String> NAMES = List.of(
            "fully-managed",
            "co-managed/keep-the-desk",
            "co-managed/keep-the-strategy",
            "co-managed/projects-only",
            "co-managed/provider-desk",
            "co-managed/nights",
            "internal");

    /// What the others share; extended by them and by nobody else.
    private static final String COMMON = "common";

    private static final Map<String, Mapping> RESOLVED = new ConcurrentHashMap<>();

    private Templates() {}

    public static List<String> names() {
        return NAMES;
    }

    /// @param name one of [#names()], or the file part of a place inside one: `template:common`
    public static String text(String name) {
        var bare = name.startsWith("template:") ? name.substring("template:".length()) : name;
        if (!NAMES.contains(bare) && !bare.equals(COMMON)) throw new NoSuchElementException("no template (%s)".formatted(name));
        return resource(bare);
    }

    /// Does this [Place#file()] lie inside a template?
    public static boolean isTemplate(String file) {
        return file.startsWith("template:");
    }

    static String resource(String name) {
        try (var in = Templates.class.getResourceAsStream("/templates/" + name + ".yaml")) {
            if (in == null) throw new IllegalStateException("the shipped file templates/%s.yaml is missing".formatted(name));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text with everything it extends beneath it. A mistaken template is reported and the nearest read in its place, so that other
    /// mistakes show, too; null when no other is near, as everything inherited would then seem missing.
    static @Nullable Mapping inherited(Mapping written, Report report) {
        var extended = written.get("extends");
        if (extended == null) return written;
        var name = Fields.text(extended, "extends", report);
        if (name == null) return null;
        if (NAMES.contains(name) || name.equals(COMMON) && isTemplate(written.at().file())) return merged(resolved(name), written);
        report.unknown(extended.at(), "template", name, NAMES);
        return Nearest.to(name, NAMES).map(near -> merged(resolved(near), written)).orElse(null);
    }

    private static Mapping resolved(String name) {
        var known = RESOLVED.get(name);
        if (known != null) return known;
        var report = new Report();
        if (!(Yaml.read("template:" + name, resource(name), report) instanceof Mapping map) || report.hasErrors())
            throw new IllegalStateException("the shipped template %s cannot be read: %s".formatted(name, report.findings()));
        var resolved = inherited(map, report);
        if (resolved == null) throw new IllegalStateException("the shipped template %s extends nothing that is shipped: %s".formatted(name, report.findings()));
        RESOLVED.put(name, resolved);
        return resolved;
    }

    private static Mapping merged(Mapping base, Mapping over) {
        var all = new LinkedHashMap<>(base.without(superseded(over)).entries());
        over.entries().forEach((key, entry) -> all.merge(key, entry, Templates::merged));
        return new Mapping(all, over.at());
    }

    private static Entry merged(Entry base, Entry over) {
        return switch (over.value()) {
            case Mapping map when base.value() instanceof Mapping inherited -> new Entry(over.keyAt(), merged(inherited, map));
            // `help-desk:` with nothing behind it changes nothing.
            case Scalar nothing when nothing.isNothing() && base.value() instanceof Mapping -> base;
            default -> over;
        };
    }

    /// Two ways of saying who works: whichever is said anew replaces both.
    private static List<String> superseded(Mapping over) {
        var keys = new ArrayList<String>();
        if (over.get("rules") != null) keys.add("responsible");
        if (over.get("responsible") != null) keys.add("rules");
        return keys;
    }
}
