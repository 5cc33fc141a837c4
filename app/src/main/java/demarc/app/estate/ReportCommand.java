package demarc.app.estate;

import demarc.app.estate.protection.report.Report;
import picocli.CommandLine.Command;

/// `demarc report`, where the command line finds it.
@Command(name = "report")
public final class ReportCommand extends Report {}
