package demarc.app.platform;

import demarc.app.platform.postgres.Unusable;
import demarc.core.Nearest;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.json.JsonMapper;

/// Exit codes of every command: 0 done, 1 findings, 2 wrong usage or unreadable input, 3 failed.
public final class Exits {
    public static final int DONE = 0;
    public static final int FINDINGS = 1;
    public static final int USAGE = 2;
    public static final int FAILED = 3;

    private Exits() {}

    /// Runs the command line; what was written for a person is shown without a stack trace. A program that asked for JSON gets JSON whatever happens:
    /// where a command wrote nothing, what it told people is the error.
    public static int run(CommandLine commands, String... arguments) {
        var out = new Counted(commands.getOut());
        var err = new Copied(commands.getErr());
        var exit = commands
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Exits::misused)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    var says = command.getErr();
                    if (failure instanceof Unusable || failure instanceof Refused || failure instanceof UncheckedIOException) says.println(failure.getMessage());
                    else failure.printStackTrace(says);
                    return FAILED;
                })
                .execute(arguments);
        commands.getOut().flush();
        if (exit != DONE && !out.written && wantsJson(List.of(arguments))) commands.getOut().println(error(exit, err.said.toString()));
        return exit;
    }

    private static int misused(ParameterException mistake, String[] arguments) {
        var command = mistake.getCommandLine();
        var says = command.getErr();
        var known = command.getSubcommands().keySet();
        if (mistake instanceof CommandLine.UnmatchedArgumentException unmatched && !known.isEmpty() && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            var name = unmatched.getUnmatched().getFirst();
            says.println("There is no command '%s'. %s".formatted(name, Nearest.to(name, known).map("Did you mean %s?"::formatted)
                    .orElseGet(() -> "There are: %s.".formatted(String.join(", ", known)))));
            return USAGE;
        }
        says.println(mistake.getMessage());
        command.usage(says);
        return USAGE;
    }

    /// What stands behind `--` is another program's.
    private static boolean wantsJson(List<String> all) {
        var arguments = all.contains("--") ? all.subList(0, all.indexOf("--")) : all;
        var at = arguments.indexOf("--format");
        return arguments.stream().anyMatch("--format=json"::equalsIgnoreCase) || at >= 0 && at + 1 < arguments.size() && arguments.get(at + 1).equalsIgnoreCase("json");
    }

    private static String error(int exit, String said) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("exit", exit);
        error.put("message", said.split("\\R(?=Usage: )")[0].strip());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("error", error));
    }

    private static final class Counted extends FilterWriter {
        private boolean written;

        Counted(Writer to) {
            super(to);
        }

        @Override public void write(int letter) throws IOException {
            written = true;
            super.write(letter);
        }

        @Override public void write(char[] text, int from, int length) throws IOException {
            written |= length > 0;
            super.write(text, from, length);
        }

        @Override public void write(String text, int from, int length) throws IOException {
            written |= length > 0;
            super.write(text, from, length);
        }
    }

    private static final class Copied extends FilterWriter {
        private static final int MOST = 8_000;
        private final StringWriter said = new StringWriter();

        Copied(Writer to) {
            super(to);
        }

        @Override public void write(int letter) throws IOException {
            super.write(letter);
            keep(String.valueOf((char) letter));
        }

        @Override public void write(char[] text, int from, int length) throws IOException {
            super.write(text, from, length);
            keep(new String(text, from, length));
        }

        @Override public void write(String text, int from, int length) throws IOException {
            super.write(text, from, length);
            keep(text.substring(from, from + length));
        }

        private void keep(String text) {
            if (said.getBuffer().length() + text.length() <= MOST) said.write(text);
        }
    }
}
