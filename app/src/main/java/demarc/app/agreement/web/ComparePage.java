package demarc.app.agreement.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Two texts of one client: what the change means, and the texts side by side.
///
/// @param changes null when one of them leaves its meaning open
public record ComparePage(Frame frame, String from, String to, String fromName, String toName, @Nullable Changes changes, List<LineDiff.Row> rows) {}
