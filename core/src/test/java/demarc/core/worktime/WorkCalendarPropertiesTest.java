package demarc.core.worktime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// The tables against a walk that looks at each minute on the local clock, around every kind of clock change.
class WorkCalendarPropertiesTest {

    private static final List<String> ZONES = List.of(
            "America/Chicago", "Europe/London", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kolkata", "Pacific/Apia",
            "America/St_Johns", "Africa/Casablanca", "Antarctica/Troll", "UTC");

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void workedEqualsAWalkMinuteByMinute(
            @ForAll("hours") WeeklyHours hours, @ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment, @ForAll @IntRange(max = 6000) int minutes) {
        var calendar = new WorkCalendar(hours, week);
        long from = moment.near(week);
        long to = from + minutes * 60L;
        assertThat(calendar.worked(from, to)).isEqualTo(walk(hours, week, from, to));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void afterIsTheFirstMomentThatLetsTheWorkPass(
            @ForAll("openHours") WeeklyHours hours, @ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment,
            @ForAll @IntRange(max = 2_000_000) int seconds) {
        var calendar = new WorkCalendar(hours, week);
        long from = moment.near(week) + seconds % 60;
        long due = calendar.after(from, seconds);
        assertThat(calendar.worked(from, due)).isEqualTo(seconds);
        if (seconds > 0) assertThat(calendar.worked(from, due - 1)).isEqualTo(seconds - 1L);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void workedAddsUpAndNeverShrinks(
            @ForAll("hours") WeeklyHours hours, @ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment,
            @ForAll @IntRange(min = -90_000_000, max = 90_000_000) int first, @ForAll @IntRange(max = 90_000_000) int second) {
        var calendar = new WorkCalendar(hours, week);
        long a = moment.near(week);
        long b = a + first;
        long c = b + second;
        assertThat(calendar.worked(a, b) + calendar.worked(b, c)).isEqualTo(calendar.worked(a, c));
        assertThat(calendar.worked(b, c)).isBetween(0L, (long) second);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void betweenChangesNothingChanges(
            @ForAll("hours") WeeklyHours hours, @ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment) {
        var calendar = new WorkCalendar(hours, week);
        long at = moment.near(week);
        long change = calendar.nextChange(at);
        if (change == WorkCalendar.NEVER) return;
        assertThat(calendar.open(change)).isNotEqualTo(calendar.open(at));
        assertThat(calendar.worked(at, change)).isEqualTo(calendar.open(at) ? change - at : 0);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void workingDaysEqualAWalkDayByDay(
            @ForAll("openHours") WeeklyHours hours, @ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment, @ForAll @IntRange(min = 1, max = 15) int days) {
        var calendar = new WorkCalendar(hours, week);
        long from = calendar.nextOpen(moment.near(week));
        var date = week.date(Instant.ofEpochSecond(from));
        for (int left = days; left > 0; ) {
            date = date.plusDays(1);
            if (!openMinutes(hours, week, date).isEmpty()) left--;
        }
        var due = Instant.ofEpochSecond(calendar.afterWorkingDays(from, days));
        var opens = openMinutes(hours, week, date);
        assertThat(due).isBetween(opens.getFirst(), opens.getLast().plusSeconds(60));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theSlotIsWhatTheLocalClockShows(@ForAll("weeks") LocalWeek week, @ForAll("moments") Moment moment, @ForAll @IntRange(max = 3_000_000) int seconds) {
        long at = moment.near(week) + seconds;
        assertThat(week.slot(at)).isEqualTo(slowSlot(week, at));
    }

    private static long walk(WeeklyHours hours, LocalWeek week, long from, long to) {
        long open = 0;
        for (long at = from; at < to; at += 60) if (hours.openAt(slowSlot(week, at))) open += 60;
        return open;
    }

    private static List<Instant> openMinutes(WeeklyHours hours, LocalWeek week, LocalDate date) {
        var open = new ArrayList<Instant>();
        var end = date.plusDays(1).atStartOfDay(week.zone()).toInstant();
        for (var at = date.atStartOfDay(week.zone()).toInstant(); at.isBefore(end); at = at.plusSeconds(60))
            if (week.date(at).equals(date) && hours.openAt(slowSlot(week, at.getEpochSecond()))) open.add(at);
        return open;
    }

    private static int slowSlot(LocalWeek week, long at) {
        var local = ZonedDateTime.ofInstant(Instant.ofEpochSecond(at), week.zone());
        int day = week.holidays().on(local.toLocalDate()) ? Week.HOLIDAY : local.getDayOfWeek().ordinal();
        return Week.slot(day, local.getHour() * 60 + local.getMinute());
    }

    /// A whole minute some days from a clock change of the zone, or from midyear where there is none.
    record Moment(int year, int transition, int minutesOff) {

        long near(LocalWeek week) {
            var start = ZonedDateTime.of(year, 1, 1, 0, 0, 0, 0, week.zone()).toInstant();
            for (int i = 0; i < transition; i++) {
                var next = week.zone().getRules().nextTransition(start);
                if (next == null) break;
                start = next.getInstant();
            }
            return start.plus(Duration.ofMinutes(minutesOff)).getEpochSecond();
        }
    }

    @Provide
    Arbitrary<Moment> moments() {
        return Combinators.combine(
                Arbitraries.integers().between(1971, 2140), Arbitraries.integers().between(0, 3), Arbitraries.integers().between(-5000, 3000)).as(Moment::new);
    }

    @Provide
    Arbitrary<LocalWeek> weeks() {
        var places = Arbitraries.of("none", "US-IL", "GB-ENG", "DE-BY").map(Holidays::of);
        return Combinators.combine(Arbitraries.of(ZONES).map(ZoneId::of), places).as(LocalWeek::new);
    }

    @Provide
    Arbitrary<WeeklyHours> hours() {
        return SomeHours.any();
    }

    @Provide
    Arbitrary<WeeklyHours> openHours() {
        return SomeHours.open();
    }
}
