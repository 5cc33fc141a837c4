package demarc.core.simulation.model;

import demarc.core.simulation.Crew;
import demarc.core.simulation.Desk;
import demarc.core.simulation.Engine;
import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import demarc.core.simulation.Outcome;
import demarc.core.simulation.Route;
import demarc.core.simulation.Shift;
import demarc.core.simulation.Streams;
import demarc.core.simulation.World;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The desk as it is today, simulated by the engine and held against the log: the check that a model stands on the ground.
///
/// @param people     who take tickets, as the log shows them
/// @param hours      when they do: the hours of the week in which the log resolves at least half as much as on average
/// @param use        share of their time that tickets take
/// @param priorities what the log tells beside what the simulation comes to
public record Present(int people, String hours, double use, List<Line> priorities) {

    /// Hours; NaN where the log does not tell.
    ///
    /// @param answered  mean time to the first answer in the log; it holds more than queueing
    /// @param queued    mean time until somebody is free, simulated
    /// @param resolved  mean time to resolve in the log's last quarter
    /// @param simulated mean time to resolve, simulated
    public record Line(int priority, double answered, double queued, double resolved, double simulated) {}

    private static final Duration WARM = Duration.ofDays(14);
    private static final Duration WATCHED = Duration.ofDays(56);
    private static final long WEEK = Window.WEEK;
    /// Nobody works on tickets every minute: above this share the log's people could not have done what the model says they did.
    private static final double MOST_USE = 0.85;
    private static final double HOUR = 3.6e6;

    /// The model with its effort and its idle times such that today's team, simulated, does what the log shows. Without named people it stays as
    /// it is.
    static Calibrated calibrated(Model model, History history) {
        int people = (int) Math.round(model.value(Model.PEOPLE));
        if (people < 1 || people > 5000) return new Calibrated(model, null);
        var desk = desk(model, people);
        double use = use(model, desk);
        if (use > MOST_USE) model = easier(model, MOST_USE / use, people);
        var run = run(model, desk);
        for (int priority = 0; priority < Model.PRIORITIES; priority++) {
            double queued = run.mean(priority, i -> run.outcome.start(i) - run.world.at(i));
            double hours = Double.isNaN(queued) ? 0 : queued;
            model = model.with(Model.QUEUED + (priority + 1), new Estimate(hours, 0, 2 * hours, "today's team, simulated"));
        }
        var after = run(model, desk);
        var lines = IntStream.range(0, Model.PRIORITIES).mapToObj(priority -> line(priority, history, after)).filter(line -> !Double.isNaN(line.simulated)).toList();
        return new Calibrated(model, new Present(people, hours(model).describe(), after.use(desk), lines));
    }

    record Calibrated(Model model, @Nullable Present present) {}

    private static WeeklyHours hours(Model model) {
        var weights = model.shape.desk().weights();
        var hours = WeeklyHours.NEVER;
        for (int h = 0; h < weights.length; h++) if (weights[h] >= 0.5) hours = hours.or(WeeklyHours.of(h * 60, h * 60 + 60));
        return hours;
    }

    private static Desk desk(Model model, int people) {
        long from = model.fittedTo().toEpochMilli();
        var calendar = new WorkCalendar(hours(model), model.shape.week());
        var crew = Crew.of("today", 0, Shift.of(calendar, people, from, from + WARM.plus(WATCHED).plusDays(120).toMillis()));
        return new Desk(List.of(crew), new Route() {
            @Override
            public int first(int service, int priority, long at) {
                return 0;
            }

            @Override
            public int next(int crew, int service, int priority, long at) {
                return 0;
            }
        });
    }

    private interface Time {
        long of(int ticket);
    }

    private record Run(World world, Outcome outcome, long since) {

        /// In hours, of tickets that came after the desk had warmed up.
        double mean(int priority, Time time) {
            return IntStream.range(0, world.size()).filter(i -> world.priority(i) == priority && world.at(i) >= since && outcome.resolved(i) != World.NEVER).mapToLong(time::of).average().orElse(Double.NaN) / HOUR;
        }

        double use(Desk desk) {
            double work = IntStream.range(0, world.size()).mapToDouble(i -> (double) world.work(i) + world.again(i)).sum();
            return work / desk.crews().getFirst().shift().time(world.from(), world.to());
        }
    }

    private static Run run(Model model, Desk desk) {
        long from = model.fittedTo().toEpochMilli();
        long to = from + WARM.plus(WATCHED).toMillis();
        var world = model.reactive(Fates.clock(model, from / 1000, to / 1000), Streams.of(1), 0, from, to);
        return new Run(world, Engine.run(world, desk), from + WARM.toMillis());
    }

    private static double use(Model model, Desk desk) {
        return run(model, desk).use(desk);
    }

    private static Model easier(Model model, double factor, int people) {
        for (int tier = 1; tier <= Assumptions.TIERS; tier++) {
            var effort = model.parameter(Model.EFFORT + tier);
            double value = effort.value() * factor;
            model = model.with(Model.EFFORT + tier, new Estimate(value, Math.min(value, effort.low()), effort.high(), "%s; brought down so that the %d people seen could have done it".formatted(effort.source(), people)));
        }
        return model;
    }

    private static Line line(int priority, History history, Run run) {
        long until = run.world.from() / 1000;
        double answered = Arrays.stream(times(history, priority, until, true)).average().orElse(Double.NaN) / 3600;
        double resolved = Arrays.stream(times(history, priority, until, false)).average().orElse(Double.NaN) / 3600;
        return new Line(priority, answered, run.mean(priority, i -> run.outcome.start(i) - run.world.at(i)), resolved, run.mean(priority, i -> run.outcome.resolved(i) - run.world.at(i)));
    }

    /// Of what was answered, or resolved, in the quarter before.
    private static long[] times(History history, int priority, long until, boolean answers) {
        return IntStream.range(0, history.size()).filter(i -> history.priority(i) == priority)
                .filter(i -> at(history, i, answers) >= until - 13 * WEEK && at(history, i, answers) < until)
                .mapToLong(i -> at(history, i, answers) - history.opened(i)).toArray();
    }

    private static long at(History history, int ticket, boolean answers) {
        return answers ? history.answered(ticket) : history.resolved(ticket);
    }

    /// For people, a line each.
    public List<String> sentences() {
        return Stream.concat(Stream.of("Today's desk, simulated: %d people at %s; tickets take %.0f %% of their time.".formatted(people, hours, 100 * use)),
                priorities.stream().map(line -> "P%d: simulated %.1f h to resolve, the log %.1f h; %.1f h until somebody is free, the log %s to the first answer.".formatted(line.priority + 1, line.simulated, line.resolved, line.queued, Double.isNaN(line.answered) ? "tells nothing" : "%.1f h".formatted(line.answered)))).toList();
    }
}
