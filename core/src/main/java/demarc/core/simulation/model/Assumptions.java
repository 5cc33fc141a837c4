package demarc.core.simulation.model;

import demarc.core.simulation.Estimate;
import demarc.core.worktime.Holidays;
import java.util.List;

/// What no log tells and a model needs. Every number can be replaced; the sources stand beside them.
///
/// @param holidays    the days that fall out of the ordinary week
/// @param effort      minutes of work on a ticket: by the first to have it, by a second tier, by a third
/// @param spread      standard deviation of that work as a share of its mean
/// @param thirdTier   share of the escalated tickets that need the third tier
/// @param escalated   share of tickets that escalate, where the log has no changes of hands
/// @param endpoints   devices looked after; not positive means: as many as go with the volume of tickets
/// @param proactive   hours of planned work for each endpoint and month
/// @param planned     how that planned work is divided
public record Assumptions(Holidays holidays, List<Estimate> effort, Estimate spread, Estimate thirdTier, Estimate escalated, int endpoints, Estimate proactive, List<Planned> planned) {

    public static final int TIERS = 3;

    /// Work that comes by the calendar and has a day by which it is to be done.
    ///
    /// @param service   a service of the catalogue
    /// @param everyDays how often a round of it comes
    /// @param dueDays   how long after it came it should be done
    /// @param share     its share of all proactive hours
    public record Planned(String name, String service, int everyDays, int dueDays, double share) {

        public Planned {
            if (everyDays < 1 || dueDays < 1) throw new IllegalArgumentException("planned work (%s) must come every day or less often (%d) and have a day or more (%d)".formatted(name, everyDays, dueDays));
            if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("planned work (%s) cannot be (%s) of all".formatted(name, share));
        }
    }

    public Assumptions {
        effort = List.copyOf(effort);
        planned = List.copyOf(planned);
        if (effort.size() != TIERS) throw new IllegalArgumentException("effort is given for (%d) tiers, not (%d)".formatted(TIERS, effort.size()));
    }

    public static Assumptions usual() {
        return new Assumptions(
                Holidays.none(),
                List.of(new Estimate(20, 13, 30, "our estimate; MetricNet measured 13 min by telephone"),
                        new Estimate(45, 32, 70, "our estimate; MetricNet measured 32 min at the desk"),
                        new Estimate(120, 75, 200, "our estimate")),
                new Estimate(1, 0.7, 1.5, "our estimate: work times are about as spread as they are long"),
                new Estimate(8.0 / 30, 0.15, 0.4, "our estimate: 70 % are solved by the first, 22 % by the second and 8 % by the third tier"),
                new Estimate(0.30, 0.15, 0.40, "our estimate; large desks solve 85 % at the first tier (HDI 2015)"),
                0,
                new Estimate(0.25, 0.15, 0.40, "our estimate, a quarter of an hour for each endpoint and month"),
                List.of(new Planned("Patch round", "patching", 30, 14, 0.40),
                        new Planned("Restore tests", "backup", 30, 30, 0.12),
                        new Planned("Checks of devices and alerts", "network-monitoring", 7, 7, 0.15),
                        new Planned("Review of documents", "documentation", 90, 30, 0.08),
                        new Planned("Security reviews", "cybersecurity", 30, 30, 0.10),
                        new Planned("Projects and replacements", "projects", 30, 60, 0.15)));
    }

    public Assumptions with(Holidays holidays) {
        return new Assumptions(holidays, effort, spread, thirdTier, escalated, endpoints, proactive, planned);
    }

    public Assumptions withEndpoints(int endpoints) {
        return new Assumptions(holidays, effort, spread, thirdTier, escalated, endpoints, proactive, planned);
    }
}
