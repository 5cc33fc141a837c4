package demarc.app.work.history;

import demarc.core.simulation.History;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A history that was read, and all that can be said about how.
///
/// @param history           null when not one row could be used
/// @param tickets           told from the file; refused ones are not among them
/// @param refusedRows       rows that were not used; [#refused()] says why, most frequent reason first
/// @param names             what the file calls its work, and the services these names were taken for, most frequent first
/// @param unknownPriorities values that say nothing and were taken for P3, with the number of tickets
public record PastRead(@Nullable History history, Seen seen, long tickets, long refusedRows, List<Refused> refused, List<Name> names, Map<String, Long> unknownPriorities) {

    /// What the file turned out to be.
    ///
    /// @param events     one row for each thing that happened; otherwise one for each ticket
    /// @param dates      how `3/4/2016` was read; null when no date needs telling
    /// @param tickets    different ticket numbers in it
    /// @param first      earliest date in it, unchecked
    /// @param answers    whether a column gives the first answer
    /// @param resolutions whether a column gives the resolution, and not only the closing
    /// @param activities whether it names activities of any process, so that the last one was taken for the end
    /// @param waits      whether any ticket is told to have waited for somebody
    /// @param agents     whether a column names who worked on it
    public record Seen(
            String file, String format, String encoding, boolean events, List<Column> columns, List<String> unused, @Nullable String dates, ZoneId zone, String zoneFrom,
            long rows, long tickets, @Nullable LocalDate first, @Nullable LocalDate last, boolean answers, boolean resolutions, boolean activities, boolean waits, boolean agents,
            boolean groups, boolean priorities) {}

    public record Column(String column, String meaning) {}

    /// Rows that were not used for one reason.
    ///
    /// @param column   null when it is about the row as a whole
    /// @param examples up to three: `row 12, ticket INC7: 31/31/2016`
    public record Refused(@Nullable String column, String reason, long rows, List<String> examples) {}

    /// A category or group of the file.
    ///
    /// @param service what its tickets were taken for
    public record Name(String name, boolean group, long tickets, String service, How how) {}

    /// Why a name stands for a service.
    public enum How {
        /// Somebody said so.
        SAID,
        /// Words in the name say so.
        RECOGNISED,
        /// It says nothing known; it is a service of its own.
        OWN,
        /// It says nothing known and is rare.
        REST
    }
}
