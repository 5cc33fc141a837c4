package demarc.app.work.history;

import static demarc.app.work.history.ImportPages.n;

import demarc.app.work.history.ImportPages.Hour;
import demarc.app.work.history.ImportPages.Promised;
import demarc.app.work.history.ImportPages.RecognisedView;
import demarc.app.work.history.ImportPages.RefusedRows;
import demarc.app.work.history.ImportPages.ReportView;
import demarc.app.work.history.ImportPages.RunPage;
import demarc.app.work.history.ImportPages.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A run as the page shows it.
final class RunViews {

    private RunViews() {}

    static RunPage page(Run run) {
        var state = run.state;
        var total = run.total;
        var stage = switch (state) {
            case TRYING -> run.recognised == null ? "Reading the file" : "Replaying it under the agreement";
            case TRIED -> "Ready: nothing is written yet";
            case IMPORTING -> "Importing";
            case DONE -> "Imported";
            case FAILED -> "Not imported";
        };
        var progress = total == 0 ? n(run.done) + " rows read" : "%s of %s tickets".formatted(n(Math.min(run.done, total)), n(total));
        var upload = "/clients/%s/import".formatted(run.client.key());
        return new RunPage(upload + "/" + run.id, upload, run.client.name(), run.fileName, stage, state.running(), state == Run.State.TRIED, run.failure,
                total == 0 ? 0 : (int) Math.min(100, 100 * run.done / total), progress, run.recognised == null ? null : recognised(run.recognised),
                run.report == null || state == Run.State.IMPORTING ? null : report(run.report, run.refused));
    }

    private static RecognisedView recognised(Report.Recognised r) {
        return new RecognisedView(r.format(), "%s rows, %s tickets".formatted(n(r.rows()), n(r.tickets())), "%s to %s".formatted(r.first(), r.last()),
                "%s, separated by %s; times %sin zone %s (%s)".formatted(r.encoding(), r.delimiter(), r.dates() == null ? "" : r.dates() + ", ", r.zone(), r.zoneFrom()),
                r.columns().stream().map(each -> new ImportPages.Column(each.column(), each.meaning())).toList(), r.unused().stream().distinct().collect(Collectors.joining(", ")));
    }

    private static ReportView report(Report r, List<Refusals.Group> refused) {
        var notes = new ArrayList<String>();
        if (r.mapping().byDefault() > 0)
            notes.add("%s tickets have neither a mapped category nor a mapped group: they count as %s. A mapping file says what they mean."
                    .formatted(n(r.mapping().byDefault()), r.mapping().fallback()));
        if (!r.mapping().unknownPriorities().isEmpty())
            notes.add("Priorities that say nothing count as P3: " + String.join(", ", r.mapping().unknownPriorities().keySet()) + ".");
        if (r.source() != null) notes.add("The source itself says that %s tickets met its own promise and %s missed it.".formatted(n(r.source().met()), n(r.source().missed())));
        notes.addAll(r.notes());
        return new ReportView(headline(r), teams(r), crossed(r), crossings(r),
                "%s in %s hours, %s outside".formatted(n(r.hours().office()), r.hours().name(), n(r.hours().outside())), hours(r), promises(r), rows(refused), notes);
    }

    private static String headline(Report r) {
        return r.dryRun() ? "%s tickets can be imported; %s rows cannot be used.".formatted(n(r.tickets()), n(r.refusedCount()))
                : "%s tickets imported, %s were there already; %s rows could not be used.".formatted(n(r.imported()), n(r.alreadyThere()), n(r.refusedCount()));
    }

    private static List<Team> teams(Report r) {
        return r.teams().stream().map(team -> new Team(team.title(), team.party(), n(team.opened()), share(team.opened(), r.tickets()), n(team.movedIn()))).toList();
    }

    private static String crossed(Report r) {
        var c = r.crossed();
        return "%s tickets (%d%%) would have crossed the line; %s of them came back.".formatted(n(c.tickets()), share(c.tickets(), r.tickets()), n(c.back()));
    }

    private static List<String> crossings(Report r) {
        var lines = new ArrayList<String>();
        lines.add("%s times from client to provider, %s from provider to client".formatted(n(r.crossed().clientToProvider()), n(r.crossed().providerToClient())));
        r.crossed().moves().forEach((why, times) -> lines.add("%s times: %s".formatted(n(times), why)));
        return lines;
    }

    private static List<Hour> hours(Report r) {
        var hours = new ArrayList<Hour>();
        long most = r.hours().byHour().stream().mapToLong(Long::longValue).max().orElse(1);
        for (int hour = 0; hour < 24; hour++) hours.add(new Hour("%02d".formatted(hour), n(r.hours().byHour().get(hour)), share(r.hours().byHour().get(hour), most)));
        return hours;
    }

    private static List<Promised> promises(Report r) {
        return r.promises().stream().map(p -> new Promised(p.priority(), p.party(), percent(p.respond()), counts(p.respond()), percent(p.resolve()), counts(p.resolve()),
                p.percent() + "%")).toList();
    }

    private static String percent(Report.Kept kept) {
        return kept.kept() + kept.broken() == 0 ? "not told" : share(kept.kept(), kept.kept() + kept.broken()) + "%";
    }

    private static String counts(Report.Kept kept) {
        return "%s kept, %s broken%s".formatted(n(kept.kept()), n(kept.broken()), kept.unknown() == 0 ? "" : ", " + n(kept.unknown()) + " unknown");
    }

    private static List<RefusedRows> rows(List<Refusals.Group> refused) {
        return refused.stream().map(group -> new RefusedRows(group.column() == null ? "" : group.column(), group.reason(), n(group.count()), group.examples().stream()
                .map(each -> "line %d%s%s".formatted(each.line(), each.ticket() == null ? "" : ", ticket " + each.ticket(), each.value() == null ? "" : ": " + each.value()))
                .collect(Collectors.joining("; ")))).toList();
    }

    private static int share(long part, long whole) {
        return whole == 0 ? 0 : (int) Math.round(100.0 * part / whole);
    }
}
