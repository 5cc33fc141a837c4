package demarc.core.worktime;

import demarc.core.Nearest;
import static java.util.stream.Collectors.toSet;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/// jollyday's places, named `COUNTRY[-REGION[-…]]`.
final class HolidayPlaces {

    private HolidayPlaces() {}

    /// The place in capitals, or an error that names the nearest known one. jollyday itself takes an unknown region for "no
    /// regional holidays", which would hide a slip of the pen.
    static String canonical(String place) {
        var parts = parts(place);
        var countries = countries();
        if (!countries.contains(parts[0]))
            throw new IllegalArgumentException("'%s' is not a country whose holidays are known. Maybe '%s'; or 'none'."
                    .formatted(place, Nearest.of(parts[0], countries).toUpperCase(Locale.ROOT)));
        var at = manager(parts[0]).getCalendarHierarchy();
        for (int i = 1; i < parts.length; i++) {
            var region = parts[i];
            var known = at.getChildren();
            var above = join(parts, i);
            if (known.isEmpty())
                throw new IllegalArgumentException("'%s' names a region, but the holidays of %s are kept for the whole of it. Write '%s'."
                        .formatted(place, above, above));
            var child = known.get(region);
            if (child == null)
                throw new IllegalArgumentException("'%s' is not a region of %s whose holidays are known. Maybe '%s-%s'."
                        .formatted(place, above, above, Nearest.of(region, known.keySet()).toUpperCase(Locale.ROOT)));
            at = child;
        }
        return join(parts, parts.length);
    }

    static IntFunction<Set<LocalDate>> yearly(String canonical) {
        var parts = parts(canonical);
        var manager = manager(parts[0]);
        var regions = Arrays.copyOfRange(parts, 1, parts.length);
        return year -> {
            var dates = new HashSet<LocalDate>();
            // The year after too: New Year's Day on a Saturday may be observed on 31 December.
            for (int asked = year; asked <= year + 1; asked++)
                for (var holiday : manager.getHolidays(Year.of(asked), HolidayType.PUBLIC_HOLIDAY, regions)) {
                    dates.add(holiday.getActualDate());
                    holiday.getObservedDate().ifPresent(dates::add);
                }
            return dates;
        };
    }

    private static Set<String> countries() {
        return HolidayManager.getSupportedCalendarCodes().stream().map(code -> code.toLowerCase(Locale.ROOT)).collect(toSet());
    }

    private static HolidayManager manager(String country) {
        return HolidayManager.getInstance(ManagerParameters.create(country));
    }

    private static String[] parts(String place) {
        return place.strip().toLowerCase(Locale.ROOT).split("-", -1);
    }

    private static String join(String[] parts, int count) {
        return String.join("-", Arrays.copyOf(parts, count)).toUpperCase(Locale.ROOT);
    }
}
