package demarc.app.decide.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// A scale with round ticks, from numbers to places in a picture.
public record Axis(double from, double to, double start, double end, List<Tick> ticks) {

    /// @param at in the picture
    public record Tick(double at, String words) {}

    /// @param start place of the least value, `end` of the greatest
    static Axis over(double least, double most, double start, double end, int ticks, DoubleFunction<String> words) {
        double span = most > least ? most - least : Math.max(1e-9, Math.abs(most) * 0.1);
        double step = step(span / ticks);
        double from = Math.floor(least / step) * step;
        double to = Math.ceil(most / step) * step;
        if (to <= from) to = from + step;
        var marks = new ArrayList<Tick>();
        for (int i = 0; from + i * step <= to + step / 1000; i++) marks.add(new Tick(place(from + i * step, from, to, start, end), words.apply(from + i * step)));
        return new Axis(from, to, start, end, List.copyOf(marks));
    }

    double at(double value) {
        return place(value, from, to, start, end);
    }

    private static double place(double value, double from, double to, double start, double end) {
        return Math.rint((start + (value - from) / (to - from) * (end - start)) * 10) / 10;
    }

    /// 1, 2, 2.5 or 5 times a power of ten.
    private static double step(double about) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(about)));
        for (double factor : new double[] {1, 2, 2.5, 5}) if (factor * power >= about * 0.999999) return factor * power;
        return 10 * power;
    }

    static String thousands(double value) {
        double size = Math.abs(value);
        if (size >= 1_000_000) return trimmed(value / 1_000_000) + " m";
        return size >= 1_000 ? trimmed(value / 1_000) + " k" : trimmed(value);
    }

    private static String trimmed(double value) {
        double rounded = Math.rint(value * 100) / 100 + 0.0;
        return rounded == Math.rint(rounded) ? String.format(Locale.ROOT, "%.0f", rounded) : String.valueOf(rounded);
    }

    static String percent(double share) {
        return trimmed(share * 100) + " %";
    }
}
