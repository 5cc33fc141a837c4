package demarc.core.worktime;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/// The public holidays of a place, on which the holiday day of the week replaces the weekday.
///
/// Only *public* holidays close an office; bank holidays and observances do not. A holiday that moves off a weekend closes
/// the office on both days: jollyday gives the day itself and the day it is observed, by the country's law. In the United States
/// 4 July 2026 is a Saturday and is observed on Friday 3 July, so an office with Saturday hours is closed on either.
public final class Holidays {

    private static final Holidays NONE = new Holidays("none", _ -> Set.of(), Set.of(), Set.of());
    private static final ConcurrentHashMap<String, Holidays> PLACES = new ConcurrentHashMap<>();

    private final String name;
    private final IntFunction<Set<LocalDate>> ofYear;
    private final Set<LocalDate> added;
    private final Set<LocalDate> removed;
    /// Day of the eight-day week by date, filled a year at a time when first asked; -1 where not filled yet. Two threads may fill
    /// the same year at once: they write the same bytes, so no lock is needed.
    private final byte[] days = new byte[(int) (Era.END_DAY - Era.FIRST_DAY)];

    private Holidays(String name, IntFunction<Set<LocalDate>> ofYear, Set<LocalDate> added, Set<LocalDate> removed) {
        this.name = name;
        this.ofYear = ofYear;
        this.added = added;
        this.removed = removed;
        Arrays.fill(days, (byte) -1);
    }

    public static Holidays none() {
        return NONE;
    }

    /// Public holidays of a country or a region in it: `US`, `US-IL`, `DE-BY`, `GB-SCT`; `none` for none.
    ///
    /// @throws IllegalArgumentException naming the nearest known place
    public static Holidays of(String place) {
        if (place.strip().equalsIgnoreCase("none")) return NONE;
        return PLACES.computeIfAbsent(HolidayPlaces.canonical(place), key -> new Holidays(key, HolidayPlaces.yearly(key), Set.of(), Set.of()));
    }

    /// With one more day off.
    public Holidays plus(LocalDate date) {
        return new Holidays(name, ofYear, with(added, date), without(removed, date));
    }

    /// With `date` as an ordinary day.
    public Holidays minus(LocalDate date) {
        return new Holidays(name, ofYear, without(added, date), with(removed, date));
    }

    public boolean on(LocalDate date) {
        return day(date.toEpochDay()) == Week.HOLIDAY;
    }

    /// The holidays of one year, in order.
    public List<LocalDate> in(int year) {
        var dates = new ArrayList<LocalDate>();
        for (var date = LocalDate.of(year, 1, 1); date.getYear() == year; date = date.plusDays(1)) if (on(date)) dates.add(date);
        return List.copyOf(dates);
    }

    /// Monday 0 … Sunday 6, or [Week#HOLIDAY], of a date given as days since 1970-01-01.
    int day(long epochDay) {
        long index = epochDay - Era.FIRST_DAY;
        if (index < 0 || index >= days.length) return dayOutsideEra(epochDay);
        int day = days[(int) index];
        return day >= 0 ? day : fillYearOf(epochDay);
    }

    private int fillYearOf(long epochDay) {
        int year = LocalDate.ofEpochDay(epochDay).getYear();
        var holidays = holidays(year);
        for (var date = LocalDate.of(year, 1, 1); date.getYear() == year; date = date.plusDays(1)) {
            int day = holidays.contains(date) ? Week.HOLIDAY : weekday(date.toEpochDay());
            days[(int) (date.toEpochDay() - Era.FIRST_DAY)] = (byte) day;
        }
        return days[(int) (epochDay - Era.FIRST_DAY)];
    }

    private int dayOutsideEra(long epochDay) {
        return added.contains(LocalDate.ofEpochDay(epochDay)) ? Week.HOLIDAY : weekday(epochDay);
    }

    private Set<LocalDate> holidays(int year) {
        var dates = new HashSet<>(ofYear.apply(year));
        dates.removeAll(removed);
        dates.addAll(added);
        return dates;
    }

    private static int weekday(long epochDay) {
        return Math.floorMod(epochDay + 3, Week.WEEKDAYS);
    }

    private static Set<LocalDate> with(Set<LocalDate> dates, LocalDate date) {
        var all = new HashSet<>(dates);
        all.add(date);
        return Set.copyOf(all);
    }

    private static Set<LocalDate> without(Set<LocalDate> dates, LocalDate date) {
        var rest = new HashSet<>(dates);
        rest.remove(date);
        return Set.copyOf(rest);
    }

    /// `US-IL`, `US-IL +2026-12-24 -2026-11-11`, `none`.
    @Override
    public String toString() {
        var text = new StringBuilder(name);
        added.stream().sorted().forEach(date -> text.append(" +").append(date));
        removed.stream().sorted().forEach(date -> text.append(" -").append(date));
        return text.toString();
    }
}
