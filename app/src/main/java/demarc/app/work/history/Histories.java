package demarc.app.work.history;

import demarc.app.platform.Refused;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The front door for whoever wants to know what a ticket history shows, and has no client and no agreement yet: a file in, its tickets as columns
/// out, and what was understood on the way.
///
/// The file is read as `import tickets` reads it, in bounded memory: what stays is the columns.
public final class Histories {

    /// Passes over the file, and the share of the whole work that each is.
    private enum Pass {
        RECOGNISING(0, 0.15), LEARNING(0.15, 0.35), TELLING(0.5, 0.5);

        private final double from;
        private final double share;

        Pass(double from, double share) {
            this.from = from;
            this.share = share;
        }
    }

    /// What somebody says about a file.
    ///
    /// @param zone     where times without a zone were written, and whose hours of the day count
    /// @param zoneFrom for people: "as you said"
    /// @param now      what is dated after it is refused
    /// @param dates    `day-first` or `month-first`; null when the file itself must tell
    /// @param services what names in the file stand for: a service of the catalogue, or a name of one's own
    /// @param mapping  text of a mapping file, whose columns, states, priorities, dates and zone count; null for none
    public record Choices(ZoneId zone, String zoneFrom, Instant now, @Nullable String dates, Map<String, String> services, @Nullable String mapping) {

        public Choices {
            services = Map.copyOf(services);
        }

        public static Choices in(ZoneId zone, String zoneFrom, Instant now) {
            return new Choices(zone, zoneFrom, now, null, Map.of(), null);
        }

        public Choices with(Map<String, String> services) {
            return new Choices(zone, zoneFrom, now, dates, services, mapping);
        }
    }

    /// Told how far the reading is. It may end it by throwing.
    @FunctionalInterface
    public interface Watch {
        /// @param share of the whole work, 0 to 1
        void at(double share, long rows);
    }

    private Histories() {}

    /// @throws demarc.app.platform.Refused when the file is no history, in words for whoever sent it
    public static PastRead read(Path path, Choices choices, Watch watch) {
        var mapping = mapping(choices);
        var survey = Survey.of(HistoryFile.of(path, watch(Pass.RECOGNISING, watch)), mapping, watch(Pass.LEARNING, watch));
        var zone = choices.mapping() != null && mapping.zone() != null ? mapping.zone() : choices.zone();
        var zoneFrom = choices.mapping() != null && mapping.zone() != null ? "by the mapping" : choices.zoneFrom();
        var refusals = new Refusals(_ -> {});
        var works = Services.of(survey, choices.services());
        var storyteller = new Storyteller(survey, mapping, works, survey.moments(zone), choices.now(), refusals);
        var columns = new TicketColumns(zone, storyteller);
        Grouping.read(survey, refusals, columns::take, watch(Pass.TELLING, watch));
        return new PastRead(columns.history(), seen(path, survey, zone, zoneFrom, columns), columns.tickets(), refusals.count(), refused(refusals), works.names(),
                Map.copyOf(storyteller.unknownPriorities()));
    }

    private static Mapping mapping(Choices choices) {
        var mapping = choices.mapping() == null ? Mapping.none() : MappingFile.read("the mapping", choices.mapping());
        if (choices.dates() == null) return mapping;
        var order = MappingFile.order(choices.dates()).orElseThrow(() -> new Refused("dates", "Dates are written day-first or month-first, not '%s'.".formatted(choices.dates())));
        return mapping.readingDates(order);
    }

    private static HistoryFile.Watch watch(Pass pass, Watch watch) {
        return (rows, share) -> watch.at(pass.from + pass.share * share, rows);
    }

    private static PastRead.Seen seen(Path path, Survey survey, ZoneId zone, String zoneFrom, TicketColumns told) {
        var columns = new ArrayList<PastRead.Column>();
        survey.columns().at().forEach((meaning, column) -> columns.add(new PastRead.Column(survey.columns().header().get(column), meaning.words())));
        return new PastRead.Seen(String.valueOf(path.getFileName()), survey.format(), survey.file().encoding(), survey.shape() == Survey.Shape.EVENTS, columns,
                survey.columns().unused(), survey.order() == null ? null : survey.order().words(), zone, zoneFrom, survey.rows(), survey.tickets(),
                survey.first(), survey.last(), survey.columns().has(Meaning.FIRST_RESPONSE) || survey.columns().has(Meaning.ANSWERED_AFTER),
                survey.columns().has(Meaning.RESOLVED), survey.endsAtLast(), told.waited() > 0,
                survey.columns().has(Meaning.ASSIGNEE), survey.columns().has(Meaning.GROUP), survey.columns().has(Meaning.PRIORITY) || survey.columns().has(Meaning.IMPACT));
    }

    private static List<PastRead.Refused> refused(Refusals refusals) {
        return refusals.groups().stream().map(group -> new PastRead.Refused(group.column(), group.reason(), group.count(), group.examples().stream()
                .map(each -> String.format(Locale.ROOT, "row %d%s%s", each.line(), each.ticket() == null ? "" : ", ticket " + each.ticket(),
                        each.value() == null ? "" : ": " + each.value())).toList())).toList();
    }
}
