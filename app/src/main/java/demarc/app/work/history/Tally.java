package demarc.app.work.history;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.agreement.Reading;
import demarc.core.agreement.Replay;
import demarc.core.agreement.ServiceLevel;
import demarc.core.agreement.Timeline.Fact;
import demarc.core.worktime.WorkCalendar;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Replays ticket after ticket under one agreement and adds up what it would have done. It keeps sums, no tickets.
final class Tally {

    private record Held(Priority priority, String party) implements Comparable<Held> {
        @Override
        public int compareTo(Held other) {
            int byPriority = priority.compareTo(other.priority);
            return byPriority != 0 ? byPriority : party.compareTo(other.party);
        }
    }

    private final InForce inForce;
    private final Replay replay;
    private final String officeName;
    private final WorkCalendar office;
    private final Map<String, long[]> teams = new LinkedHashMap<>();
    private final Map<Held, long[]> promises = new TreeMap<>();
    private final Map<String, long[]> hoursByParty = new LinkedHashMap<>();
    private final Map<String, Long> crossings = new TreeMap<>();
    private final long[] byHour = new long[24];
    private long inOffice;
    private long crossed;
    private long back;
    private long clientToProvider;
    private long providerToClient;
    private long betweenProviders;
    private long madeSla;
    private long missedSla;
    private long unanswered;
    private long total;
    private @Nullable Instant first;

    Tally(InForce inForce) {
        this.inForce = inForce;
        replay = new Replay(inForce);
        officeName = inForce.agreement().hours().containsKey("office") ? "office" : level().clock();
        office = inForce.calendar(officeName);
        inForce.agreement().teams().keySet().forEach(team -> teams.put(team, new long[2]));
    }

    private ServiceLevel level() {
        return inForce.level(inForce.activities().getFirst(), Priority.P3);
    }

    void add(PastTicket ticket) {
        var outcome = replay.of(ticket.past());
        total++;
        opened(ticket.opened(), outcome.first().responsible());
        moved(outcome);
        promised(ticket, outcome);
        if (ticket.madeSla() != null) {
            if (ticket.madeSla()) madeSla++;
            else missedSla++;
        }
        if (unanswered(ticket)) unanswered++;
    }

    private void opened(Instant at, Agreement.Team team) {
        sums(teams, team.key())[0]++;
        int hour = at.atZone(inForce.agreement().zone()).getHour();
        byHour[hour]++;
        hoursByParty.computeIfAbsent(team.party().key(), _ -> new long[24])[hour]++;
        if (office.open(at)) inOffice++;
        if (first == null || at.isBefore(first)) first = at;
    }

    private void moved(Replay.Outcome outcome) {
        boolean crosses = false;
        boolean returns = false;
        var began = outcome.first().responsible().party().key();
        for (var move : outcome.moves()) {
            sums(teams, move.to().key())[1]++;
            if (!move.crosses()) continue;
            crosses = true;
            returns |= move.to().party().key().equals(began);
            crossings.merge(words(move.why()), 1L, Long::sum);
            if (move.from().party().isClient()) clientToProvider++;
            else if (move.to().party().isClient()) providerToClient++;
            else betweenProviders++;
        }
        if (crosses) crossed++;
        if (returns) back++;
    }

    private static String words(Replay.Why why) {
        return switch (why) {
            case TURNED -> "became other work";
            case BOUNDARY -> "edge of hours";
            case ESCALATED -> "escalation";
        };
    }

    private void promised(PastTicket ticket, Replay.Outcome outcome) {
        var priority = ticket.priority();
        var holder = outcome.first().responsible().party().key();
        for (var fact : outcome.timeline().facts()) {
            if (fact instanceof Fact.PriorityChanged changed) priority = changed.to();
            if (fact instanceof Fact.Assigned assigned) holder = assigned.party();
        }
        var respond = outcome.reading().respond();
        var resolve = outcome.reading().resolve();
        if (respond != null) count(priority, respond, !unanswered(ticket), outcome.first().responsible().party().key(), 0);
        if (resolve != null) count(priority, resolve, true, holder, 3);
    }

    private void count(Priority priority, Reading.Clock clock, boolean known, String holder, int from) {
        var breach = clock.breach();
        var party = known && breach != null ? breach.party() : holder;
        int column = !known ? 2 : switch (clock.state()) {
            case MET -> 0;
            case BREACHED -> 1;
            case RUNNING, PAUSED, STOPPED -> 2;
        };
        promises.computeIfAbsent(new Held(priority, party), _ -> new long[6])[from + column]++;
    }

    private static boolean unanswered(PastTicket ticket) {
        return Boolean.TRUE.equals(ticket.unanswered());
    }

    private static long[] sums(Map<String, long[]> of, String key) {
        return of.computeIfAbsent(key, _ -> new long[2]);
    }

    long total() {
        return total;
    }

    long unanswered() {
        return unanswered;
    }

    Report.Judged judged() {
        var agreement = inForce.agreement();
        boolean after = first != null && agreement.effective().isAfter(first.atZone(agreement.zone()).toLocalDate());
        return new Report.Judged(agreement.key(), agreement.version(), agreement.effective(), agreement.hash(), after);
    }

    List<Report.TeamLine> teams() {
        var lines = new ArrayList<Report.TeamLine>();
        teams.forEach((key, sums) -> {
            var team = inForce.agreement().teams().get(key);
            if (team != null && sums[0] + sums[1] > 0) lines.add(new Report.TeamLine(key, team.title(), team.party().key(), sums[0], sums[1]));
        });
        lines.sort((a, b) -> Long.compare(b.opened(), a.opened()));
        return lines;
    }

    Report.Crossed crossed() {
        return new Report.Crossed(crossed, clientToProvider, providerToClient, betweenProviders, back, crossings);
    }

    Report.Hours hours() {
        var parties = new LinkedHashMap<String, List<Long>>();
        hoursByParty.forEach((party, hours) -> parties.put(party, Arrays.stream(hours).boxed().toList()));
        return new Report.Hours(officeName, inOffice, total - inOffice, Arrays.stream(byHour).boxed().toList(), parties);
    }

    List<Report.Promised> promises() {
        var lines = new ArrayList<Report.Promised>();
        promises.forEach((held, n) -> {
            var level = inForce.agreement().serviceLevels().get(held.priority);
            lines.add(new Report.Promised(held.priority.name(), held.party, new Report.Kept(n[0], n[1], n[2]), new Report.Kept(n[3], n[4], n[5]),
                    level == null ? 0 : level.attainmentPercent()));
        });
        return lines;
    }

    Report.@Nullable SourceVerdict source() {
        return madeSla + missedSla == 0 ? null : new Report.SourceVerdict(madeSla, missedSla);
    }
}
