package demarc.app.decide.past;

import demarc.app.work.history.PastRead;
import demarc.core.simulation.History;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a history is good for, said before anything is computed from it.
///
/// @param tickets  told from the file
/// @param notUsed  rows, by reason, most frequent first
/// @param findings worst first
/// @param says     what can be said from it, question by question
/// @param assumed  what no ticket log tells, or this one does not, and what is taken instead
/// @param pictures null without a ticket
public record Quality(
        PastRead.Seen seen, long tickets, long rowsUsed, long rowsNotUsed, List<PastRead.Refused> notUsed, List<Finding> findings, List<Said> says, List<Assumed> assumed,
        List<PastRead.Name> names, Mapped mapped, @Nullable Pictures pictures) {

    /// @param how whether it can be said
    public record Said(String question, How how, String why) {}

    public enum How { YES, ROUGHLY, NO }

    public record Assumed(String unknown, String instead) {}

    /// Tickets by what their service was told from.
    public record Mapped(long catalogue, long own, long rest) {

        /// Of all tickets, in percent.
        public int percent() {
            long all = catalogue + own + rest;
            return all == 0 ? 0 : (int) Math.round(100.0 * catalogue / all);
        }
    }

    public static Quality of(PastRead read) {
        var history = read.history();
        var findings = new ArrayList<>(FileFindings.of(read));
        if (history != null) findings.addAll(TicketFindings.of(history, read));
        findings.sort(Comparator.comparing(Finding::severity));
        long rows = read.seen().rows();
        long refused = Math.min(rows, read.refusedRows());
        return new Quality(read.seen(), read.tickets(), rows - refused, refused, read.refused(), List.copyOf(findings), Answerable.of(read, findings), Assumptions.of(read),
                read.names(), mapped(history, read), history == null ? null : Pictures.of(history));
    }

    private static Mapped mapped(@Nullable History history, PastRead read) {
        if (history == null) return new Mapped(0, 0, 0);
        var own = new ArrayList<String>();
        for (var name : read.names()) if (name.how() == PastRead.How.OWN) own.add(name.service());
        boolean named = !own.isEmpty();
        var counts = new long[history.services().size()];
        for (int i = 0; i < history.size(); i++) counts[history.service(i)]++;
        long catalogue = 0;
        long ofOwn = 0;
        long rest = 0;
        for (int i = 0; i < counts.length; i++) {
            var service = history.services().get(i);
            if (own.contains(service)) ofOwn += counts[i];
            else if (service.equals("other") || !named && read.names().stream().allMatch(name -> name.how() == PastRead.How.REST)) rest += counts[i];
            else catalogue += counts[i];
        }
        return new Mapped(catalogue, ofOwn, rest);
    }

    public ZoneId zone() {
        return seen.zone();
    }

    /// Nothing can be computed at all.
    public boolean isUseless() {
        return says.stream().allMatch(said -> said.how() == How.NO);
    }

    public boolean has(String key) {
        return findings.stream().anyMatch(finding -> finding.key().equals(key));
    }
}
