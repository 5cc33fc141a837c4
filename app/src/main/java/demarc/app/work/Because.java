package demarc.app.work;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a ticket is where it is: the line of the agreement that says so, or why none could.
///
/// @param version     number of the agreement's version; null when none was in force
/// @param file        the version's own text, or the template the line was inherited from
/// @param line        0 when there is no line
/// @param rule        in words: `rule 1 of help-desk/first-line: when office`
/// @param text        the line itself, or the explanation
/// @param accountable the party that answers for it
public record Because(
        @Nullable Integer version, @Nullable String file, int line, String rule, String text, int accountable,
        List<String> consulted, List<String> informed) {}
