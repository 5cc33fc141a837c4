package demarc.core.simulation.model;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Priority;
import demarc.core.simulation.History;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Desks that work otherwise than the model supposes are forecast by numbers that make sense.
class StrangeLogsTest {

    private static final int WEEKS = 40;

    enum Habit {
        /// Everything is resolved on Friday at four.
        WEEKLY_BATCH,
        /// Three times as many tickets at the end as at the beginning.
        GROWING,
        /// Two in five are never resolved.
        FORGOTTEN,
        /// Nothing comes for two months.
        GAP,
        /// Days are known, times are not.
        DATES_ONLY,
        /// All that was open is resolved on one day, two weeks before the end.
        GREAT_TIDYING,
        /// One ticket in ten takes a year; the others an hour.
        TWO_WORLDS
    }

    static History history(Habit habit, long seed, double weekly) {
        var random = new SplittableRandom(seed);
        var history = History.in(ZoneId.of("UTC"));
        var end = Made.START.plus(Duration.ofDays(7 * WEEKS));
        for (int day = 0; day < 7 * WEEKS; day++) {
            if (day % 7 > 4 || habit == Habit.GAP && day >= 100 && day < 160) continue;
            double mean = weekly / 5 * (habit == Habit.GROWING ? 0.5 + (double) day / (7 * WEEKS) : 1);
            int count = (int) (mean * (0.6 + 0.8 * random.nextDouble()) + random.nextDouble());
            for (int i = 0; i < count; i++) {
                var opened = Made.START.plus(Duration.ofDays(day)).plusSeconds(8 * 3600 + random.nextInt(9 * 3600));
                var resolved = resolved(habit, opened, random);
                if (habit == Habit.DATES_ONLY) opened = opened.truncatedTo(ChronoUnit.DAYS);
                history.add(new History.Ticket(opened, null, resolved == null || resolved.isAfter(end) ? null : resolved, 0, random.nextInt(3) == 0 ? "network" : "help-desk",
                        Priority.values()[random.nextInt(4)], 0, false, "desk", "ada"));
            }
        }
        return history.build();
    }

    private static @Nullable Instant resolved(Habit habit, Instant opened, SplittableRandom random) {
        var usual = opened.plusSeconds((long) (-Math.log(1 - random.nextDouble()) * Made.HOURS * 3600));
        long day = Duration.between(Made.START, opened).toDays();
        var tidying = Made.START.plus(Duration.ofDays(7 * WEEKS - 14));
        return switch (habit) {
            case WEEKLY_BATCH -> Made.START.plus(Duration.ofDays(day / 7 * 7 + 4)).plusSeconds(17 * 3600 + random.nextInt(300));
            case GROWING, GAP -> usual;
            case FORGOTTEN -> random.nextDouble() < 0.4 ? null : usual;
            case DATES_ONLY -> usual.truncatedTo(ChronoUnit.DAYS);
            case GREAT_TIDYING -> random.nextDouble() < 0.5 ? usual : opened.isBefore(tidying) ? tidying : null;
            case TWO_WORLDS -> opened.plus(random.nextInt(10) == 0 ? Duration.ofDays(365) : Duration.ofHours(1));
        };
    }

    @ParameterizedTest
    @EnumSource
    void isForecastByNumbersThatMakeSense(Habit habit) {
        var test = new Backtest(history(habit, 5, 60), Assumptions.usual(), 1);
        assertThat(test.refusal()).isEmpty();
        var result = test.at(Made.START.plus(Duration.ofDays(7 * 28)), 8, false);
        assertThat(result.scores()).isNotEmpty();
        for (var score : result.scores()) assertThat(score.model()).as(score.measure().title()).isBetween(0.0, 1e6);
        for (var week : result.curve()) {
            assertThat(week.low80()).as(result.curve().toString()).isBetween(0.0, week.expected());
            assertThat(week.high80()).as(result.curve().toString()).isBetween(week.expected(), 10_000.0);
        }
        assertThat(result.coverage().values()).allMatch(each -> each.in80() <= each.in95() && each.in95() <= each.of());
    }
}
