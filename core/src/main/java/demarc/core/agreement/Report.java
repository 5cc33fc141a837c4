package demarc.core.agreement;

import demarc.core.Nearest;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Collects what is wrong with a text, so that one run reports everything.
final class Report {

    private final List<Finding> findings = new ArrayList<>();

    void error(String code, Place at, String message, @Nullable String hint, Related... related) {
        findings.add(new Finding(code, Severity.ERROR, at, message, null, hint, List.of(related)));
    }

    /// A name nobody gave: says the nearest known one, or all of them when they are few.
    void unknown(Place at, String what, String name, Collection<String> known) {
        var hint = Nearest.to(name, known).map(near -> "Did you mean '" + near + "'?").orElseGet(() -> choices(known));
        error("unknown-name", at, "There is no %s '%s'.".formatted(what, name), hint);
    }

    boolean hasErrors() {
        return !findings.isEmpty();
    }

    List<Finding> findings() {
        return findings.stream().distinct().sorted().toList();
    }

    static @Nullable String choices(Collection<String> known) {
        if (known.isEmpty()) return null;
        var some = known.stream().limit(14).toList();
        return "Known: " + String.join(", ", some) + (known.size() > some.size() ? " …" : "") + ".";
    }
}
