package demarc.app.work.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// An import's report for a person: plain text that reads well in eighty columns.
final class ReportText {

    private static final int BAR = 24;

    private ReportText() {}

    static String recognised(Report.Recognised r) {
        var text = new StringBuilder();
        text.append("%s: %s%n".formatted(r.file(), r.format()));
        text.append("  %s rows, %s tickets, %s to %s%n".formatted(n(r.rows()), n(r.tickets()), r.first(), r.last()));
        text.append("  %s, separated by %s; times %sin zone %s (%s)%n".formatted(
                r.encoding(), r.delimiter(), r.dates() == null ? "" : r.dates() + ", ", r.zone(), r.zoneFrom()));
        for (var column : r.columns()) text.append("  %-22s is the %s%n".formatted(column.column(), column.meaning()));
        if (!r.unused().isEmpty()) text.append(wrapped("  not used: " + String.join(", ", r.unused().stream().distinct().toList())));
        for (var twice : r.repeated()) text.append("  The header has '%s' more than once; it is not used.%n".formatted(twice));
        return text.toString();
    }

    static String report(Report r) {
        var text = new StringBuilder();
        counts(text, r);
        mapping(text, r);
        text.append("%nUnder agreement %s, version %d, these %s tickets would have gone to%n".formatted(r.agreement().key(), r.agreement().version(), n(r.tickets())));
        teams(text, r);
        crossed(text, r);
        hours(text, r);
        promises(text, r);
        text.append('\n');
        for (var note : r.notes()) text.append(wrapped("  " + note));
        return text.toString();
    }

    private static void counts(StringBuilder text, Report r) {
        text.append("%n%s%s tickets %s, %s already there, %s rows refused, in %.1f s.%n".formatted(
                r.dryRun() ? "Nothing was written. " : "", n(r.dryRun() ? r.tickets() : r.imported()), r.dryRun() ? "can be imported" : "imported",
                n(r.alreadyThere()), n(r.refusedCount()), r.seconds()));
    }

    static String refused(Refusals refusals) {
        if (refusals.count() == 0) return "";
        var text = new StringBuilder("%nRows that could not be used%n".formatted());
        for (var group : refusals.groups()) {
            text.append("  %8s  %s%s%n".formatted(n(group.count()), group.column() == null ? "" : group.column() + ": ", group.reason()));
            for (var each : group.examples())
                text.append("            line %d%s%s%n".formatted(each.line(), each.ticket() == null ? "" : ", " + each.ticket(), each.value() == null ? "" : ": " + each.value()));
        }
        return text.toString();
    }

    private static void mapping(StringBuilder text, Report r) {
        var mapped = r.mapping();
        if (mapped.byDefault() > 0)
            text.append("%s tickets have neither a mapped category nor a mapped group: they count as %s.%n".formatted(n(mapped.byDefault()), mapped.fallback()));
        if (!mapped.unknownPriorities().isEmpty())
            text.append(wrapped("Priorities that say nothing count as P3: " + mapped.unknownPriorities().entrySet().stream()
                    .map(each -> each.getKey() + " (" + n(each.getValue()) + ")").collect(Collectors.joining(", "))));
        if (mapped.byDefault() > 0 || !mapped.unknownPriorities().isEmpty()) text.append("Say what they mean: --write-mapping mapping.yaml, edit, --mapping mapping.yaml.\n");
    }

    private static void teams(StringBuilder text, Report r) {
        long most = r.teams().stream().mapToLong(Report.TeamLine::opened).max().orElse(1);
        for (var team : r.teams())
            text.append("  %-22s %-12s %8s  %s%s%n".formatted(team.team(), team.party(), n(team.opened()), bar(team.opened(), most),
                    team.movedIn() == 0 ? "" : " and later %s more times".formatted(n(team.movedIn()))));
    }

    private static void crossed(StringBuilder text, Report r) {
        var c = r.crossed();
        text.append("%n%s tickets (%s) would have crossed the line".formatted(n(c.tickets()), percent(c.tickets(), r.tickets())));
        if (c.tickets() == 0) {
            text.append(".\n");
            return;
        }
        text.append(": %s times from client to provider, %s from provider to client%s; %s came back.%n".formatted(
                n(c.clientToProvider()), n(c.providerToClient()), c.betweenProviders() == 0 ? "" : ", " + n(c.betweenProviders()) + " between providers", n(c.back())));
        c.moves().forEach((why, times) -> text.append("  %8s  %s%n".formatted(n(times), why)));
    }

    private static void hours(StringBuilder text, Report r) {
        var h = r.hours();
        text.append("%nOpened in %s hours %s (%s), outside %s (%s)%n".formatted(
                h.name(), n(h.office()), percent(h.office(), r.tickets()), n(h.outside()), percent(h.outside(), r.tickets())));
        long most = h.byHour().stream().mapToLong(Long::longValue).max().orElse(1);
        for (int hour = 0; hour < 24; hour++) {
            var parties = new ArrayList<String>();
            for (var party : h.byParty().entrySet()) {
                long many = party.getValue().get(hour);
                if (many > 0) parties.add(party.getKey() + " " + n(many));
            }
            text.append("  %02d  %8s  %-24s  %s%n".formatted(hour, n(h.byHour().get(hour)), bar(h.byHour().get(hour), most), String.join(", ", parties)));
        }
    }

    private static void promises(StringBuilder text, Report r) {
        text.append("%nPromises, by the party that held the ticket%n".formatted());
        text.append("      %-12s %-34s %-34s %s%n".formatted("", "respond", "resolve", "target"));
        text.append("      %-12s %9s %9s %9s %5s %9s %9s %9s %5s%n".formatted("", "kept", "broken", "unknown", "", "kept", "broken", "unknown", ""));
        for (var p : r.promises())
            text.append("  %-3s %-12s %s %s  %d%%%n".formatted(p.priority(), p.party(), kept(p.respond()), kept(p.resolve()), p.percent()));
        if (r.source() != null)
            text.append("  The source itself says that %s tickets met its own promise and %s missed it.%n".formatted(n(r.source().met()), n(r.source().missed())));
    }

    private static String kept(Report.Kept kept) {
        return "%9s %9s %9s %5s".formatted(n(kept.kept()), n(kept.broken()), n(kept.unknown()), percent(kept.kept(), kept.kept() + kept.broken()));
    }

    private static String n(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "-" : Math.round(100.0 * part / whole) + "%";
    }

    private static String bar(long value, long most) {
        int eighths = (int) Math.round(8.0 * BAR * value / Math.max(1, most));
        var bar = "█".repeat(eighths / 8);
        return eighths % 8 == 0 ? bar : bar + " ▏▎▍▌▋▊▉".charAt(eighths % 8);
    }

    private static String wrapped(String text) {
        var lines = new ArrayList<>(List.of(new StringBuilder()));
        for (var word : text.stripLeading().split(" ")) {
            if (lines.getLast().length() + word.length() > 88) lines.add(new StringBuilder());
            var line = lines.getLast();
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        var indent = text.substring(0, text.length() - text.stripLeading().length());
        return lines.stream().map(line -> indent + line + "\n").collect(Collectors.joining());
    }
}
