package demarc.app.estate.protection;

import org.jspecify.annotations.Nullable;

/// What to do in a restore test, as its ticket says it.
public final class Plans {
    public static final String EXERCISE = """
            Once a year the business is brought back from its backups alone, in the order of its tiers, on other machines.

            Agree on a day, restore every T1 system and what it needs, let somebody of the business work on it, and note when each was back. Then save the
            evidence on the test's page: what was restored, when it began and ended, what was found.""";

    private Plans() {}

    public static String of(RestoreTest test, ProtectedSystem system, @Nullable BackupJob job) {
        var from = job == null ? "No backup of it was ever reported: begin there." : "From: the last backup of %s (%s).".formatted(job.key(), job.tool().label());
        var how = switch (test.kind()) {
            case FULL -> "Restore all of %s in isolation, start it, and let somebody who uses it look. It should be back within %s.".formatted(system.name(), Times.words(system.rto()));
            case SAMPLE -> "Restore a sample that matters to those who use %s (a mailbox, a table, a folder) beside the original, and compare.".formatted(system.name());
            case RANDOM -> "Restore one file that chance chooses. Seed: %d. Whoever draws with it from the same backup gets the same file:%n%n%s".formatted(test.seed(), draw(test, job));
            case EXERCISE -> EXERCISE;
        };
        return "%s%n%n%s%n%n%s".formatted(how, from, job == null ? "Save the evidence on the test's page." : """
                Save the evidence on the test's page, or let this measure it and say it:

                demarc report restore-test --test %d --job %s --restored FILE --original FILE -- %s""".formatted(test.id(), job.key(), restore(job.tool())));
    }

    static String draw(RestoreTest test, @Nullable BackupJob job) {
        var list = job == null ? "LIST" : switch (job.tool()) {
            case RESTIC -> "restic ls --json latest";
            case BORG -> "borg list --json-lines ::ARCHIVE";
            case OTHER -> "LIST";
        };
        return "demarc report draw --seed %d -- %s".formatted(test.seed(), list);
    }

    private static String restore(Tool tool) {
        return switch (tool) {
            case RESTIC -> "restic restore latest --target DIR --include FILE";
            case BORG -> "borg extract ::ARCHIVE FILE";
            case OTHER -> "COMMAND";
        };
    }
}
