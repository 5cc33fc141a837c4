package demarc.app.estate.protection.web;

import demarc.app.estate.protection.Copies;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every system, what is wrong first, and the restores to be tried.
///
/// @param clients  by key, with "all" in front
/// @param standing `wrong`, `look`, `good`, or empty for all
/// @param next     address of the page after; null on the last
/// @param of       the one client that is shown; null when there are several
public record ListPage(List<Row> rows, List<Test> tests, Map<String, String> clients, String client, String standing, @Nullable String next, boolean first, boolean mayChange,
        @Nullable String of) {
    /// @param trouble one line: what is wrong, or what is worth a look; empty when nothing is
    /// @param ticket  that is open for it
    public record Row(String href, String name, String client, String tier, String css, String state, String trouble, @Nullable String ticket, Bar bar, Copies copies, String jobs) {}

    public record Test(String href, String what, String client, String kind, Instant dueAt, boolean overdue, @Nullable String ticket) {}
}
