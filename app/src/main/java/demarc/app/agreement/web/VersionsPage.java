package demarc.app.agreement.web;

import demarc.app.agreement.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every version there was, and what became of it.
public record VersionsPage(Frame frame, List<Row> rows) {

    /// @param previous the version to compare it with, or null for the first
    /// @param ended    when the next one replaced it, or null
    public record Row(int number, String hash, String effective, String state, String words, String tone, String note, String author, Instant proposed, List<Mark> marks, @Nullable Integer previous, boolean open, boolean mayWithdraw, String withdrawn) {}

    /// A party's signature, or its absence.
    ///
    /// @param by empty while it has not signed
    public record Mark(String party, String css, String by, @Nullable Instant at, String statement, boolean waits) {}

    static @Nullable Integer previous(List<Version> all, Version version) {
        return all.stream().filter(other -> other.number() < version.number() && other.withdrawal() == null).map(Version::number).findFirst().orElse(null);
    }
}
