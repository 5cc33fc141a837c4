package demarc.app.decide.past;

import demarc.app.decide.past.Quality.How;
import demarc.app.decide.past.Quality.Said;
import demarc.app.work.history.PastRead;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which questions a history answers.
final class Answerable {

    private final PastRead read;
    private final Set<String> stops;
    private final Set<String> weakens;

    private Answerable(PastRead read, List<Finding> findings) {
        this.read = read;
        stops = keys(findings, Finding.Severity.STOPS);
        weakens = keys(findings, Finding.Severity.WEAKENS);
    }

    private static Set<String> keys(List<Finding> findings, Finding.Severity severity) {
        return findings.stream().filter(finding -> finding.severity() == severity).map(Finding::key).collect(Collectors.toSet());
    }

    static List<Said> of(PastRead read, List<Finding> findings) {
        var answerable = new Answerable(read, findings);
        return List.of(answerable.arrivals(), answerable.durations(), answerable.answers(), answerable.services(), answerable.people());
    }

    private Said arrivals() {
        var question = "How many tickets come, and when";
        if (any(stops, "no-tickets", "one-ticket", "few-tickets", "one-minute", "short")) return new Said(question, How.NO, "The tickets are too few, or their times of opening are none.");
        if (any(weakens, "few-tickets", "short", "gaps", "no-hours", "zone", "many-refused", "mixed-dates"))
            return new Said(question, How.ROUGHLY, weakens.contains("no-hours") ? "By day, not by hour." : "With wide intervals, for the reasons below.");
        return new Said(question, How.YES, "By hour of the week, with its trend.");
    }

    private Said durations() {
        var question = "How long they take, and which promises to resolve hold";
        if (any(stops, "no-tickets", "one-ticket", "few-tickets", "one-minute", "no-resolutions"))
            return new Said(question, How.NO, stops.contains("no-resolutions") ? "No ticket has a time of resolution. The usual effort for each kind of work is assumed." : "Nothing can be learned from so little.");
        if (any(weakens, "closing-only", "mostly-open", "activities", "bulk-closing", "open-for-months", "no-hours", "mixed-dates"))
            return new Said(question, How.ROUGHLY, "The times of resolution are not all what they say.");
        return new Said(question, How.YES, read.seen().waits() ? "Waiting for others is taken out." : "Waiting is not in the log; it is learned as idle time.");
    }

    private Said answers() {
        var question = "Which promises to answer hold";
        if (read.tickets() == 0) return new Said(question, How.NO, "There is no ticket.");
        if (read.seen().answers()) return new Said(question, How.YES, "The file gives the first answer.");
        if (read.seen().events()) return new Said(question, How.ROUGHLY, "The first answer is taken to be when a ticket left its first state.");
        return new Said(question, How.NO, "The file does not say when somebody first answered.");
    }

    private Said services() {
        var question = "Which part of the work each side could take";
        long named = read.names().stream().filter(name -> name.how() == PastRead.How.SAID || name.how() == PastRead.How.RECOGNISED).mapToLong(PastRead.Name::tickets).sum();
        if (read.tickets() == 0) return new Said(question, How.NO, "There is no ticket.");
        if (named * 10 >= read.tickets() * 8) return new Said(question, How.YES, "The names in the file say which service most tickets belong to.");
        if (named > 0) return new Said(question, How.ROUGHLY, "Some names in the file say nothing to a stranger. Say below which services they are.");
        return new Said(question, How.ROUGHLY, read.names().isEmpty()
                ? "The file names neither categories nor groups: all of it counts as the help desk's." : "The names in the file say nothing to a stranger. Say below which services they are.");
    }

    private Said people() {
        var question = "How many people work on them today";
        if (read.tickets() == 0 || any(stops, "one-ticket", "few-tickets")) return new Said(question, How.NO, "The tickets are too few.");
        if (read.seen().agents()) return new Said(question, How.ROUGHLY, "From who had tickets in a week; somebody who also does other work counts whole.");
        return new Said(question, How.NO, "The file does not name who worked on a ticket. Your own number is used.");
    }

    private static boolean any(Set<String> keys, String... of) {
        for (var key : of) if (keys.contains(key)) return true;
        return false;
    }
}
