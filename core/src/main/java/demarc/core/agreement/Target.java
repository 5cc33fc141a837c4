package demarc.core.agreement;

import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;

/// How soon something is promised, on some clock: `15m`, `4h`, `1h 30m`, `3 working days`.
public sealed interface Target {

    /// An amount of the clock's time.
    record Working(Duration time) implements Target {
        public Working {
            if (!time.isPositive() || !time.equals(Duration.ofMinutes(time.toMinutes())))
                throw new IllegalArgumentException("a target (%s) must be whole minutes, at least one".formatted(time));
        }

        @Override
        public String toString() {
            var hours = time.toHours() == 0 ? "" : time.toHours() + "h";
            var minutes = time.toMinutesPart() == 0 ? "" : time.toMinutesPart() + "m";
            return (hours + " " + minutes).strip();
        }
    }

    /// The same time of day so many working days later, see [WorkCalendar#afterWorkingDays].
    record WorkingDays(int days) implements Target {
        public WorkingDays {
            if (days < 1) throw new IllegalArgumentException("a target of (%d) working days must be at least one".formatted(days));
        }

        @Override
        public String toString() {
            return days == 1 ? "1 working day" : days + " working days";
        }
    }

    /// @throws IllegalArgumentException that says what is wrong and how to write it
    static Target parse(String text) {
        return TargetText.parse(text);
    }

    /// When it is due on this clock, counted from `start`.
    default Instant due(WorkCalendar clock, Instant start) {
        return Instant.ofEpochSecond(due(clock, start.getEpochSecond()));
    }

    default long due(WorkCalendar clock, long start) {
        return switch (this) {
            case Working working -> clock.after(start, working.time().getSeconds());
            case WorkingDays working -> clock.afterWorkingDays(start, working.days());
        };
    }
}
