package demarc.app.estate.protection;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What makes the copies.
public enum Tool {
    RESTIC("restic", Map.of("backup", Operation.BACKUP, "copy", Operation.BACKUP, "check", Operation.CHECK, "forget", Operation.PRUNE, "prune", Operation.PRUNE)),
    BORG("Borg", Map.of("create", Operation.BACKUP, "import-tar", Operation.BACKUP, "check", Operation.CHECK, "prune", Operation.PRUNE, "compact", Operation.PRUNE,
            "delete", Operation.PRUNE)),
    OTHER("another tool", Map.of());

    private final String label;
    private final Map<String, Operation> operations;

    Tool(String label, Map<String, Operation> operations) {
        this.label = label;
        this.operations = operations;
    }

    public String label() {
        return label;
    }

    /// By the program's name: `/usr/local/bin/restic_0.17`.
    public static Tool of(List<String> command) {
        if (command.isEmpty()) return OTHER;
        var path = command.getFirst().replace('\\', '/');
        var program = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return program.startsWith("restic") ? RESTIC : program.matches("borg([-_.0-9].*)?") ? BORG : OTHER;
    }

    /// By the first word of the command that is one of the tool's verbs; options and their values come before it as often as after.
    public Operation operation(List<String> command) {
        if (this == OTHER) return Operation.BACKUP;
        return command.stream().skip(1).filter(operations::containsKey).findFirst().map(operations::get).orElse(Operation.OTHER);
    }
}
