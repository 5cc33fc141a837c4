package demarc.core.worktime;

import demarc.core.Nearest;
import static demarc.core.worktime.Week.MINUTES_PER_DAY;
import static demarc.core.worktime.Week.SLOTS;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the text of [WeeklyHours] from left to right; each step knows its offset, so every error has a place.
final class HoursParser {

    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern WORD = Pattern.compile("24[xX/]7|[A-Za-z]+");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*[-\u2013]\\s*(\\d{1,2}):(\\d{2})");
    private static final List<String> NAMES = List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    private static final List<String> DAY_WORDS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays", "daily", "weekdays", "weekends");
    private static final String EXAMPLE = "mon-fri 08:00-18:00, sat 09:00-13:00";

    private final String text;
    private final BitSet minutes = new BitSet(SLOTS);
    private int at;

    HoursParser(String text) {
        this.text = text;
    }

    WeeklyHours parse() {
        skipSpace();
        if (at == text.length()) throw error("No hours are given. Write for example '%s', '24x7' or 'never'.".formatted(EXAMPLE));
        while (true) {
            clause();
            skipSpace();
            if (at == text.length()) return new WeeklyHours(minutes);
            if (!take(',')) throw error("'%s' is not expected here. Separate clauses with a comma: '%s'.".formatted(rest(), EXAMPLE));
        }
    }

    private void clause() {
        skipSpace();
        if (keyword("24x7") || keyword("24/7")) {
            minutes.set(0, SLOTS);
        } else if (!keyword("never")) {
            var days = days();
            skipSpace();
            range(days);
            while (anotherRange()) range(days);
        }
    }

    private BitSet days() {
        var days = new BitSet(Week.DAYS);
        do {
            skipSpace();
            dayOrRun(days);
            skipSpace();
        } while (take(','));
        return days;
    }

    private void dayOrRun(BitSet days) {
        int first = day(days);
        skipSpace();
        if (first < 0 || !take('-')) {
            if (first >= 0) days.set(first);
            return;
        }
        skipSpace();
        int place = at;
        int last = day(days);
        if (first == Week.HOLIDAY || last < 0 || last == Week.HOLIDAY)
            throw new HoursError(place, "A run of days goes from one weekday to another. Write 'mon-fri', and holidays apart: 'mon-fri,holidays 08:00-18:00'.");
        for (int day = first; day != last; day = (day + 1) % Week.WEEKDAYS) days.set(day);
        days.set(last);
    }

    /// One day, or -1 when the word stood for several days, which are then set.
    private int day(BitSet days) {
        int place = at;
        var word = matching(WORD);
        if (word == null)
            throw error(rest().isEmpty()
                    ? "A day is missing here. Write for example '%s'.".formatted(EXAMPLE)
                    : "'%s' is not a day. Begin with days, then times: '%s'.".formatted(rest(), EXAMPLE));
        var name = word.group().toLowerCase(Locale.ROOT);
        switch (name) {
            case "daily" -> days.set(0, 7);
            case "weekdays" -> days.set(0, 5);
            case "weekends" -> days.set(5, 7);
            case "holiday", "holidays" -> {
                return Week.HOLIDAY;
            }
            default -> {
                return weekday(name, word.group(), place);
            }
        }
        return -1;
    }

    private static int weekday(String name, String written, int place) {
        for (int day = 0; day < Week.WEEKDAYS; day++) if (name.equals(Week.KEYS.get(day)) || name.equals(NAMES.get(day))) return day;
        throw new HoursError(place, "'%s' is not a day. Days are mon, tue, wed, thu, fri, sat, sun, holidays, daily, weekdays, weekends; maybe '%s'."
                .formatted(written, Nearest.of(name, DAY_WORDS)));
    }

    private boolean anotherRange() {
        int before = at;
        skipSpace();
        take(',');
        skipSpace();
        if (at < text.length() && Character.isDigit(text.charAt(at)) && !text.startsWith("24x7", at) && !text.startsWith("24/7", at)) return true;
        at = before;
        return false;
    }

    private void range(BitSet days) {
        int place = at;
        var range = matching(RANGE);
        if (range == null)
            throw error(rest().isEmpty()
                    ? "Times are missing after the days. Write for example '08:00-18:00', or '00:00-24:00' for the whole day."
                    : "'%s' is not a range of times. Write '08:00-18:00', with minutes and on the 24-hour clock.".formatted(rest()));
        int opens = minute(range, 1);
        int closes = minute(range, 3);
        if (opens == closes)
            throw new HoursError(place, "'%s' opens and closes at the same time. For the whole day write '00:00-24:00'.".formatted(range.group()));
        if (opens == MINUTES_PER_DAY)
            throw new HoursError(place, "'%s' opens at 24:00, when the day is over. Write '00:00-%s' on the day after.".formatted(range.group(), Week.time(closes)));
        for (int day = days.nextSetBit(0); day >= 0; day = days.nextSetBit(day + 1)) open(day, opens, closes, place, range.group());
    }

    private void open(int day, int opens, int closes, int place, String range) {
        if (opens < closes) {
            minutes.set(Week.slot(day, opens), Week.slot(day, closes));
            return;
        }
        // The day after a holiday may be any of the eight, so a night that begins on one has no end in the week.
        if (day == Week.HOLIDAY && closes > 0)
            throw new HoursError(place, "'%s' runs past the end of a holiday, and any day may follow one. Write 'holidays %s-24:00' and give the morning to the days it belongs to."
                    .formatted(range, Week.time(opens)));
        minutes.set(Week.slot(day, opens), Week.slot(day, MINUTES_PER_DAY));
        int next = (day + 1) % Week.WEEKDAYS;
        if (closes > 0) minutes.set(Week.slot(next, 0), Week.slot(next, closes));
    }

    private int minute(Matcher range, int group) {
        int hour = Integer.parseInt(range.group(group));
        int minute = Integer.parseInt(range.group(group + 1));
        if (minute > 59 || hour * 60 + minute > MINUTES_PER_DAY)
            throw new HoursError(range.start(group), "'%s:%s' is not a time of day. Times go from 00:00 to 24:00."
                    .formatted(range.group(group), range.group(group + 1)));
        return hour * 60 + minute;
    }

    private boolean keyword(String word) {
        if (!text.regionMatches(true, at, word, 0, word.length())) return false;
        int end = at + word.length();
        if (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) return false;
        at = end;
        return true;
    }

    private boolean take(char expected) {
        if (at >= text.length() || text.charAt(at) != expected) return false;
        at++;
        return true;
    }

    private void skipSpace() {
        matching(SPACE);
    }

    private @Nullable Matcher matching(Pattern pattern) {
        var matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) return null;
        at = matcher.end();
        return matcher;
    }

    private String rest() {
        var rest = text.substring(at).strip();
        return rest.length() <= 24 ? rest : rest.substring(0, 24) + "…";
    }

    private HoursError error(String message) {
        return new HoursError(at, message);
    }
}
