package demarc.app.work.history;

import demarc.app.work.history.Report.Column;
import demarc.app.work.history.Report.Recognised;
import demarc.core.agreement.InForce;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One file read under one agreement: first what it is, then its tickets one after another, then the report.
final class ReplayedFile {

    private final Survey survey;
    private final Mapping mapping;
    private final Mapping.Resolved resolved;
    private final InForce inForce;
    private final ZoneId zone;
    private final String zoneFrom;
    private final Refusals refusals;
    private final Tally tally;
    private final Storyteller storyteller;

    /// @param zone what the person says, or null: then the mapping's, then the agreement's
    /// @param now  rows after it are refused
    ReplayedFile(Survey survey, Mapping mapping, InForce inForce, @Nullable ZoneId zone, Instant now, Refusals refusals) {
        this.survey = survey;
        this.mapping = mapping;
        this.inForce = inForce;
        this.zone = zone != null ? zone : mapping.zone() != null ? mapping.zone() : inForce.agreement().zone();
        zoneFrom = zone != null ? "as you said" : mapping.zone() != null ? "by the mapping" : "the client's";
        this.refusals = refusals;
        resolved = mapping.in(inForce);
        tally = new Tally(inForce);
        storyteller = new Storyteller(survey, mapping, resolved, survey.moments(this.zone), now, refusals);
    }

    /// Reads every ticket, replays it and hands it on.
    void tickets(Consumer<PastTicket> each) {
        Grouping.read(survey, refusals, (id, rows) -> {
            var ticket = storyteller.tell(id, rows);
            if (ticket == null) return;
            tally.add(ticket);
            each.accept(ticket);
        }, (_, _) -> {});
    }

    /// Known after the first pass, before anything is read for good.
    Recognised recognised() {
        return recognised(String.valueOf(survey.file().path().getFileName()));
    }

    /// @param name as the person knows the file
    Recognised recognised(String name) {
        var columns = new ArrayList<Column>();
        survey.columns().at().forEach((meaning, column) -> columns.add(new Column(survey.columns().header().get(column), meaning.words())));
        return new Recognised(
                name, survey.format(), survey.file().encoding(), survey.file().layout().words(), columns,
                survey.columns().unused(), survey.columns().repeated(), survey.order() == null ? null : survey.order().words(), zone.getId(), zoneFrom,
                survey.rows(), survey.tickets(), survey.first(), survey.last());
    }

    /// Which desk the numbers are of, as far as the file shows it.
    String source() {
        var desk = survey.columns().desk();
        return desk != null ? desk.key() : survey.shape() == Survey.Shape.EVENTS ? "event-log" : "export";
    }

    Report report(String client, boolean dryRun, long imported, long alreadyThere, Duration took) {
        return new Report(
                client, dryRun, recognised(), tally.total(), imported, alreadyThere, refusals.count(), refusals.list(),
                new Report.Mapped(mapping.file(), resolved.fallback(), storyteller.byDefault(), new TreeMap<>(storyteller.unknownPriorities())),
                tally.judged(), tally.teams(), tally.crossed(), tally.hours(), tally.promises(), tally.source(), notes(), took.toMillis() / 1000.0);
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        var judged = tally.judged();
        if (judged.afterHistory())
            notes.add("Version %d takes effect on %s, after this history began: it is replayed as if it had been in force all along.".formatted(judged.version(), judged.effective()));
        if (tally.total() > 0 && tally.unanswered() == tally.total())
            notes.add("The file does not tell when somebody first answered, so it says nothing of response promises.");
        else if (survey.shape() == Survey.Shape.EVENTS)
            notes.add("The log does not record the first answer; a ticket counts as answered when it left its first state.");
        if (survey.endsAtLast()) notes.add("The log names activities and no states, so a ticket's last activity counts as its resolution.");
        if (survey.shape() == Survey.Shape.TICKETS)
            notes.add("With one row for each ticket, waiting is not visible: every clock ran from opening to resolution.");
        notes.add("Work is taken to have lasted as long as it did, whoever would have done it.");
        return notes;
    }
}
