package demarc.app.agreement.web;

import demarc.app.directory.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The text, and what there is to say about it beside it.
///
/// @param seen   the draft's version the reader has before them
/// @param theirs what somebody else saved meanwhile, against the reader's own text; null when nobody did
public record EditorPage(Client client, String text, int seen, String saved, int lines, @Nullable String problem, @Nullable Conflict theirs, Findings findings) {

    /// @param text what is saved now
    public record Conflict(String by, String text, List<LineDiff.Row> rows) {}

    /// What the compiler and the directory say about a text.
    ///
    /// @param facts   what the text is, once it can be read
    /// @param changes against the version in force, or null
    public record Findings(Client client, List<FindingRow> rows, long errors, long warnings, boolean mayBeProposed, @Nullable Facts facts, @Nullable Changes changes) {}

    public record Facts(int version, String effective, String model, int services, int activities, String price, String usual) {}
}
