package demarc.app.platform;

import demarc.app.platform.postgres.Unusable;
import picocli.CommandLine;

/// Exit codes of every command: 0 done, 1 findings, 2 wrong usage or unreadable input, 3 failed.
public final class Exits {
    public static final int DONE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int FAILED = 3;

    private Exits() {}

    /// Runs the command line; what was written for a person is shown without a stack trace.
    public static int run(CommandLine commands, String... arguments) {
        return commands
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    var says = command.getErr();
                    if (failure instanceof Unusable || failure instanceof Refused) says.println(failure.getMessage());
                    else failure.printStackTrace(says);
                    return FAILED;
                })
                .execute(arguments);
    }
}
