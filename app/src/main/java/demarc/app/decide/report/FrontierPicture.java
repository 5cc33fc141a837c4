package demarc.app.decide.report;

import demarc.app.decide.report.Answer.Measure;
import demarc.app.decide.report.Answer.Role;
import demarc.app.decide.report.Answer.Spot;
import demarc.app.decide.report.Notes.Fig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Cost against promises kept: a dot for each plan that no other beats in everything, and a mark for each alternative.
///
/// @param dots those drawn; with very many plans, those that show the shape
/// @param words what is seen, for whoever cannot see it
public record FrontierPicture(
        int width, int height, Axis cost, Axis promises, List<Dot> dots, List<Mark> marks, List<Part> closeness, boolean exact, int whole, String currency, String words) {

    /// @param r grows with the control kept
    public record Dot(int number, double x, double y, double r, String css, String code, @Nullable String label, String people, Fig cost, Fig promises, Fig control, Fig overload, List<Answer.Cut> cut) {}

    /// @param anchor of its words: `start`, `middle` or `end`
    /// @param spot   the dot it stands for, or -1
    public record Mark(double x, double y, double low, double high, String css, String role, String title, double labelX, double labelY, String anchor, int spot) {}

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 520;
    private static final int MOST_DOTS = 150;

    static FrontierPicture of(Answer a, Notes notes) {
        var spots = a.frontier().spots();
        var chosen = thinned(a);
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        double worst = 1;
        double best = 0;
        for (var each : a.alternatives()) {
            var cost = each.of(Measure.COST).value();
            var promises = each.of(Measure.PROMISES).value();
            least = Math.min(least, cost);
            most = Math.max(most, cost);
            worst = Math.min(worst, promises);
            best = Math.max(best, promises);
        }
        for (int i : chosen) {
            least = Math.min(least, spots.get(i).cost().value());
            most = Math.max(most, spots.get(i).cost().value());
            worst = Math.min(worst, spots.get(i).promises().value());
            best = Math.max(best, spots.get(i).promises().value());
        }
        var cost = Axis.over(Math.max(0, least - (most - least) * 0.04), most, 74, WIDTH - 24, 6, Axis::thousands);
        var promises = Axis.over(Math.max(0, worst - 0.01), Math.min(1, Math.max(best, worst + 0.002) + 0.01), HEIGHT - 52, 24, 5, Axis::percent);
        var dots = Arrays.stream(chosen).mapToObj(i -> dot(i, spots.get(i), cost, promises, notes)).toList();
        var marks = marks(a, cost, promises);
        return new FrontierPicture(WIDTH, HEIGHT, cost, promises, dots, marks, notes.parts(a.frontier().closeness()), a.frontier().exact(), spots.size(), a.currency().getCurrencyCode(), words(a));
    }

    private static Dot dot(int number, Spot spot, Axis cost, Axis promises, Notes notes) {
        return new Dot(number, cost.at(spot.cost().value()), promises.at(spot.promises().value()), Math.rint((3.5 + 5 * spot.control().value()) * 10) / 10, ReportPage.css(spot.model()), spot.code(),
                spot.label(), spot.people(), notes.fig("Cost of a plan", spot.cost()), notes.fig("Promises a plan keeps", spot.promises()),
                notes.fig("Control a plan keeps", spot.control()), notes.fig("Overload of a plan", spot.overload()), spot.cut());
    }

    private static List<Mark> marks(Answer a, Axis cost, Axis promises) {
        var marks = new ArrayList<Mark>();
        // Names are set below one another where their marks lie close together.
        var order = a.alternatives().stream().sorted(Comparator.comparing((Answer.Alternative each) -> each.role() != Role.RECOMMENDED).thenComparing(each -> each.role() != Role.TODAY)).toList();
        for (var each : order) {
            var kept = each.of(Measure.PROMISES);
            double x = cost.at(each.of(Measure.COST).value());
            double y = promises.at(kept.value());
            var anchor = x > WIDTH * 0.8 ? "end" : "start";
            double labelX = anchor.equals("end") ? x - 14 : x + 14;
            double labelY = y + 5;
            for (int tries = 0; tries < 12 && collides(marks, labelX, labelY, anchor, each.title()); tries++) labelY += tries % 2 == 0 ? 18 * (tries + 1) : -18 * (tries + 1);
            labelY = Math.clamp(labelY, 20, HEIGHT - 60);
            marks.add(new Mark(x, y, promises.at(Math.max(promises.from(), kept.low())), promises.at(Math.min(promises.to(), kept.high())), ReportPage.css(each.model()), each.role().name().toLowerCase(Locale.ROOT), each.title(), labelX, labelY, anchor,
                    each.spot()));
        }
        return List.copyOf(marks.reversed());
    }

    private static boolean collides(List<Mark> marks, double x, double y, String anchor, String title) {
        double width = title.length() * 7.5;
        double left = anchor.equals("end") ? x - width : x;
        for (var mark : marks) {
            double otherWidth = mark.title().length() * 7.5;
            double other = mark.anchor().equals("end") ? mark.labelX() - otherWidth : mark.labelX();
            if (Math.abs(mark.labelY() - y) < 17 && left < other + otherWidth && other < left + width) return true;
            if (Math.abs(mark.y() + 5 - y) < 14 && left < mark.x() + 8 && mark.x() - 8 < left + width) return true;
        }
        return false;
    }

    /// All, or those that show the shape: the named ones, then always the one farthest from all chosen.
    private static int[] thinned(Answer a) {
        var spots = a.frontier().spots();
        if (spots.size() <= MOST_DOTS) return IntStream.range(0, spots.size()).toArray();
        var at = spots.stream().map(spot -> new double[] {spot.cost().value(), spot.promises().value(), spot.control().value()}).toArray(double[][]::new);
        var scale = new double[3];
        for (int k = 0; k < 3; k++) {
            int axis = k;
            double low = Arrays.stream(at).mapToDouble(each -> each[axis]).min().orElse(0);
            double high = Arrays.stream(at).mapToDouble(each -> each[axis]).max().orElse(1);
            scale[k] = high > low ? 1 / (high - low) : 0;
        }
        var distance = new double[at.length];
        Arrays.fill(distance, Double.MAX_VALUE);
        var chosen = new ArrayList<Integer>();
        for (var each : a.alternatives()) if (each.spot() >= 0 && !chosen.contains(each.spot())) choose(each.spot(), chosen, distance, at, scale);
        while (chosen.size() < MOST_DOTS) {
            int farthest = 0;
            for (int i = 1; i < at.length; i++) if (distance[i] > distance[farthest]) farthest = i;
            choose(farthest, chosen, distance, at, scale);
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static void choose(int which, List<Integer> chosen, double[] distance, double[][] at, double[] scale) {
        chosen.add(which);
        for (int i = 0; i < at.length; i++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) sum += (at[i][k] - at[which][k]) * scale[k] * ((at[i][k] - at[which][k]) * scale[k]);
            distance[i] = Math.min(distance[i], sum);
        }
        distance[which] = -1;
    }

    private static String words(Answer a) {
        return "Cost of a year against promises kept: " + String.join("; ", a.alternatives().stream()
                .map(each -> "%s %s and %s".formatted(each.title(), each.of(Measure.COST).words(), each.of(Measure.PROMISES).words())).toList()) + ".";
    }
}
