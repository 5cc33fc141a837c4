package demarc.core.simulation.model;

import demarc.core.simulation.Estimate;
import demarc.core.simulation.History;
import demarc.core.worktime.LocalWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Fits a model: recent weeks weigh more, and what is seen rarely leans on what is seen often.
final class Fit {

    private static final long DAY = 86_400L;
    private static final long WEEK = Window.WEEK;
    /// Services with a place of their own; the rest share one more.
    private static final int MOST_SERVICES = 48;
    static final String OTHER = "other";
    /// Half-lives in weeks: what is this old counts half.
    static final double RHYTHM_LIFE = 26;
    static final double MIX_LIFE = 13;
    /// So far back the pace is looked at.
    private static final long PACE_WEEKS = 156;

    private final History history;
    private final Assumptions assumptions;
    private final Window window;
    private final LocalWeek week;
    private final List<String> services = new ArrayList<>();
    /// Where each service of the history stands in the model.
    private final int[] place;
    private final int logged;
    private final SortedMap<String, Estimate> parameters = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();

    Fit(History whole, Assumptions assumptions) {
        this.assumptions = assumptions;
        this.window = Window.of(whole);
        boolean cut = window.to() <= whole.to().getEpochSecond();
        this.history = cut ? whole.until(Instant.ofEpochSecond(window.to())) : whole;
        this.week = new LocalWeek(history.zone(), assumptions.holidays());
        place = places();
        logged = services.size();
        for (var planned : assumptions.planned()) if (!services.contains(planned.service())) services.add(planned.service());
        if (cut) remarks.add("After %s the log holds stragglers only; the model is fitted to the time before.".formatted(day(window.to())));
        if (window.from() > whole.from().getEpochSecond()) remarks.add("Before %s the log holds single tickets only; volumes are taken from then on.".formatted(day(window.from())));
        if (window.watched() > window.from() + 2 * WEEK) remarks.add("The log has no resolutions before %s; how fast tickets are resolved is taken from then on.".formatted(day(window.watched())));
    }

    /// Most frequent first, by what this history knows: the order of [History#services()] may know a later one.
    private int[] places() {
        var names = history.services();
        var count = new int[names.size()];
        for (int i = 0; i < history.size(); i++) count[history.service(i)]++;
        var order = IntStream.range(0, count.length).filter(s -> count[s] > 0).boxed()
                .sorted(Comparator.comparingInt((Integer s) -> -count[s]).thenComparing(names::get)).toList();
        for (int s = 0; s < Math.min(order.size(), MOST_SERVICES); s++) services.add(names.get(order.get(s)));
        if (order.size() > MOST_SERVICES || services.isEmpty()) services.add(OTHER);
        var place = new int[names.size()];
        Arrays.fill(place, services.size() - 1);
        for (int s = 0; s < Math.min(order.size(), MOST_SERVICES); s++) place[order.get(s)] = s;
        return place;
    }

    private String day(long second) {
        return Instant.ofEpochSecond(second).atZone(history.zone()).toLocalDate().toString();
    }

    Model model() {
        var volume = Volume.of(weeks(), 52);
        var arrivals = arrivals();
        var desk = desk();
        var pace = Pace.of(lives(desk), logged, Model.PRIORITIES);
        if (pace == null) remarks.add("The log tells no resolution: how long tickets lie cannot be learned from it.");
        var mix = mix(arrivals);
        double level = Math.max(volume.ahead[0], 0.01);
        var course = new double[volume.ahead.length];
        for (int w = 0; w < course.length; w++) course[w] = volume.ahead[w] / level;
        var share = new double[logged];
        for (int kind = 0; kind < 2; kind++) for (int pair = 0; pair < mix[kind].length; pair++) share[pair / Model.PRIORITIES] += mix[kind][pair] / 2;
        volumes(volume, level);
        days(arrivals, level);
        handling(share);
        waiting(pace);
        team();
        planned(level);
        var shape = new Model.Shape(Instant.ofEpochSecond(window.to()), week, List.copyOf(services), logged, place, arrivals, desk, pace, share, mix, course, history.size());
        return new Model(shape, assumptions.planned(), parameters, remarks);
    }

