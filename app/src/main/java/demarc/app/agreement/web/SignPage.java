package demarc.app.agreement.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is signed, what it changes, by whom it is signed already, and the line to sign on.
///
/// @param changes   against the version in force, or null when there is none
/// @param statement what the reader would say by signing; null when they may not sign
/// @param why       why they may not, in words
/// @param problem   what went wrong with the last try, or null
public record SignPage(
        Frame frame, int number, String hash, String effective, String state, String tone, String model, String author, String note, List<VersionsPage.Mark> marks, List<FindingRow> warnings,
        @Nullable Changes changes, @Nullable String against, @Nullable String statement, String why, boolean open, boolean mayWithdraw, String comesIntoForce, @Nullable String problem) {}
