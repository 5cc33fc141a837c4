package demarc.core.agreement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing the compiler has to say about an agreement's text.
///
/// @param code    stable, lower-case, hyphenated (`gap`, `off-duty`, `rm-04`); the user guide has an entry for each
/// @param message what is wrong, in one sentence, with the values
/// @param witness a concrete case that shows it ("Saturday 13:00 to Monday 08:00, P1"), or null where the place says it all
/// @param hint    the way out, or null
/// @param related the other half of a contradiction, each with a note
public record Finding(
        String code,
        Severity severity,
        Place at,
        String message,
        @Nullable String witness,
        @Nullable String hint,
        List<Related> related)
        implements Comparable<Finding> {

    public enum Severity { ERROR, WARNING }

    public record Related(Place at, String note) {}

    public Finding {
        related = List.copyOf(related);
    }

    static Finding error(String code, Place at, String message, @Nullable String witness, @Nullable String hint, Related... related) {
        return new Finding(code, Severity.ERROR, at, message, witness, hint, List.of(related));
    }

    static Finding warning(String code, Place at, String message, @Nullable String witness, @Nullable String hint, Related... related) {
        return new Finding(code, Severity.WARNING, at, message, witness, hint, List.of(related));
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(Finding other) {
        int byPlace = at.compareTo(other.at);
        return byPlace != 0 ? byPlace : code.compareTo(other.code);
    }
}
