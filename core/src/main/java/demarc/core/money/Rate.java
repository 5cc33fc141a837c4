package demarc.core.money;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/// Money for a unit of time: `145 USD per hour`, `4200 USD per month`.
public record Rate(Money amount, Unit per) {

    public enum Unit { HOUR, MONTH }

    private static final Pattern RATE = Pattern.compile("(.+?)(?:\\s+(?:per|a)\\s+|\\s*/\\s*)(\\S+)");

    /// @throws IllegalArgumentException that says what is wrong and how to write it
    public static Rate parse(String text) {
        var rate = RATE.matcher(text.strip());
        if (!rate.matches())
            throw new IllegalArgumentException("'%s' is not a rate. Write an amount and its time: '145 USD per hour' or '4200 USD per month'.".formatted(text));
        return new Rate(Money.parse(rate.group(1)), unit(rate.group(2), text));
    }

    private static Unit unit(String word, String text) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "hour", "h" -> Unit.HOUR;
            case "month" -> Unit.MONTH;
            default -> throw new IllegalArgumentException("'%s' in '%s' is not a time to pay by. Write 'per hour' or 'per month'.".formatted(word, text));
        };
    }

    /// `quantity` hours or months, rounded once.
    public Money times(BigDecimal quantity) {
        return amount.times(quantity);
    }

    /// For time worked at an hourly rate, to the second, rounded once.
    public Money forTime(Duration worked) {
        if (per != Unit.HOUR) throw new IllegalArgumentException("%s is not paid by the hour, so %s has no price".formatted(this, worked));
        return amount.share(worked.getSeconds(), 3600);
    }

    /// The part of a monthly rate for the days of `month` from `from` up to, not including, `until`; rounded once.
    public Money forDays(YearMonth month, LocalDate from, LocalDate until) {
        if (per != Unit.MONTH) throw new IllegalArgumentException("%s is not paid by the month, so days of %s have no price".formatted(this, month));
        var first = from.isAfter(month.atDay(1)) ? from : month.atDay(1);
        var end = month.plusMonths(1).atDay(1);
        var last = until.isBefore(end) ? until : end;
        return amount.share(Math.max(0, ChronoUnit.DAYS.between(first, last)), month.lengthOfMonth());
    }

    @Override
    public String toString() {
        return "%s per %s".formatted(amount, per.name().toLowerCase(Locale.ROOT));
    }
}
