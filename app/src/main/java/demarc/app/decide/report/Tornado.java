package demarc.app.decide.report;

import demarc.app.decide.report.Notes.Fig;
import java.util.ArrayList;
import java.util.List;

/// Which assumption moves the result most: a bar for each from its low to its high end, the widest first.
public record Tornado(String of, Fig now, double middle, int height, Axis axis, List<Bar> bars) {

    /// @param left  where the bar begins, with `width`
    /// @param mark  where the low end of the assumption lies: left or right of the middle
    /// @param flips who would lead at that end; empty when nobody else does
    public record Bar(double y, double left, double width, double low, double high, String assumption, String lowWords, String highWords, Fig costLow, Fig costHigh, Fig promisesLow, Fig promisesHigh, String flips) {}

    private static final int MOST = 10;
    static final int ROW = 46;

    static Tornado of(Answer.Sensitivity sensitivity, Notes notes) {
        var now = notes.fig(sensitivity.now());
        var shown = sensitivity.bars().stream().limit(MOST).toList();
        double least = sensitivity.now().value();
        double most = least;
        for (var bar : shown) {
            least = Math.min(least, Math.min(bar.atLow().value(), bar.atHigh().value()));
            most = Math.max(most, Math.max(bar.atLow().value(), bar.atHigh().value()));
        }
        var axis = Axis.over(least, most, 30, 970, 6, sensitivity.now().unit().kind() == Figure.Unit.Kind.MONEY ? Axis::thousands : Axis::percent);
        var bars = new ArrayList<Bar>();
        for (int i = 0; i < shown.size(); i++) {
            var bar = shown.get(i);
            double low = axis.at(bar.atLow().value());
            double high = axis.at(bar.atHigh().value());
            bars.add(new Bar(i * ROW, Math.min(low, high), Math.max(2, Math.abs(high - low)), low, high, bar.assumption(), bar.low(), bar.high(), notes.fig("Cost with one assumption at an end", bar.costAtLow()), notes.fig("Cost with one assumption at an end", bar.costAtHigh()),
                    notes.fig("Promises kept with one assumption at an end", bar.promisesAtLow()), notes.fig("Promises kept with one assumption at an end", bar.promisesAtHigh()), bar.flips().orElse("")));
        }
        return new Tornado(sensitivity.of(), now, axis.at(sensitivity.now().value()), shown.size() * ROW + 34, axis, List.copyOf(bars));
    }
}
