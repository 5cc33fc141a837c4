package demarc.app.decide.report;

import java.util.Currency;
import java.util.List;
import java.util.Locale;

/// A number of the answer, and what it rests on.
///
/// @param low  and `high`: between which it lies; both the value itself when it is no estimate
public record Figure(double value, double low, double high, Unit unit, Why why) {

    /// @param formula how it was reckoned, with the names or the numbers in it
    /// @param inputs  what went in, each with its value
    /// @param source  where these come from
    public record Why(String formula, List<String> inputs, String source) {
        public Why {
            inputs = List.copyOf(inputs);
        }

        public Why(String formula, String source) {
            this(formula, List.of(), source);
        }
    }

    /// @param suffix as it stands behind the number: `USD`, `h`, empty for a plain number
    public record Unit(Kind kind, String suffix) {

        public enum Kind { MONEY, SHARE, POINTS, AMOUNT, COUNT }

        public static final Unit SHARE = new Unit(Kind.SHARE, "%");
        /// Differences of shares.
        public static final Unit POINTS = new Unit(Kind.POINTS, "points");
        public static final Unit HOURS = new Unit(Kind.AMOUNT, "h");
        public static final Unit PEOPLE = new Unit(Kind.AMOUNT, "people");
        public static final Unit TICKETS = new Unit(Kind.COUNT, "tickets");
        public static final Unit NUMBER = new Unit(Kind.AMOUNT, "");

        public static Unit money(Currency currency) {
            return new Unit(Kind.MONEY, currency.getCurrencyCode());
        }

        String number(double value) {
            return switch (kind) {
                case MONEY, COUNT -> String.format(Locale.ROOT, "%,.0f", plain(value, 0));
                case SHARE, POINTS -> String.format(Locale.ROOT, "%.1f", plain(value * 100, 1));
                case AMOUNT -> Math.abs(value) >= 100 || value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", plain(value, 0)) : String.format(Locale.ROOT, "%.1f", plain(value, 1));
            };
        }

        /// No minus before a nought.
        private static double plain(double value, int digits) {
            double factor = digits == 0 ? 1 : 10;
            return Math.rint(value * factor) / factor + 0.0;
        }

        String with(String number) {
            return suffix.isEmpty() ? number : number + '\u00A0' + suffix;
        }
    }

    public Figure {
        if (!(low <= value && value <= high)) throw new IllegalArgumentException("a figure must lie between its ends: %s is not from %s to %s".formatted(value, low, high));
    }

    public static Figure of(double value, Unit unit, Why why) {
        return new Figure(value, value, value, unit, why);
    }

    /// Ends that are not known are the value itself.
    public static Figure between(double value, double low, double high, Unit unit, Why why) {
        return new Figure(value, low <= value ? low : value, high >= value ? high : value, unit, why);
    }

    public boolean isRange() {
        return !number(low).equals(number(high));
    }

    /// `94.3 %`, `397,500 USD`
    public String words() {
        return unit.with(number(value));
    }

    /// `93.9 to 94.7 %`; empty when there is no interval to speak of.
    public String range() {
        return isRange() ? number(low) + " to " + unit.with(number(high)) : "";
    }

    private String number(double of) {
        return unit.number(of);
    }

    /// The same number without its sign, for sentences that say `less` or `more`.
    public Figure size() {
        return value >= 0 ? this : new Figure(-value, -high, -low, unit, why);
    }
}