    private int service(int ticket) {
        return place[history.service(ticket)];
    }

    /// 1 at the end, one half a half-life before it.
    private double fresh(long second, double life) {
        return StrictMath.pow(0.5, (window.to() - second) / (life * WEEK));
    }

    // --- how many

    /// Whole weeks that end with the window; less than one is taken for a week.
    private double[] weeks() {
        long length = window.to() - window.from();
        int count = (int) (length / WEEK);
        if (count == 0) return new double[] {history.size()};
        var weeks = new double[count];
        long first = window.to() - count * WEEK;
        for (int i = 0; i < history.size(); i++) if (history.opened(i) >= first) weeks[(int) ((history.opened(i) - first) / WEEK)]++;
        return weeks;
    }

    private void volumes(Volume volume, double level) {
        double variance = volume.dispersion / 8 + 1 / (8 * level) + volume.drift * volume.drift * 4;
        double around = 1.28 * StrictMath.sqrt(variance);
        put(Model.VOLUME, level, level / (1 + around), level * (1 + around), "the log's last weeks, forecast one week ahead");
        put(Model.GROWTH, 0, -0.1, 0.15, "assumed: a log of this length does not tell growth from chance beyond the forecast course");
        put(Model.DRIFT, volume.drift, volume.drift / 2, volume.drift * 2, "errors of the same forecast on the log's own past");
        put(Model.DISPERSION_WEEK, volume.dispersion, volume.dispersion / 2, volume.dispersion * 2 + 0.001, "weeks of the log beside their neighbours");
    }

    private Rhythm arrivals() {
        var count = new Rhythm.Count(week);
        for (int i = 0; i < history.size(); i++) if (history.opened(i) >= window.from()) count.add(history.opened(i), fresh(history.opened(i), RHYTHM_LIFE));
        watch(count, window.from());
        return count.done(0.002);
    }

    private Rhythm desk() {
        var count = new Rhythm.Count(week);
        for (int i = 0; i < history.size(); i++) if (history.isResolved(i) && history.resolved(i) >= window.watched()) count.add(history.resolved(i), fresh(history.resolved(i), RHYTHM_LIFE));
        watch(count, window.watched());
        return count.done(0.03);
    }

    private void watch(Rhythm.Count count, long from) {
        long first = Math.max(from, window.to() - (long) (8 * RHYTHM_LIFE) * WEEK);
        for (long at = first; at < window.to(); at += DAY) count.watched(at, Math.min(at + DAY, window.to()), fresh(at, RHYTHM_LIFE));
    }

    /// Variance of a day around its week beyond chance, and the bursts, which do not belong to it.
    private void days(Rhythm arrivals, double level) {
        long from = Math.max(window.from(), window.to() - 52 * WEEK);
        int hours = (int) ((window.to() - from) / 3600);
        var opened = new int[hours + 1];
        var ofWeek = new double[(int) ((window.to() - from) / WEEK) + 1];
        for (int i = 0; i < history.size(); i++) {
            if (history.opened(i) < from) continue;
            opened[(int) ((history.opened(i) - from) / 3600)]++;
            ofWeek[(int) ((history.opened(i) - from) / WEEK)]++;
        }
        double sum = 0;
        double of = 0;
        double burst = 0;
        int bursts = 0;
        for (int day = 0; day + 24 <= hours; day += 24) {
            double week = ofWeek[day / 168];
            if (week < 4 || day / 168 == ofWeek.length - 1) continue;
            double expected = 0;
            double seen = 0;
            for (int h = day; h < day + 24; h++) {
                double hour = week / 168 * arrivals.at(this.week, from + h * 3600L);
                expected += hour;
                if (opened[h] > 8 + 3 * hour + 6 * StrictMath.sqrt(hour)) {
                    bursts++;
                    burst += opened[h] - hour;
                    seen += hour;
                } else seen += opened[h];
            }
            sum += (seen - expected) * (seen - expected) - expected;
            of += expected * expected;
        }
        double dispersion = of == 0 ? 0.02 : Math.clamp(sum / of, 0, 1);
        put(Model.DISPERSION_DAY, dispersion, dispersion / 2, dispersion * 2 + 0.001, "days of the log beside their weeks");
        double years = Math.max(1 / 52.0, (window.to() - from) / (365.25 * DAY));
        double perYear = bursts / years;
        put(Model.BURSTS, perYear, perYear / 2, perYear * 2 + 1, bursts == 0 ? "none found in the log" : "hours of the log with far more tickets than their time of the week explains");
        double size = bursts == 0 ? 10 : burst / bursts;
        put(Model.BURST_SIZE, size, size / 2, size * 2, bursts == 0 ? "our estimate" : "the same hours");
    }

