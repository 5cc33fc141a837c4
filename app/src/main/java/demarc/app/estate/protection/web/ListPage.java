package demarc.app.estate.protection.web;

import demarc.app.estate.protection.Copies;
import demarc.app.estate.protection.Nights;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every system, what is wrong first, and the restores to be tried.
///
/// @param clients  by key, with "all" in front
/// @param standing `wrong`, `look`, `good`, or empty for all
/// @param newest   how the newest night of each job went
/// @param next     address of the page after; null on the last
/// @param of       the one client that is shown; null when there are several
public record ListPage(List<Row> rows, List<Test> tests, Map<String, String> clients, String client, String standing, String newest, @Nullable String next, boolean first, boolean mayChange,
        @Nullable String of) {
    /// @param trouble one line: what is wrong, or what is worth a look; empty when nothing is
    /// @param ticket  that is open for it
    public record Row(String href, String name, String client, String tier, String css, String state, String trouble, @Nullable String ticket, Bar bar, Copies copies, List<Job> jobs) {}

    /// One copy: when it is made, and how its nights went.
    public record Job(String href, String key, String schedule, Nights nights) {}

    public record Test(String href, String what, String client, String kind, Instant dueAt, boolean overdue, @Nullable String ticket) {}
}
