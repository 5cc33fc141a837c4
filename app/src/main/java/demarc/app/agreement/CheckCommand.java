package demarc.app.agreement;

import demarc.app.platform.Exits;
import demarc.core.agreement.Compilation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `demarc check`: the compiler without the product around it.
@Command(
        name = "check",
        description = "Checks agreements: no gaps, no overlaps, no promise that cannot be kept.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit codes: 0 clean, 1 findings (errors or warnings), 2 a file could not be read.",
            "docs/findings.md explains each code. Colour is used on a terminal unless NO_COLOR is set."
        })
public final class CheckCommand implements Callable<Integer> {

    /// How findings are written.
    public enum Format { HUMAN, JSON, SARIF }

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Agreement files; - reads the standard input.")
    private List<String> files = List.of();

    @Option(names = "--format", defaultValue = "human", paramLabel = "human|json|sarif", description = "How to write findings (default ${DEFAULT-VALUE}).")
    private Format format = Format.HUMAN;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /// A file and what the compiler said of it.
    record Checked(AgreementText text, Compilation compilation) {}

    @Override
    public Integer call() {
        var checked = new ArrayList<Checked>();
        var unreadable = new LinkedHashMap<String, String>();
        for (var file : files) {
            try {
                var text = AgreementText.read(file);
                checked.add(new Checked(text, Compilation.of(text.file(), text.text())));
            } catch (AgreementText.Unreadable e) {
                spec.commandLine().getErr().println("demarc: " + e.getMessage());
                unreadable.put(file, String.valueOf(e.getMessage()));
            }
        }
        var out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case HUMAN -> new FindingsForPeople(Ansi.AUTO.enabled()).text(checked);
                    case JSON -> FindingsForPrograms.json(checked, unreadable);
                    case SARIF -> FindingsForPrograms.sarif(checked, unreadable);
                });
        out.flush();
        if (!unreadable.isEmpty()) return Exits.USAGE;
        return checked.stream().allMatch(one -> one.compilation().findings().isEmpty()) ? Exits.DONE : Exits.FINDINGS;
    }
}