    // --- of what kind

    /// By kind of hour (quiet, busy), each leaning on both together by fifty tickets.
    private double[][] mix(Rhythm arrivals) {
        var mix = new double[2][logged * Model.PRIORITIES];
        var total = new double[2];
        for (int i = 0; i < history.size(); i++) {
            if (history.opened(i) < window.from()) continue;
            int kind = arrivals.at(week, history.opened(i)) >= 1 ? 1 : 0;
            double fresh = fresh(history.opened(i), MIX_LIFE);
            mix[kind][service(i) * Model.PRIORITIES + history.priority(i)] += fresh;
            total[kind] += fresh;
        }
        double all = total[0] + total[1];
        for (int pair = 0; pair < mix[0].length; pair++) {
            double both = (mix[0][pair] + mix[1][pair]) / all;
            for (int kind = 0; kind < 2; kind++) mix[kind][pair] = (mix[kind][pair] + 50 * both) / (total[kind] + 50);
        }
        return mix;
    }

    // --- how long

    Lives lives(Rhythm desk) {
        var lives = new Lives();
        long start = Math.max(window.watched(), window.to() - PACE_WEEKS * WEEK);
        long first = history.size() == 0 ? start : Math.min(start, history.opened(0));
        var clock = new Rhythm.Clock(desk, week, first, window.to());
        for (int i = 0; i < history.size(); i++) {
            long opened = history.opened(i);
            boolean ended = history.isResolved(i);
            long end = ended ? history.resolved(i) : window.to();
            if (end < start) continue;
            double zero = clock.at(opened);
            for (long at = Math.max(opened, start); ; ) {
                long edge = window.to() - Math.floorDiv(window.to() - at - 1, WEEK) * WEEK;
                long until = Math.min(end, edge);
                boolean last = until == end;
                lives.add(clock.at(at) - zero, clock.at(until) - zero, (int) ((window.to() - edge) / WEEK), last && ended, service(i), history.priority(i));
                if (last) break;
                at = until;
            }
        }
        return lives;
    }

    // --- how much work

