package demarc.core.simulation.model;

import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import demarc.core.simulation.Streams;
import demarc.core.simulation.World;
import demarc.core.worktime.LocalWeek;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the tickets to come will be like: how many, when, of what kind, how much work, and how long they will lie in nobody's hands.
///
/// All numbers that a person may want to change are *parameters*, each an [Estimate] under a key such as `volume.week` or `share.network`.
/// What is left, the shapes found in the log (the rhythm of the week, the pace at which tickets are resolved), comes with the history.
public final class Model {

    /// Tickets a week at the history's end.
    public static final String VOLUME = "volume.week";
    /// Growth of the volume in a year, as a share.
    public static final String GROWTH = "volume.growth";
    /// How much the level may wander in a week (standard deviation, share of the level).
    public static final String DRIFT = "volume.drift";
    /// Variance of a week around its level beyond chance, share of the level squared.
    public static final String DISPERSION_WEEK = "volume.dispersion.week";
    public static final String DISPERSION_DAY = "volume.dispersion.day";
    /// Bursts in a year: many tickets within an hour, as in an outage.
    public static final String BURSTS = "bursts.year";
    public static final String BURST_SIZE = "bursts.size";
    /// How fast tickets are resolved, times what the history says.
    public static final String PACE = "pace";
    /// How much the pace may wander in a week, and how much a week may differ from it (standard deviations, logarithm).
    public static final String PACE_DRIFT = "pace.drift";
    public static final String PACE_UNQUIET = "pace.unquiet";
    public static final String REOPENED = "reopened";
    /// Of tickets that wait on others (client, vendor, a date): how many do, and what part of their time.
    public static final String PAUSED = "paused";
    public static final String PAUSED_PART = "paused.part";
    /// Minutes of work: `effort.tier1` to `effort.tier3`.
    public static final String EFFORT = "effort.tier";
    public static final String EFFORT_SPREAD = "effort.spread";
    public static final String THIRD_TIER = "escalates.third";
    public static final String ENDPOINTS = "endpoints";
    /// Hours of planned work for each endpoint and month.
    public static final String PROACTIVE = "proactive.hours";
    /// People who worked on tickets, in full time.
    public static final String PEOPLE = "team.people";
    /// Hours until somebody is free, in today's team: `queued.p1` to `queued.p4`. Taken off the idle time, since a simulated desk has its own queues.
    public static final String QUEUED = "queued.p";
    /// With a service's name behind it: its share of all tickets.
    public static final String SHARE = "share.";
    /// With a service's name behind it: its share of tickets that escalate.
    public static final String ESCALATES = "escalates.";
    /// With a service's name behind it: its work, times the work of the tiers.
    public static final String WORK = "work.";

    /// What comes with the history and is not edited.
    ///
    /// @param fittedTo    the model knows the time before it
    /// @param services    places of services in a world; those of the log first, then those that only planned work has
    /// @param logged      how many of them the log has
    /// @param place       where each service of the history stands
    /// @param mix         by kind of hour (quiet, busy): service and priority, service-major, as shares
    /// @param share       of each logged service, as found
    /// @param course      expected volume of the coming weeks over `volume.week`
    /// @param learnedFrom tickets the fit rests on
    record Shape(Instant fittedTo, LocalWeek week, List<String> services, int logged, int[] place, Rhythm arrivals, Rhythm desk, @Nullable Pace pace, double[] share, double[][] mix, double[] course, int learnedFrom) {}

    public static final int PRIORITIES = 4;

    final Shape shape;
    final List<Assumptions.Planned> planned;
    private final SortedMap<String, Estimate> parameters;
    private final List<String> remarks;

    Model(Shape shape, List<Assumptions.Planned> planned, SortedMap<String, Estimate> parameters, List<String> remarks) {
        this.shape = shape;
        this.planned = planned;
        this.parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        this.remarks = List.copyOf(remarks);
    }

    /// Fits a model, and calibrates it so that today's team, simulated, does what the log shows.
    public static Model fit(History history, Assumptions assumptions) {
        return Present.calibrated(new Fit(history, assumptions).model(), history).model();
    }

    /// Today's desk, simulated with the model fitted to this history, beside what the log tells; null when the log names nobody.
    public static @Nullable Present present(History history, Assumptions assumptions) {
        return Present.calibrated(new Fit(history, assumptions).model(), history).present();
    }

    /// One replication's tickets from one moment to another, in milliseconds since the epoch.
    public World draw(Streams streams, int replication, long from, long to) {
        return new Drawing(this, Fates.clock(this, Math.floorDiv(from, 1000L), Math.floorDiv(to, 1000L)), streams, replication, from, to).world();
    }

    /// Without planned work.
    World reactive(Rhythm.Clock clock, Streams streams, int replication, long from, long to) {
        return new Drawing(this, clock, streams, replication, from, to).tickets();
    }

    /// The place that a service of the history has in a world.
    int place(int service) {
        return shape.place[service];
    }

    /// The name of each service of a world, by its place.
    public List<String> services() {
        return shape.services;
    }

    /// All that can be edited, by key.
    public SortedMap<String, Estimate> parameters() {
        return parameters;
    }

    /// @throws IllegalArgumentException when there is no such parameter
    public Estimate parameter(String key) {
        var found = parameters.get(key);
        if (found == null) throw new IllegalArgumentException("the model has no parameter (%s)".formatted(key));
        return found;
    }

    double value(String key) {
        return parameter(key).value();
    }

    /// The same model with another number in one place.
    public Model with(String key, Estimate estimate) {
        parameter(key);
        var changed = new TreeMap<>(parameters);
        changed.put(key, estimate);
        return new Model(shape, planned, changed, remarks);
    }

    /// What was noticed in the history and bears on the model, in sentences.
    public List<String> remarks() {
        return remarks;
    }

    /// How arrivals are spread over the hours of the eight-day week.
    public Rhythm arrivals() {
        return shape.arrivals;
    }

    public Instant fittedTo() {
        return shape.fittedTo;
    }

    /// Whether the log told when tickets were resolved; without it a world's `idle` times are none.
    public boolean knowsResolutions() {
        return shape.pace != null;
    }

    /// When a piece of planned work that came at `second` should be done.
    public long plannedDue(int service, long second) {
        var name = shape.services.get(service);
        int days = planned.stream().filter(each -> each.service().equals(name)).mapToInt(Assumptions.Planned::dueDays).min().orElse(30);
        return second + days * 86_400L;
    }
}
