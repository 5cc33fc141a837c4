package demarc.app.decide.past;

import demarc.app.work.history.PastRead;
import demarc.core.agreement.Catalogue;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The quality page, ready to be drawn.
///
/// @param said   question by question what can be said
/// @param names  of the file, the most frequent first
/// @param more   what stands for the rest of the names; empty when there is none
public record QualityView(
        String headline, String recognised, List<Said> said, List<Found> findings, List<Reason> notUsed, String used, List<Quality.Assumed> assumed, List<Column> columns, String unused,
        @Nullable Weeks weeks, @Nullable Heat heat, List<Took> took, String mapped, List<Named> names, String more, Map<String, String> services) {

    public record Said(String question, String answer, String css, String why) {}

    public record Found(String css, String icon, String title, String example, String means) {}

    public record Reason(String column, String reason, String rows, List<String> examples) {}

    public record Column(String column, String meaning) {}

    /// @param scale what the highest bar stands for
    public record Weeks(String title, String words, List<Bar> bars, String first, String last, String scale) {}

    public record Bar(double x, double width, double height, String title) {}

    public record Heat(String words, List<Cell> cells) {}

    /// @param level 0 to 8
    public record Cell(int x, int y, int level, String title) {}

    public record Took(String span, String tickets, double width) {}

    /// @param how `you`, `its name`, or empty
    public record Named(String name, String kind, String tickets, String service, String how) {}

    private static final int SHOWN = 24;
    private static final int MOST_BARS = 130;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    static QualityView of(Quality quality) {
        var seen = quality.seen();
        var services = new LinkedHashMap<String, String>();
        Catalogue.services().forEach(service -> services.put(service.key(), service.title()));
        var pictures = quality.pictures();
        return new QualityView(headline(quality), "%s, %s. Times in %s, %s.".formatted(seen.format(), seen.encoding(), Assumptions.zone(seen.zone()), seen.zoneFrom()),
                quality.says().stream().map(QualityView::said).toList(), quality.findings().stream().map(QualityView::found).toList(),
                quality.notUsed().stream().map(each -> new Reason(each.column() == null ? "" : each.column(), each.reason().split("; say", 2)[0], n(each.rows()), each.examples())).toList(),
                "%s of %s rows are used.".formatted(n(quality.rowsUsed()), n(seen.rows())), quality.assumed(),
                seen.columns().stream().map(each -> new Column(each.column(), each.meaning())).toList(), String.join(", ", seen.unused()),
                pictures == null ? null : weeks(pictures), pictures == null ? null : heat(pictures), pictures == null ? List.of() : took(pictures, quality.tickets()),
                mapped(quality), names(quality, services), more(quality), services);
    }

    private static String headline(Quality quality) {
        var seen = quality.seen();
        var span = seen.first() == null || seen.last() == null ? "" : ", %s to %s".formatted(DAY.format(seen.first()), DAY.format(seen.last()));
        return "%s tickets from %s rows%s".formatted(n(quality.tickets()), n(seen.rows()), span);
    }

    private static Said said(Quality.Said said) {
        return switch (said.how()) {
            case YES -> new Said(said.question(), "Yes", "good", said.why());
            case ROUGHLY -> new Said(said.question(), "Roughly", "warn", said.why());
            case NO -> new Said(said.question(), "No", "bad", said.why());
        };
    }

    private static Found found(Finding finding) {
        return switch (finding.severity()) {
            case STOPS -> new Found("stops", "hand-stop", finding.title(), finding.example(), finding.means());
            case WEAKENS -> new Found("weakens", "alert-triangle", finding.title(), finding.example(), finding.means());
            case NOTE -> new Found("note", "info-circle", finding.title(), finding.example(), finding.means());
        };
    }

    private static Weeks weeks(Pictures pictures) {
        int together = (pictures.weeks().size() + MOST_BARS - 1) / MOST_BARS;
        var sums = new ArrayList<Integer>();
        for (int i = 0; i < pictures.weeks().size(); i += together) sums.add(pictures.weeks().subList(i, Math.min(i + together, pictures.weeks().size())).stream().mapToInt(Integer::intValue).sum());
        int most = Math.max(1, Collections.max(sums));
        double width = 1000.0 / sums.size();
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < sums.size(); i++)
            bars.add(new Bar(round(i * width), round(Math.max(1, width * 0.82)), round(160.0 * sums.get(i) / most), "%s: %s tickets".formatted(week(pictures, i, together), n(sums.get(i)))));
        int busiest = sums.indexOf(Collections.max(sums));
        var title = together == 1 ? "Tickets a week" : "Tickets in %d weeks".formatted(together);
        return new Weeks(title, "%s: %d bars, the highest %s with %s".formatted(title, sums.size(), week(pictures, busiest, together), n(most)), bars, DAY.format(pictures.monday()),
                DAY.format(pictures.monday().plusWeeks(pictures.weeks().size()).minusDays(1)), n(most));
    }

    private static String week(Pictures pictures, int bar, int together) {
        LocalDate from = pictures.monday().plusWeeks((long) bar * together);
        return together == 1 ? "week of " + DAY.format(from) : "from " + DAY.format(from);
    }

    private static Heat heat(Pictures pictures) {
        int most = Math.max(1, Collections.max(pictures.hours()));
        int high = Collections.max(pictures.weeks());
        double weeks = Math.max(1, pictures.weeks().stream().filter(count -> count * 10 >= high).count()); // an export's thin edges are no weeks
        var cells = new ArrayList<Cell>();
        for (int i = 0; i < pictures.hours().size(); i++) {
            int count = pictures.hours().get(i);
            cells.add(new Cell(i % 24, i / 24, count == 0 ? 0 : 1 + (int) (7.0 * count / most), String.format(Locale.ROOT, "%s %d:00, %.1f tickets a week", DAYS.get(i / 24), i % 24, count / weeks)));
        }
        int busiest = pictures.hours().indexOf(Collections.max(pictures.hours()));
        return new Heat(String.format(Locale.ROOT, "Tickets by hour of the week. Busiest: %s from %d:00 with %.1f a week", DAYS.get(busiest / 24), busiest % 24, pictures.hours().get(busiest) / weeks), cells);
    }

    private static List<Took> took(Pictures pictures, long tickets) {
        int most = Math.max(1, Collections.max(pictures.took()));
        var took = new ArrayList<Took>();
        for (int i = 0; i < pictures.took().size(); i++)
            took.add(new Took(Pictures.SPANS.get(i), "%s (%s)".formatted(n(pictures.took().get(i)), FileFindings.percent(pictures.took().get(i), tickets)), round(100.0 * pictures.took().get(i) / most)));
        return took;
    }

    private static String mapped(Quality quality) {
        var mapped = quality.mapped();
        if (quality.names().isEmpty()) return "The file names neither categories nor groups, so all of it counts as the help desk's.";
        return "%d %% of the tickets are known to belong to one of the catalogue's services.%s".formatted(mapped.percent(),
                mapped.own() > 0 ? " The file's own largest names stand for services of their own until you say which they are." : "");
    }

    private static List<Named> names(Quality quality, Map<String, String> services) {
        return quality.names().stream().limit(SHOWN).map(name -> {
            if (!name.service().equals("other") && !services.containsKey(name.service())) services.putIfAbsent(name.service(), name.service());
            return new Named(name.name(), name.group() ? "group" : "category", n(name.tickets()), name.service(), name.how() == PastRead.How.SAID ? "you" : name.how() == PastRead.How.RECOGNISED ? "its name" : "");
        }).toList();
    }

    private static String more(Quality quality) {
        if (quality.names().size() <= SHOWN) return "";
        long tickets = quality.names().stream().skip(SHOWN).mapToLong(PastRead.Name::tickets).sum();
        return "And %s more names with %s tickets together.".formatted(n(quality.names().size() - SHOWN), n(tickets));
    }

    static String n(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static double round(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
