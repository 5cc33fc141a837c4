package demarc.app.decide.report;

import java.util.Locale;

/// Places on paper, where the pictures are boxes: the report's pictures are 176 mm wide.
public final class Inked {

    private static final double ACROSS = 0.176;
    private static final double DOWN = 0.168;

    private Inked() {}

    public static String at(double x, double y) {
        return style("left: %.2fmm; top: %.2fmm", x * ACROSS, y * DOWN);
    }

    public static String line(double x) {
        return style("left: %.2fmm; top: %.2fmm; height: %.2fmm", x * ACROSS, 24 * DOWN, 444 * DOWN);
    }

    public static String across(double y) {
        return style("left: %.2fmm; top: %.2fmm; width: %.2fmm", 74 * ACROSS, y * DOWN, 902 * ACROSS);
    }

    public static String dot(double x, double y, double r) {
        double size = r * 2 * ACROSS;
        return style("left: %.2fmm; top: %.2fmm; width: %.2fmm; height: %.2fmm", x * ACROSS - size / 2, y * DOWN - size / 2, size, size);
    }

    public static String mark(double x, double y) {
        return style("left: %.2fmm; top: %.2fmm", x * ACROSS - 1.6, y * DOWN - 1.6);
    }

    public static String name(FrontierPicture.Mark mark) {
        double x = mark.labelX() * ACROSS;
        double y = mark.labelY() * DOWN - 3.4;
        return mark.anchor().equals("end") ? style("right: %.2fmm; top: %.2fmm", 176 - x, y) : style("left: %.2fmm; top: %.2fmm", x, y);
    }

    public static String bar(Tornado.Bar bar) {
        return style("left: %.2f%%; width: %.2f%%", bar.left() / 10, bar.width() / 10);
    }

    public static String now(Tornado tornado) {
        return style("left: %.2f%%", tornado.middle() / 10);
    }

    private static String style(String pattern, Object... numbers) {
        return String.format(Locale.ROOT, pattern, numbers);
    }
}
