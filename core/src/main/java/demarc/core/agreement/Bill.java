package demarc.core.agreement;

import demarc.core.agreement.Agreement.Party;
import demarc.core.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one month costs by an agreement's fees: one line for each fee, in the order written, each rounded half up once.
public record Bill(YearMonth month, List<Line> lines) {

    /// @param quantity    what was counted: months, units or hours beyond those included
    /// @param explanation how the amount came about, in words
    public record Line(Fee fee, BigDecimal quantity, Money amount, String explanation) {}

    /// What was used in a month.
    ///
    /// @param counts how many of each unit, by its name in the fee (`managed server`); none where it is missing
    /// @param hours  hours worked, by service or `service/activity`; each is counted by every hourly fee that covers it
    public record Usage(Map<String, Integer> counts, Map<String, BigDecimal> hours) {

        public static final Usage NONE = new Usage(Map.of(), Map.of());

        public Usage {
            counts.forEach((unit, count) -> {
                if (count < 0) throw new IllegalArgumentException("a count of %s (%d) cannot be negative".formatted(unit, count));
            });
            hours.forEach((service, worked) -> {
                if (worked.signum() < 0) throw new IllegalArgumentException("hours of %s (%s) cannot be negative".formatted(service, worked));
            });
        }
    }

    public Bill {
        lines = List.copyOf(lines);
    }

    /// A whole month.
    public static Bill rate(Agreement agreement, YearMonth month, Usage usage) {
        return rate(agreement, month, usage, month.atDay(1), month.plusMonths(1).atDay(1));
    }

    /// The days of `month` from `from` up to, not including, `until`. Monthly amounts and included hours shrink with the days.
    public static Bill rate(Agreement agreement, YearMonth month, Usage usage, LocalDate from, LocalDate until) {
        var first = from.isAfter(month.atDay(1)) ? from : month.atDay(1);
        var end = month.plusMonths(1).atDay(1);
        var last = until.isBefore(end) ? until : end;
        long days = Math.max(0, ChronoUnit.DAYS.between(first, last));
        var part = new Part(days, month.lengthOfMonth());
        var currency = currency(agreement);
        return new Bill(month, agreement.fees().stream().map(fee -> line(fee, usage, part, currency)).toList());
    }

    /// What is owed to each provider, exactly the sum of its lines, by currency.
    public Map<Party, List<Money>> totals() {
        var totals = new LinkedHashMap<Party, List<Money>>();
        for (var line : lines) add(line.amount(), totals.computeIfAbsent(line.fee().payee(), _ -> new ArrayList<>()));
        return totals;
    }

    /// What the month costs, by currency: one amount in an agreement of one currency.
    public List<Money> total() {
        var total = new ArrayList<Money>();
        for (var line : lines) add(line.amount(), total);
        return total;
    }

    private static void add(Money amount, List<Money> sums) {
        for (int i = 0; i < sums.size(); i++)
            if (sums.get(i).currency().equals(amount.currency())) {
                sums.set(i, sums.get(i).plus(amount));
                return;
            }
        sums.add(amount);
    }

    private record Part(long days, int month) {

        boolean whole() {
            return days == month;
        }

        @Override
        public String toString() {
            return whole() ? "" : ", %d of %d days".formatted(days, month);
        }
    }

    private static Line line(Fee fee, Usage usage, Part part, Currency currency) {
        return switch (fee) {
            case Fee.Flat flat -> new Line(
                    fee,
                    BigDecimal.valueOf(part.days()).divide(BigDecimal.valueOf(part.month()), MathContext.DECIMAL32),
                    flat.perMonth().share(part.days(), part.month()),
                    "%s a month%s".formatted(flat.perMonth().human(), part));
            case Fee.PerUnit perUnit -> perUnit(perUnit, usage.counts().getOrDefault(perUnit.unit(), 0), part);
            case Fee.Hours hours -> hours(hours, worked(hours, usage), part, currency);
        };
    }

    private static Line perUnit(Fee.PerUnit fee, int counted, Part part) {
        int billed = Math.max(counted, fee.minimum());
        return new Line(
                fee,
                BigDecimal.valueOf(billed),
                fee.perMonth().times(billed).share(part.days(), part.month()),
                "%d × %s at %s a month%s%s"
                        .formatted(billed, fee.unit(), fee.perMonth().human(), billed > counted ? " (minimum; %d counted)".formatted(counted) : "", part));
    }

    private static BigDecimal worked(Fee.Hours fee, Usage usage) {
        var sum = BigDecimal.ZERO;
        for (var hours : usage.hours().entrySet()) {
            var key = hours.getKey();
            boolean covered = fee.covers().contains(key) || key.contains("/") && fee.covers().contains(key.substring(0, key.indexOf('/')));
            if (covered) sum = sum.add(hours.getValue());
        }
        return sum;
    }

    private static Line hours(Fee.Hours fee, BigDecimal worked, Part part, Currency currency) {
        var month = BigDecimal.valueOf(part.month());
        // Hours beyond, times the days of the month: a whole fraction, so that only the amount is rounded.
        var beyond = worked.multiply(month).subtract(fee.included().multiply(BigDecimal.valueOf(part.days()))).max(BigDecimal.ZERO);
        var quantity = beyond.divide(month, 2, RoundingMode.HALF_UP);
        var text = "%s h worked, %s h a month included%s".formatted(plain(worked), plain(fee.included()), part);
        var rate = fee.perHour();
        if (rate == null)
            return new Line(
                    fee, quantity, Money.zero(currency), beyond.signum() == 0 ? text : text + ", %s h beyond are not sold".formatted(plain(quantity)));
        long cents = BigDecimal.valueOf(rate.cents()).multiply(beyond).divide(month, 0, RoundingMode.HALF_UP).longValueExact();
        return new Line(
                fee,
                quantity,
                new Money(cents, rate.currency()),
                beyond.signum() == 0 ? text : text + ", %s h at %s".formatted(plain(quantity), rate.human()));
    }

    /// The currency of an agreement's prices; dollars when it names no price at all.
    private static Currency currency(Agreement agreement) {
        for (var fee : agreement.fees()) {
            var price = switch (fee) {
                case Fee.Flat flat -> flat.perMonth();
                case Fee.PerUnit unit -> unit.perMonth();
                case Fee.Hours hours -> hours.perHour();
            };
            if (price != null) return price.currency();
        }
        return Currency.getInstance("USD");
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /// A fee as a person would say it.
    static String inWords(Fee fee) {
        return switch (fee) {
            case Fee.Flat flat -> "%s a month".formatted(flat.perMonth().human());
            case Fee.PerUnit unit -> "%s a month for each %s%s"
                    .formatted(unit.perMonth().human(), unit.unit(), unit.minimum() > 0 ? ", at least " + unit.minimum() : "");
            case Fee.Hours hours -> "%s h a month included%s".formatted(plain(hours.included()), then(hours.perHour()));
        };
    }

    private static String then(@Nullable Money perHour) {
        return perHour == null ? "" : ", then %s an hour".formatted(perHour.human());
    }
}
