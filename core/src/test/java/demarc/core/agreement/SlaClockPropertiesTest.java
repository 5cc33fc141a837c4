package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Timeline.Fact;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

class SlaClockPropertiesTest {

    /// Around the nights in 2026 on which clocks change, a ticket that waits now and then is read by walking each of its minutes.
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theClockEqualsAWalkMinuteByMinute(
            @ForAll("calendars") WorkCalendar calendar,
            @ForAll("dates") LocalDate date,
            @ForAll @IntRange(max = 4000) int startMinute,
            @ForAll @IntRange(min = 1, max = 2000) int targetMinutes,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 1500) Integer> gaps,
            @ForAll @IntRange(max = 3000) int after) {
        var opened = date.atStartOfDay(calendar.week().zone()).toInstant().plus(Duration.ofMinutes(startMinute));
        var facts = new ArrayList<Fact>(List.of(new Fact.Opened(opened, Priority.P2, "desk", "north")));
        var at = opened;
        for (int gap : gaps) {
            at = at.plus(Duration.ofMinutes(gap));
            facts.add(facts.getLast() instanceof Fact.Waiting ? new Fact.Resumed(at) : new Fact.Waiting(at, WaitingOn.CLIENT, "client"));
        }
        var now = at.plus(Duration.ofMinutes(after));
        var target = new Target.Working(Duration.ofMinutes(targetMinutes));
        var promise = new SlaClock.Promise(new ServiceLevel(target, target, null, "office", 95), calendar);

        var reading = SlaClock.read(new Timeline(facts), _ -> promise, PauseRules.standard(), now);

        var walk = walk(facts, calendar, now, targetMinutes);
        assertThat(reading.resolve().elapsed()).isEqualTo(Duration.ofMinutes(walk.elapsed()));
        assertThat(reading.resolve().state() == Reading.State.BREACHED).isEqualTo(walk.due() != null && now.isAfter(walk.due()));
        if (reading.resolve().breach() != null) assertThat(reading.resolve().due()).isEqualTo(walk.due());
        long held = reading.held().stream().mapToLong(share -> share.working().toMinutes()).sum();
        assertThat(held).isEqualTo(calendar.worked(opened, now).toMinutes());
    }

    /// @param due the end of the minute in which the target was reached; from then on nothing moves it but a pause at that very moment
    private record Walk(long elapsed, @Nullable Instant due) {}

    private static Walk walk(List<Fact> facts, WorkCalendar calendar, Instant now, int targetMinutes) {
        long elapsed = 0;
        Instant due = null;
        boolean paused = false;
        int next = 1;
        for (var minute = facts.getFirst().at(); minute.isBefore(now); minute = minute.plusSeconds(60)) {
            for (; next < facts.size() && !facts.get(next).at().isAfter(minute); next++) paused = facts.get(next) instanceof Fact.Waiting;
            if (!calendar.open(minute)) continue;
            if (paused && minute.equals(due)) due = minute.plusSeconds(60);
            if (paused) continue;
            elapsed++;
            if (elapsed == targetMinutes) due = minute.plusSeconds(60);
        }
        return new Walk(elapsed, due);
    }

    @Provide
    Arbitrary<WorkCalendar> calendars() {
        var zones = Arbitraries.of("America/Chicago", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata").map(ZoneId::of);
        var hours = Arbitraries.of("mon-fri 08:00-18:00, sat 09:00-13:00", "24x7", "daily 22:00-06:00", "weekdays 00:00-03:00 23:00-24:00, holidays 10:00-14:00")
                .map(WeeklyHours::parse);
        return Combinators.combine(hours, zones).as((open, zone) -> new WorkCalendar(open, new LocalWeek(zone, Holidays.of("US-IL"))));
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.of("2026-03-06", "2026-03-27", "2026-04-03", "2026-10-02", "2026-10-23", "2026-10-30", "2026-02-13", "2026-12-24").map(LocalDate::parse);
    }
}
