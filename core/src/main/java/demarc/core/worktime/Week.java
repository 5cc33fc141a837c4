package demarc.core.worktime;

import java.util.List;

/// The eight-day week and its slots: one slot is one minute of one day, `day * 1440 + minute`.
public final class Week {

    public static final int MINUTES_PER_DAY = 1440;
    public static final int WEEKDAYS = 7;
    /// The day that takes the weekday's place on a public holiday.
    public static final int HOLIDAY = 7;
    public static final int DAYS = 8;
    public static final int SLOTS = DAYS * MINUTES_PER_DAY;

    static final List<String> KEYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun", "holidays");
    private static final List<String> NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "holiday");

    private Week() {}

    public static int slot(int day, int minute) {
        return day * MINUTES_PER_DAY + minute;
    }

    public static int day(int slot) {
        return slot / MINUTES_PER_DAY;
    }

    public static int minute(int slot) {
        return slot % MINUTES_PER_DAY;
    }

    /// `Mon` … `Sun`, or `holiday`.
    public static String dayName(int day) {
        return NAMES.get(day);
    }

    /// `08:00`; the end of a day is `24:00`.
    public static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }
}
