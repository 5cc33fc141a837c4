package demarc.app.estate.protection;

import java.util.List;
import java.util.Locale;

/// What to do about the failures that backup tools know.
final class Advice {
    private record Known(List<String> words, String advice) {}

    private static final List<Known> ALL = List.of(
            new Known(List.of("already locked", "the lock", "lock.exclusive", "unable to create lock"), "Another run holds the repository, or one died holding it: make sure that none is at work, then remove the lock (restic unlock, borg break-lock)."),
            new Known(List.of("wrong password", "passphrase"), "The repository's password was refused: look at what the job reads it from."),
            new Known(List.of("no space left", "disk quota", "quota exceeded"), "The place the copy goes to is full."),
            new Known(List.of("permission denied", "access is denied"), "The job may not read or write there: look at its user's rights."),
            new Known(List.of("repository does not exist", "no such file or directory", "unable to open config file", "is not a valid repository"), "There is no repository at that place: is it mounted, is the address right?"),
            new Known(List.of("connection refused", "connection closed", "timed out", "no such host", "network is unreachable", "could not resolve"), "The place the copy goes to cannot be reached."));

    private Advice() {}

    /// The tool's words, and behind them what to do where that is known.
    static String on(String failure) {
        var words = failure.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(known -> known.words.stream().anyMatch(words::contains)).findFirst()
                .map(known -> ResticOutput.sentence(failure, null, "") + " " + known.advice).orElse(failure);
    }
}