    private void handling(double[] share) {
        var tickets = new double[logged];
        var escalated = new double[logged];
        double all = 0;
        double up = 0;
        double reopened = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isResolved(i) || history.opened(i) < window.from()) continue;
            tickets[service(i)]++;
            all++;
            if (history.reopened(i)) reopened++;
            if (history.hands(i) == 0) continue;
            escalated[service(i)]++;
            up++;
        }
        var assumed = assumptions.escalated();
        double overall = up == 0 ? assumed.value() : up / all;
        for (int s = 0; s < services.size(); s++) {
            var name = services.get(s);
            put(Model.WORK + name, 1, 0.6, 1.6, "assumed: a log does not tell how long tickets were worked on");
            if (s >= logged) continue;
            put(Model.SHARE + name, share[s], share[s] / (1 + 1.28 / StrictMath.sqrt(1 + share[s] * all)), share[s] * (1 + 1.28 / StrictMath.sqrt(1 + share[s] * all)), "the log, recent weeks weighing more");
            if (up == 0) put(Model.ESCALATES + name, assumed.value(), assumed.low(), assumed.high(), assumed.source());
            else {
                double rate = (escalated[s] + 20 * overall) / (tickets[s] + 20);
                double around = 1.28 * StrictMath.sqrt(rate * (1 - rate) / (tickets[s] + 20));
                put(Model.ESCALATES + name, rate, Math.max(0, rate - around), Math.min(1, rate + around), "tickets of the log that went from one group to another");
            }
        }
        put(Model.REOPENED, all == 0 ? 0 : reopened / all, 0, all == 0 ? 0.05 : Math.min(1, 2 * reopened / all + 0.01), "tickets of the log that came back");
        for (int tier = 0; tier < Assumptions.TIERS; tier++) parameters.put(Model.EFFORT + (tier + 1), assumptions.effort().get(tier));
        parameters.put(Model.EFFORT_SPREAD, assumptions.spread());
        parameters.put(Model.THIRD_TIER, assumptions.thirdTier());
    }

    private void waiting(@Nullable Pace pace) {
        double resolved = 0;
        double waited = 0;
        double part = 0;
        for (int i = 0; i < history.size(); i++) {
            if (!history.isResolved(i) || history.opened(i) < window.from()) continue;
            resolved++;
            if (history.waited(i) <= 0) continue;
            waited++;
            part += Math.min(1, history.waited(i) / (double) Math.max(1, history.resolved(i) - history.opened(i)));
        }
        double share = resolved == 0 ? 0 : waited / resolved;
        put(Model.PAUSED, share, share * 0.8, Math.min(1, share * 1.2), waited == 0 ? "the log has no waiting states" : "waiting states of the log");
        put(Model.PAUSED_PART, waited == 0 ? 0 : part / waited, 0, 1, waited == 0 ? "the log has no waiting states" : "waiting states of the log");
        for (int priority = 1; priority <= Model.PRIORITIES; priority++) put(Model.QUEUED + priority, 0, 0, 0, "not known: the log names nobody");
        put(Model.PACE, 1, 0.85, 1.15, "the log's own pace, recent weeks weighing more");
        double drift = pace == null ? 0 : pace.tempo.drift();
        double unquiet = pace == null ? 0 : pace.tempo.unquiet();
        put(Model.PACE_DRIFT, drift, 0, 2 * drift, "weeks of the log beside what its life table leads to expect");
        put(Model.PACE_UNQUIET, unquiet, 0, 2 * unquiet, "weeks of the log beside what its life table leads to expect");
    }

    /// Days on which somebody resolved something, five to a full-time person's week; the last eight weeks.
    private void team() {
        long from = Math.max(window.from(), window.to() - 8 * WEEK);
        int days = (int) Math.ceilDiv(window.to() - from, DAY);
        var seen = new BitSet[days];
        var everybody = new BitSet();
        for (int i = 0; i < history.size(); i++) {
            if (!history.isResolved(i) || history.agent(i) < 0 || history.resolved(i) < from) continue;
            int day = (int) ((history.resolved(i) - from) / DAY);
            if (seen[day] == null) seen[day] = new BitSet();
            seen[day].set(history.agent(i));
            everybody.set(history.agent(i));
        }
        int agentDays = 0;
        for (var day : seen) if (day != null) agentDays += day.cardinality();
        double people = agentDays / (5.0 * days / 7);
        if (everybody.isEmpty()) put(Model.PEOPLE, 0, 0, 1000, "the log names nobody");
        else put(Model.PEOPLE, people, Math.min(people, 1), Math.max(people, everybody.cardinality()), "days on which each of %d people resolved something, in the last eight weeks".formatted(everybody.cardinality()));
    }

    /// 1.2 tickets for each user and month, and 182 devices for 160 users.
    private void planned(double level) {
        double endpoints = assumptions.endpoints() > 0 ? assumptions.endpoints() : level * 365.25 / 7 / 12 / 1.2 * 182 / 160;
        if (assumptions.endpoints() > 0) put(Model.ENDPOINTS, endpoints, endpoints, endpoints, "given");
        else put(Model.ENDPOINTS, endpoints, endpoints * 0.6, endpoints * 2, "as many as usually go with this volume: 1.2 tickets a user and month");
        parameters.put(Model.PROACTIVE, assumptions.proactive());
    }

    private void put(String key, double value, double low, double high, String source) {
        parameters.put(key, new Estimate(value, Math.min(low, value), Math.max(high, value), source));
    }
}
