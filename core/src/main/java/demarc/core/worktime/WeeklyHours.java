package demarc.core.worktime;

import static demarc.core.worktime.Week.MINUTES_PER_DAY;
import static demarc.core.worktime.Week.SLOTS;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/// A set of minutes of the eight-day week: `mon-fri 08:00-18:00, sat 09:00-13:00`.
///
/// ```
/// hours  := clause { "," clause } | "24x7" | "never"
/// clause := days range { range }          mon-fri 08:00-12:00 13:00-17:00
/// days   := day { "," day } | day "-" day mon,wed   fri-mon   daily   weekdays   weekends   holidays
/// range  := 08:00-18:00 | 22:00-06:00 (into the next day) | 18:00-24:00
/// ```
///
/// `24x7` includes holidays; every other day word means that weekday when it is not a holiday.
public final class WeeklyHours {

    public static final WeeklyHours ALWAYS = of(0, SLOTS);
    public static final WeeklyHours NEVER = new WeeklyHours(new BitSet(SLOTS));
    /// Every minute of the holiday day.
    public static final WeeklyHours HOLIDAYS = of(Week.slot(Week.HOLIDAY, 0), SLOTS);

    private final BitSet minutes;

    WeeklyHours(BitSet minutes) {
        this.minutes = minutes;
    }

    /// @throws HoursError with the place of the mistake and the way out
    public static WeeklyHours parse(String text) {
        return new HoursParser(text).parse();
    }

    /// The slots from `from` up to, not including, `to`.
    public static WeeklyHours of(int from, int to) {
        if (from < 0 || from > to || to > SLOTS)
            throw new IllegalArgumentException("slots (%d) to (%d) must lie in order within 0 and %d".formatted(from, to, SLOTS));
        var set = new BitSet(SLOTS);
        set.set(from, to);
        return new WeeklyHours(set);
    }

    public WeeklyHours and(WeeklyHours other) {
        return combined(other, BitSet::and);
    }

    public WeeklyHours or(WeeklyHours other) {
        return combined(other, BitSet::or);
    }

    public WeeklyHours minus(WeeklyHours other) {
        return combined(other, BitSet::andNot);
    }

    public WeeklyHours complement() {
        return ALWAYS.minus(this);
    }

    public boolean overlaps(WeeklyHours other) {
        return minutes.intersects(other.minutes);
    }

    public boolean isEmpty() {
        return minutes.isEmpty();
    }

    public boolean isAlways() {
        return minutes.cardinality() == SLOTS;
    }

    public boolean openAt(int slot) {
        return minutes.get(slot);
    }

    /// Open minutes from Monday to Sunday in a week without holidays.
    public int minutesPerWeek() {
        return minutes.get(0, Week.slot(Week.HOLIDAY, 0)).cardinality();
    }

    /// Open minutes of the whole eight-day week.
    public int minutes() {
        return minutes.cardinality();
    }

    /// The first open slot at or after `slot`, or -1.
    public int nextOpen(int slot) {
        return minutes.nextSetBit(slot);
    }

    /// Stretches for people to read, merged across midnight and across the week's end; the holiday day stands alone.
    public List<Span> ranges() {
        var spans = new ArrayList<Span>();
        var holiday = Week.slot(Week.HOLIDAY, 0);
        stretches(0, holiday, spans);
        if (spans.size() > 1 && spans.getFirst().from() == 0 && spans.getLast().to() == holiday) {
            var monday = spans.removeFirst();
            spans.add(new Span(spans.removeLast().from(), monday.to()));
        }
        stretches(holiday, SLOTS, spans);
        return List.copyOf(spans);
    }

    /// `Sat 13:00 to Mon 08:00; holidays all day`.
    public String describe() {
        if (isEmpty()) return "never";
        if (isAlways()) return "at all hours";
        return String.join("; ", ranges().stream().map(Span::toString).toList());
    }

    /// Open stretches of one day as minutes: opens, closes, opens, closes…
    int[] day(int day) {
        var spans = new ArrayList<Span>();
        stretches(Week.slot(day, 0), Week.slot(day + 1, 0), spans);
        return spans.stream()
                .flatMapToInt(span -> IntStream.of(span.from(), span.to()))
                .map(slot -> slot - Week.slot(day, 0))
                .toArray();
    }

    private void stretches(int from, int end, List<Span> into) {
        for (int opens = minutes.nextSetBit(from); opens >= 0 && opens < end; ) {
            int closes = Math.min(minutes.nextClearBit(opens), end);
            into.add(new Span(opens, closes));
            opens = minutes.nextSetBit(closes);
        }
    }

    private WeeklyHours combined(WeeklyHours other, BiConsumer<BitSet, BitSet> operation) {
        var result = (BitSet) minutes.clone();
        operation.accept(result, other.minutes);
        return new WeeklyHours(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WeeklyHours hours && minutes.equals(hours.minutes);
    }

    @Override
    public int hashCode() {
        return minutes.hashCode();
    }

    /// The canonical text, which [#parse] reads back.
    @Override
    public String toString() {
        return HoursText.of(this);
    }

    /// A stretch of slots; `to` is exclusive and lies at or before `from` when the stretch runs over the week's end.
    public record Span(int from, int to) {

        public int minutes() {
            return to > from ? to - from : to - from + Week.WEEKDAYS * MINUTES_PER_DAY;
        }

        /// `Sat 13:00 to Mon 08:00`, `Tue 08:00 to 18:00`, `Sat all day`, `holidays 10:00 to 14:00`.
        @Override
        public String toString() {
            int day = Week.day(from);
            int last = Week.day(to > from ? to - 1 : to);
            boolean midnight = Week.minute(to) == 0;
            if (day == Week.HOLIDAY)
                return minutes() == MINUTES_PER_DAY
                        ? "holidays all day"
                        : "holidays %s to %s".formatted(Week.time(Week.minute(from)), Week.time(to - Week.slot(day, 0)));
            if (minutes() == Week.WEEKDAYS * MINUTES_PER_DAY) return "Mon to Sun all day";
            if (to > from && Week.minute(from) == 0 && midnight)
                return day == last
                        ? "%s all day".formatted(Week.dayName(day))
                        : "%s to %s all day".formatted(Week.dayName(day), Week.dayName(last));
            var start = "%s %s".formatted(Week.dayName(day), Week.time(Week.minute(from)));
            if (to > from && day == last) return "%s to %s".formatted(start, Week.time(to - Week.slot(day, 0)));
            return "%s to %s %s".formatted(start, Week.dayName(Week.day(to) % Week.WEEKDAYS), Week.time(Week.minute(to)));
        }
    }
}
