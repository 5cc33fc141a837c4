package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Alternative;
import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Notes.Fig;
import demarc.app.decide.report.Notes.Note;
import demarc.core.simulation.Arrangement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The report as it is laid out: words, figures with the numbers of their reasons, and pictures as coordinates. The page of the wizard, the file
/// to keep and the paper are made from it.
public record ReportPage(
        String name, String css, String title, String rests, List<Part> sentence, List<Part> margin, String close, List<String> said, List<Tile> tiles, FrontierPicture picture, List<List<Part>> because,
        List<Column> columns, List<Row> rows, HeatPicture heat, Tornado tornado, Ahead ahead, List<Group> assumptions, List<Part> trust, List<Check> checks, Data data, List<Note> notes, String seed) {

    public static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Holiday");

    public record Tile(String title, Fig figure, List<Part> beside) {}

    /// An alternative beside the others.
    ///
    /// @param role `today`, `recommended` or `other`
    public record Column(String title, String css, String role, String people, List<String> yours, List<String> shared, List<String> providers, int spot) {}

    /// @param cells in the order of the columns; a figure that is better than today's is `better`
    public record Row(String title, List<Cell> cells) {}

    public record Cell(@Nullable Fig figure, String css) {}

    public record Group(String title, List<Assumption> assumptions) {}

    public record Assumption(@Nullable String key, String title, String unit, String value, String low, String high, String source, boolean replaced) {}

    public record Check(String what, Fig happened, Fig off, Fig naive, String verdict) {}

    public record Data(Fig used, Fig notUsed, String zone, List<Finding> findings) {}

    public record Finding(String css, String title, String count, String example, String means) {}

    public record Ahead(List<Part> until, List<Future> futures, List<Regret> regrets) {}

    public record Future(String title, String probability, String best, boolean recommended, String until) {}

    public record Regret(String title, boolean recommended, List<Fig> costs, Fig promises, Fig overload, Fig expected, Fig worst, Fig chance) {}

    public static ReportPage of(Answer a) {
        var notes = new Notes();
        var verdict = a.verdict();
        var sentence = notes.parts(verdict.sentence());
        var margin = notes.parts(verdict.margin());
        var tiles = verdict.tiles().stream().map(tile -> new Tile(tile.title(), notes.fig(tile.figure()), notes.parts(tile.beside()))).toList();
        var picture = FrontierPicture.of(a, notes);
        var because = a.because().stream().map(notes::parts).toList();
        var columns = a.alternatives().stream().map(ReportPage::column).toList();
        var rows = rows(a, notes);
        var heat = HeatPicture.of(a.heat(), notes);
        var tornado = Tornado.of(a.sensitivity(), notes);
        var ahead = ahead(a, notes);
        var trust = notes.parts(a.trust().says());
        var checks = a.trust().checks().stream().map(check -> new Check(check.what(), notes.fig(check.happened()), notes.fig(check.off()), notes.fig(check.naive()), check.verdict())).toList();
        var data = new Data(notes.fig(a.quality().used()), notes.fig(a.quality().notUsed()), a.quality().zone(), a.quality().findings().stream()
                .map(each -> new Finding(each.severity().toLowerCase(Locale.ROOT), each.title(), each.count() > 0 ? String.format(Locale.ROOT, "%,d", each.count()) : "", each.example(), each.means())).toList());
        return new ReportPage(a.name(), css(verdict.model()), verdict.title(), a.rests(), sentence, margin, verdict.close(), a.said(), tiles, picture, because, columns, rows, heat, tornado, ahead,
                groups(a.assumptions()), trust, checks, data, notes.all(), String.valueOf(a.seed()));
    }

    private static Column column(Alternative each) {
        return new Column(each.title(), css(each.model()), each.role().name().toLowerCase(Locale.ROOT), each.people(), each.yours(), each.shared(), each.providers(), each.spot());
    }

    private static List<Row> rows(Answer a, Notes notes) {
        var today = a.alternatives().stream().filter(each -> each.role() == Role.TODAY).findFirst();
        return Arrays.stream(Measure.values()).filter(measure -> a.alternatives().stream().anyMatch(each -> each.measures().containsKey(measure)))
                .map(measure -> new Row(measure.title(), a.alternatives().stream().map(each -> cell(each, measure, today, notes)).toList())).toList();
    }

    private static Cell cell(Alternative each, Measure measure, Optional<Alternative> today, Notes notes) {
        var figure = each.measures().get(measure);
        if (figure == null) return new Cell(null, "");
        var before = today.map(now -> now.measures().get(measure)).orElse(null);
        boolean same = before == null || before.words().equals(figure.words());
        return new Cell(notes.fig(figure), same ? "" : measure.isBetter(figure.value(), before.value()) ? "better" : "worse");
    }

    private static Ahead ahead(Answer a, Notes notes) {
        var look = a.lookAhead();
        return new Ahead(notes.parts(look.until()),
                look.futures().stream().map(future -> new Future(future.title(), String.format(Locale.ROOT, "%.1f %%", future.probability() * 100), future.best(), future.recommended(), future.until())).toList(),
                look.regrets().stream().map(each -> new Regret(each.title(), each.recommended(), each.costs().stream().map(notes::fig).toList(), notes.fig(each.promises()), notes.fig(each.overload()),
                        notes.fig(each.expected()), notes.fig(each.worst()), notes.fig(each.chance()))).toList());
    }

    private static List<Group> groups(List<Answer.Assumption> assumptions) {
        Map<String, List<Assumption>> groups = new LinkedHashMap<>();
        for (var each : assumptions) {
            var shown = new Assumption(each.key(), each.title(), each.unit(), plain(each.value(), each.unit()), plain(each.low(), each.unit()), plain(each.high(), each.unit()), each.source(), each.replaced());
            groups.merge(each.group(), List.of(shown), (before, more) -> Stream.concat(before.stream(), more.stream()).toList());
        }
        return groups.entrySet().stream().map(group -> new Group(group.getKey(), group.getValue())).toList();
    }

    private static String plain(double value, String unit) {
        double shown = unit.equals("%") ? value * 100 : value;
        if (shown == Math.rint(shown) || Math.abs(shown) >= 1000) return String.format(Locale.ROOT, "%,.0f", shown);
        return String.format(Locale.ROOT, Math.abs(shown) < 0.1 ? "%.3g" : Math.abs(shown) < 10 ? "%.2f" : "%.1f", shown);
    }

    static String css(Arrangement model) {
        return model.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
