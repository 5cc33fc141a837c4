package demarc.core.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What became of a text: the agreement it says, unless it has plain mistakes, and everything there is to say about it.
///
/// @param agreement null when the text has mistakes that leave its meaning open
/// @param findings  in the text's order
public record Compilation(@Nullable Agreement agreement, List<Finding> findings) {

    public Compilation {
        findings = List.copyOf(findings);
    }

    /// Reads and checks a text; never throws because of it.
    ///
    /// @param file the name that findings and reasons will show
    public static Compilation of(String file, String text) {
        var report = new Report();
        var agreement = Reader.read(file, text, report);
        if (agreement == null) return new Compilation(null, report.findings());
        var findings = new ArrayList<>(report.findings());
        findings.addAll(Checker.check(agreement));
        findings.sort(null);
        return new Compilation(agreement, findings);
    }

    public boolean hasErrors() {
        return agreement == null || findings.stream().anyMatch(Finding::isError);
    }

    /// @throws IllegalStateException with the findings when the text has errors
    public InForce inForce() {
        if (agreement == null || hasErrors())
            throw new IllegalStateException("this agreement cannot be in force:\n" + findings.stream().map(f -> f.at() + ": " + f.code() + ": " + f.message()).collect(Collectors.joining("\n")));
        return InForce.of(agreement);
    }
}
