package demarc.app;

import demarc.app.agreement.CheckCommand;
import demarc.app.agreement.DiffCommand;
import demarc.app.agreement.WhoCommand;
import demarc.app.decide.DecideCommand;
import demarc.app.directory.TokenCommand;
import demarc.app.estate.ReportCommand;
import demarc.app.estate.AdvisoriesCommand;
import demarc.app.platform.AuditCommand;
import demarc.app.platform.DemoCommand;
import demarc.app.platform.Exits;
import demarc.app.platform.ServeCommand;
import demarc.app.signals.ProbeCommand;
import demarc.app.work.ImportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line. Each module brings its own commands; one that needs no server starts none.
@Command(
        name = "demarc",
        description = "Runs IT that is shared between a business and its provider by one checked, signed agreement.",
        mixinStandardHelpOptions = true,
        version = "Demarc 0.1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            WhoCommand.class,
            DecideCommand.class,
            ImportCommand.class,
            ReportCommand.class,
            ProbeCommand.class,
            AdvisoriesCommand.class,
            TokenCommand.class,
            AuditCommand.class,
        },
        footer = {"", "`demarc COMMAND --help` tells more. Exit codes: 0 done, 1 findings, 2 wrong usage or unreadable input, 3 failed."})
public final class Demarc {
    private Demarc() {}

    public static void main(String... arguments) {
        System.exit(Exits.run(new CommandLine(new Demarc()), arguments));
    }
}
