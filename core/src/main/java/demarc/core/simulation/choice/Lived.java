package demarc.core.simulation.choice;

import demarc.core.simulation.Kept;

/// A plan as its own agreement would run it: years of tickets on the [demarc.core.simulation.Engine], each routed by the agreement's own lookup. Figures are those of
/// one year, on average.
///
/// @param agreement    the text of its agreement
/// @param promises     share of all promises kept, year by year
/// @param afterHours   answers and resolutions of the tickets that come outside office hours, over all years
/// @param answered     of each priority, P1 first, over all years
/// @param resolved     the same
/// @param hoursToStart mean, by priority
/// @param hoursToEnd   mean hours to resolve, by priority
/// @param nightsInside hours that the internal team works outside office hours
/// @param nightsOutside hours that the provider does
/// @param backlog      open tickets at the end of a week, on average
/// @param backlogMost  and in the worst week
/// @param plannedBehind hours of planned work that are overdue at the end of a week, on average
/// @param use          of the internal team, its nights, the provider: hours worked as a share of the hours somebody was there; NaN where nobody is
/// @param workInside   share of the hours of work that the client's people do
public record Lived(Plan plan, String agreement, double[] promises, Kept afterHours, Kept[] answered, Kept[] resolved, double[] hoursToStart, double[] hoursToEnd, double nightsInside,
        double nightsOutside, double backlog, double backlogMost, double plannedBehind, double overtime, double[] use, double workInside) {

    public double meanPromises() {
        return Student.mean(promises);
    }

    /// Half the width of the 95 % confidence interval of [#meanPromises]; NaN after one year.
    public double halfWidth() {
        return Student.halfWidth(promises);
    }
}
