package demarc.app.estate.lifecycle;

import demarc.app.directory.Client;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The refresh plan as its template gets it.
public final class RefreshPage {
    /// @param chosen the year whose things are listed
    public record Page(@Nullable Client client, List<Client> clients, Picture picture, List<YearRow> years, List<String> lives, List<RuleRow> rules, List<Due> due, int chosen,
            @Nullable String next, int ageless, String sum, boolean empty, boolean mayKeep, boolean mayImport, String data, List<Software> software) {}

    /// @param cells by life, in the order of the page's lives; empty where nothing falls due
    public record YearRow(int year, String href, boolean current, int things, String sum, List<String> cells, @Nullable String ref) {}

    public record RuleRow(String key, String label, int plan, int replace, String price, boolean own, String source) {}

    public record Due(long id, String name, String life, String on, String why, @Nullable String usedBy) {}

    /// @param tone `bad` or `warn`
    public record Software(String release, String words, String tone, int things, String href) {}

    /// @param hue  0 to 7
    public record Bar(double x, double y, double width, double height, int hue, String words) {}

    public record Text(double x, double y, String words, String css) {}

    public record Legend(String label, int hue) {}

    public record Picture(int width, int height, List<Bar> bars, List<Text> texts, List<Legend> legend, String words) {}

    private static final int WIDTH = 760;
    private static final int HEIGHT = 250;
    private static final int FLOOR = 215;
    private static final int CEILING = 26;

    private RefreshPage() {}

    /// One bar a year, piled up by life.
    static Picture picture(RefreshPlan.Plan plan) {
        var most = Math.max(1, plan.years().stream().mapToLong(year -> year.sum().cents()).max().orElse(1));
        var lives = plan.years().stream().flatMap(year -> year.costs().keySet().stream()).distinct().sorted().toList();
        var bars = new ArrayList<Bar>();
        var texts = new ArrayList<Text>();
        var step = (double) WIDTH / plan.years().size();
        for (var n = 0; n < plan.years().size(); n++) {
            var year = plan.years().get(n);
            var x = n * step + step * 0.18;
            double y = FLOOR;
            for (var each : year.costs().entrySet()) {
                var height = each.getValue().cents() * (double) (FLOOR - CEILING) / most;
                y -= height;
                bars.add(new Bar(x, y, step * 0.64, height, lives.indexOf(each.getKey()) % 8, "%d: %s, %d, %s".formatted(year.year(), each.getKey().label(), year.counts().get(each.getKey()),
                        each.getValue().human())));
            }
            texts.add(new Text(x + step * 0.32, FLOOR + 20, String.valueOf(year.year()), ""));
            texts.add(new Text(x + step * 0.32, y - 7, year.sum().isZero() ? "–" : year.sum().human(), "sum"));
        }
        var legend = new ArrayList<Legend>();
        for (var n = 0; n < lives.size(); n++) legend.add(new Legend(lives.get(n).label(), n % 8));
        return new Picture(WIDTH, HEIGHT, bars, texts, legend, "Cost of replacements by year: " + String.join("; ", plan.years().stream().map(year -> year.year() + " " + year.sum().human()).toList()));
    }
}
