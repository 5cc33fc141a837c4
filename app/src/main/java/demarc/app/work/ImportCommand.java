package demarc.app.work;

import demarc.app.work.history.ImportTicketsCommand;
import picocli.CommandLine.Command;

/// `demarc import`: what may be brought in from elsewhere.
@Command(name = "import", description = "Brings in what another system knows.", mixinStandardHelpOptions = true, subcommands = ImportTicketsCommand.class)
public final class ImportCommand {}
