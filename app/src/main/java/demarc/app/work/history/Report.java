package demarc.app.work.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an import did and what the agreement would have done with the same tickets. This is the JSON that `--format json` prints.
///
/// @param tickets      told from the file: what was or would be sent
/// @param imported     new tickets; with `dryRun` none
/// @param alreadyThere tickets that an earlier run has brought
/// @param refused      rows (or tickets) that could not be used, up to 100,000; `refusedCount` counts all
@JsonInclude(JsonInclude.Include.NON_NULL)
record Report(
        String client, boolean dryRun, Recognised recognised, long tickets, long imported, long alreadyThere, long refusedCount,
        List<Refusals.Refusal> refused, Mapped mapping, Judged agreement, List<TeamLine> teams, Crossed crossed, Hours hours, List<Promised> promises,
        @Nullable SourceVerdict source, List<String> notes, double seconds) {

    record Column(String column, String meaning) {}

    /// @param dates how dates were read; null when they need no telling
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Recognised(
            String file, String format, String encoding, String delimiter, List<Column> columns, List<String> unused, List<String> repeated,
            @Nullable String dates, String zone, String zoneFrom, long rows, long tickets, @Nullable LocalDate first, @Nullable LocalDate last) {}

    /// @param byDefault         tickets whose category and group are both unmapped
    /// @param unknownPriorities values taken for P3, with the number of tickets
    record Mapped(String file, String fallback, long byDefault, Map<String, Long> unknownPriorities) {}

    /// @param afterHistory whether the agreement took effect after the history began
    record Judged(String key, int version, LocalDate effective, String hash, boolean afterHistory) {}

    /// @param opened  tickets that would have gone to the team first
    /// @param movedIn how often the agreement would have moved work to it later
    record TeamLine(String team, String title, String party, long opened, long movedIn) {}

    /// @param tickets that would have crossed the line at least once
    /// @param back    of those, tickets that would have come back to the party they began with
    /// @param moves   crossings by why the agreement makes them
    record Crossed(long tickets, long clientToProvider, long providerToClient, long betweenProviders, long back, Map<String, Long> moves) {}

    /// @param office  opened in the hours that `name` names
    /// @param byHour  opened in each hour of the local day
    /// @param byParty of each hour, how many would have gone to each party
    record Hours(String name, long office, long outside, List<Long> byHour, Map<String, List<Long>> byParty) {}

    record Kept(long kept, long broken, long unknown) {}

    /// @param party   that held the ticket when the promise was kept or broke
    /// @param percent what the agreement asks for
    record Promised(String priority, String party, Kept respond, Kept resolve, int percent) {}

    /// What the source itself says of its promises.
    record SourceVerdict(long met, long missed) {}
}
