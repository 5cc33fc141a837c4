package demarc.app.reporting;

import demarc.app.work.Queue;
import java.util.List;

/// @param clients names of those the guest may see
public record AuditPage(List<Choice> choices, String on, List<Answer> answers, String clients) {
    public record Choice(String key, String title, boolean chosen) {}

    /// @param address where the line of the agreement that says so is shown
    public record Answer(
            String client, String when, String activity, String team, String teamOf, String teamSide, String accountable, String accountableSide, int version,
            String hash, String address, String line, List<String> signatures, List<Queue.Row> tickets) {}
}
