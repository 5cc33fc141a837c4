package demarc.app.work.history;

import java.text.DateFormatSymbols;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the times of an export: year first, day first or month first, with or without seconds, `AM`/`PM`, month names, a zone.
///
/// Written by hand because a large log has millions of times: it takes a tenth of what a `DateTimeFormatter` takes.
///
/// @param zone where a time without a zone was written
record Moments(Order order, ZoneId zone) {

    /// How to read `3/4/2016`. Years first and month names need no telling.
    enum Order {
        DAY_FIRST("day first"), MONTH_FIRST("month first");

        private final String words;

        Order(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static final class Unreadable extends Exception {
        Unreadable(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }

    private static final Map<String, Integer> MONTHS = months();

    /// Short and long names in the languages that exports are written in, without accents and points.
    private static Map<String, Integer> months() {
        var months = new HashMap<String, Integer>();
        for (var language : List.of("en", "de", "fr", "es", "it", "pt", "nl")) {
            var names = DateFormatSymbols.getInstance(Locale.of(language));
            for (int i = 0; i < 12; i++) {
                months.putIfAbsent(plain(names.getShortMonths()[i]), i + 1);
                months.putIfAbsent(plain(names.getMonths()[i]), i + 1);
            }
        }
        months.putIfAbsent("sept", 9);
        return months;
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    Instant read(String text) throws Unreadable {
        if (isEpoch(text)) return text.length() == 10 ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.ofEpochMilli(Long.parseLong(text));
        var scan = new Scan(text);
        scan.skipDayName();
        int month = scan.monthName();
        boolean named = month > 0;
        if (named) scan.separator();
        int a = scan.number();
        char separator = scan.separator();
        int b;
        if (named) b = a; // Mar 12, 2024
        else {
            month = scan.monthName();
            named = month > 0;
            b = named ? month : scan.number();
            scan.separator();
        }
        int c = scan.number();
        try {
            int year;
            int day;
            if (a > 31) {
                year = a;
                if (!named) month = b;
                day = c;
            } else {
                year = c < 100 ? 2000 + c : c;
                boolean dayFirst = named || separator == '.' || order == Order.DAY_FIRST;
                day = dayFirst ? a : b;
                if (!named) month = dayFirst ? b : a;
            }
            if (year < 1980 || year > 9999) throw new Unreadable("no ticket is of that year");
            return scan.time(year, month, day, zone);
        } catch (DateTimeException e) {
            throw new Unreadable("no such date, read %s".formatted(order.words));
        }
    }

    private static boolean isEpoch(String text) {
        if (text.length() != 10 && text.length() != 13) return false;
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    /// What `3/4/2016`-like dates of a file prove: every date that cannot be read one way speaks for the other.
    static final class Proof {
        private long dayFirst;
        private long monthFirst;
        private long either;
        private @Nullable String example;

        void see(String text) {
            int slash = -1;
            int a = 0;
            for (int i = 0; i < text.length() && i < 3; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    if (c == '/' || c == '-') slash = i;
                    break;
                }
                a = a * 10 + c - '0';
            }
            if (slash < 1) return;
            int b = 0;
            for (int i = slash + 1; i < text.length() && i < slash + 3; i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') break;
                b = b * 10 + c - '0';
            }
            if (b == 0) return;
            if (a > 12 && b <= 12) dayFirst++;
            else if (b > 12 && a <= 12) monthFirst++;
            else if (a <= 12 && a != b) {
                either++;
                if (example == null) example = text;
            }
        }

        /// @return null when every date can be read both ways
        @Nullable Order order() {
            if (dayFirst == 0 && monthFirst == 0 && either > 0) return null;
            return monthFirst > dayFirst ? Order.MONTH_FIRST : Order.DAY_FIRST;
        }

        boolean needed() {
            return dayFirst + monthFirst + either > 0;
        }

        String example() {
            return String.valueOf(example);
        }
    }

    private static final class Scan {
        private final String text;
        private int at;

        Scan(String text) {
            this.text = text;
        }

        int number() throws Unreadable {
            int from = at;
            int value = 0;
            while (at < text.length() && Character.isDigit(text.charAt(at)) && at - from < 9) value = value * 10 + Character.digit(text.charAt(at++), 10);
            if (at == from) throw new Unreadable("not a date");
            return value;
        }

        char separator() throws Unreadable {
            char c = at < text.length() ? text.charAt(at) : 0;
            if (c != '/' && c != '-' && c != '.' && c != ' ' && c != ',') throw new Unreadable("not a date");
            at++;
            if ((c == '.' || c == ',') && at < text.length() && text.charAt(at) == ' ') at++;
            return c;
        }

        /// `Mon, ` or `Monday `
        void skipDayName() {
            int end = at;
            while (end < text.length() && Character.isLetter(text.charAt(end))) end++;
            if (end == at || end == text.length() || MONTHS.containsKey(plain(text.substring(at, end)))) return;
            at = end;
            skip(".,\u0020");
        }

        /// @return 0 when no name stands here
        int monthName() throws Unreadable {
            if (at >= text.length() || !Character.isLetter(text.charAt(at))) return 0;
            int from = at;
            while (at < text.length() && Character.isLetter(text.charAt(at))) at++;
            var month = MONTHS.get(plain(text.substring(from, at)));
            if (month == null) throw new Unreadable("not a date");
            if (at + 1 < text.length() && text.charAt(at) == '.' && " -/".indexOf(text.charAt(at + 1)) >= 0) at++;
            return month;
        }

        Instant time(int year, int month, int day, ZoneId zone) throws Unreadable {
            skip(" T,");
            int hour = 0;
            int minute = 0;
            int second = 0;
            if (at < text.length() && Character.isDigit(text.charAt(at))) {
                hour = number();
                if (take(':')) minute = number();
                if (take(':')) second = number();
                if (take('.') || take(',')) number();
            }
            skip(" ");
            if (at + 2 <= text.length() && text.regionMatches(true, at + 1, "m", 0, 1)) {
                char half = Character.toLowerCase(text.charAt(at));
                if (half == 'a' || half == 'p') {
                    if (hour < 1 || hour > 12) throw new Unreadable("no such hour");
                    hour = hour % 12 + (half == 'p' ? 12 : 0);
                    at += 2;
                    skip(" ");
                }
            }
            var local = LocalDateTime.of(year, month, day, hour, minute, second);
            if (at == text.length()) return local.atZone(zone).toInstant();
            var rest = text.substring(at);
            try {
                return local.toInstant(rest.equals("UTC") ? ZoneOffset.UTC : ZoneOffset.of(rest));
            } catch (DateTimeException e) {
                throw new Unreadable("what follows the time is not a zone");
            }
        }

        private boolean take(char c) {
            if (at >= text.length() || text.charAt(at) != c) return false;
            at++;
            return true;
        }

        private void skip(String any) {
            while (at < text.length() && any.indexOf(text.charAt(at)) >= 0) at++;
        }
    }
}
