package demarc.app.platform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Runs the product. No demonstration data; the first visit sets it up.",
        mixinStandardHelpOptions = true,
        footer = {"", "DEMARC_DATABASE_URL  your own PostgreSQL 15 or newer: postgresql://user:password@host:5432/database",
                "DEMARC_HOME          the data directory of the embedded PostgreSQL otherwise"})
public final class ServeCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port to listen on (default ${DEFAULT-VALUE}; 0 lets the system choose).")
    private int port;

    @Spec private CommandSpec spec;

    @Override public Integer call() throws InterruptedException {
        return new ServeRun(port, spec.commandLine().getOut()).serve();
    }
}
