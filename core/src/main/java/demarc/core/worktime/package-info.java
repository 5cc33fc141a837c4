/// Working time: which minutes a team or a promise counts, and how many of them lie between two instants.
///
/// A week has **eight days**: Monday to Sunday and *holiday*, which takes the weekday's place on a public holiday.
/// [WeeklyHours] is a set of the minutes of that week, [LocalWeek] finds the minute an instant falls into, and
/// [WorkCalendar] counts. Everything is exact across daylight-saving changes and read to the whole second.
@NullMarked
package demarc.core.worktime;

import org.jspecify.annotations.NullMarked;
