package demarc.app.platform;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Runs the product with demonstration data on its own PostgreSQL, and says how to sign in.",
        mixinStandardHelpOptions = true,
        footer = {"", "DEMARC_HOME  the data directory; demo.json in it lists the address, people, passwords and tokens"})
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port to listen on (default ${DEFAULT-VALUE}; 0 lets the system choose).")
    private int port;

    @Spec private CommandSpec spec;

    @Override public Integer call() throws InterruptedException {
        return new ServeRun(port, spec.commandLine().getOut()).demo();
    }
}
