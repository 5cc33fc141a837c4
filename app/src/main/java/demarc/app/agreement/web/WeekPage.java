package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.worktime.Week;
import demarc.core.worktime.WeeklyHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Who is responsible, minute by minute of the eight-day week. A row is a service, or an activity once a service is chosen.
///
/// @param columns columns of one day in the table
public record WeekPage(
        Frame frame, Sides sides, String priority, String site, String service, List<Agreement.Service> services, List<Agreement.Site> sites, List<Line> lines, int columns, List<Integer> ticks, String clock) {

    /// @param href to look closer, or to the matrix
    public record Line(String code, String title, String href, List<Run> runs, List<Sum> sums) {}

    /// Hours of the week that a team holds.
    public record Sum(String css, String who, String hours) {}

    /// A stretch of one day with one answer.
    ///
    /// @param css     the side that works, or `side-mixed`
    /// @param when    the whole stretch, also beyond this day: `Fri 18:00 to Mon 08:00`
    /// @param line    where the text says so
    public record Run(int span, String css, String label, String when, String who, String accountable, String line, String quote, String address, boolean now) {}

    public static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Holiday");

    public List<String> days() {
        return DAYS;
    }

    public List<String> priorities() {
        return Arrays.stream(Priority.values()).map(Enum::name).toList();
    }

    public String href(String otherPriority, String otherService) {
        return "%s/week?version=%s&priority=%s&site=%s&service=%s".formatted(frame.path(), frame.chosen(), otherPriority, site, otherService);
    }

    static WeekPage of(Frame frame, Priority priority, @Nullable String site, @Nullable String service, Instant now) {
        var inForce = frame.inForce();
        var agreement = inForce.agreement();
        var chosen = service == null ? null : agreement.services().get(service);
        var place = site == null ? null : agreement.sites().get(site);
        var drawing = new Drawing(frame, Sides.of(agreement), inForce, priority, inForce.siteIndex(place), inForce.week().slot(now));
        var rows = new ArrayList<Row>();
        if (chosen == null) for (var each : agreement.services().values()) rows.add(drawing.row(each));
        else for (var each : chosen.activities().values()) rows.add(drawing.row(each));
        int grain = rows.stream().flatMapToInt(row -> row.edges().stream().mapToInt(Integer::intValue)).reduce(60, WeekPage::gcd);
        var lines = rows.stream().map(row -> drawing.line(row, grain)).toList();
        return new WeekPage(frame, drawing.sides, priority.name(), place == null ? "" : place.key(), chosen == null ? "" : chosen.key(), List.copyOf(agreement.services().values()),
                List.copyOf(agreement.sites().values()), lines, Week.MINUTES_PER_DAY / grain, List.of(0, 6, 12, 18), agreement.zone().getId());
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /// What one row shows: for each stretch, who works on which of its activities.
    private record Row(String code, String title, String href, List<Stretch> stretches) {
        List<Integer> edges() {
            return stretches.stream().map(stretch -> stretch.from % Week.MINUTES_PER_DAY).toList();
        }
    }

    private record Stretch(int from, int to, List<Assignment> answers) {}

    private record Drawing(Frame frame, Sides sides, InForce inForce, Priority priority, int site, int now) {

        Row row(Agreement.Service service) {
            return new Row(service.code(), service.title(), "%s/week?version=%s&priority=%s&service=%s".formatted(frame.path(), frame.chosen(), priority, service.key()),
                    stretches(List.copyOf(service.activities().values())));
        }

        Row row(Activity activity) {
            return new Row(activity.code(), activity.title(), "%s/matrix?version=%s&q=%s".formatted(frame.path(), frame.chosen(), activity.name()), stretches(List.of(activity)));
        }

        private List<Stretch> stretches(List<Activity> activities) {
            var indexes = activities.stream().mapToInt(activity -> inForce.index(activity.key())).toArray();
            var stretches = new ArrayList<Stretch>();
            var answers = at(indexes, 0);
            int from = 0;
            for (int slot = 1; slot <= Week.SLOTS; slot++) {
                if (slot < Week.SLOTS && slot % Week.MINUTES_PER_DAY != 0 && same(indexes, slot, answers)) continue;
                stretches.add(new Stretch(from, slot, answers));
                if (slot < Week.SLOTS) answers = at(indexes, slot);
                from = slot;
            }
            return stretches;
        }

        private List<Assignment> at(int[] activities, int slot) {
            return Arrays.stream(activities).mapToObj(activity -> inForce.atSlot(activity, priority.ordinal(), site, slot)).filter(Objects::nonNull).toList();
        }

        private boolean same(int[] activities, int slot, List<Assignment> answers) {
            if (answers.size() != activities.length) return at(activities, slot).equals(answers);
            for (int i = 0; i < activities.length; i++) if (inForce.atSlot(activities[i], priority.ordinal(), site, slot) != answers.get(i)) return false;
            return true;
        }

        Line line(Row row, int grain) {
            var runs = row.stretches.stream().map(stretch -> run(row, stretch, grain)).toList();
            return new Line(row.code, row.title, row.href, runs, sums(row));
        }

        private Run run(Row row, Stretch stretch, int grain) {
            var answers = stretch.answers;
            int span = (stretch.to - stretch.from) / grain;
            var when = whole(row, stretch);
            boolean current = stretch.from <= now && now < stretch.to;
            if (answers.isEmpty()) return new Run(span, "side-none", "Nobody", when, "Nobody: no rule covers this", "", "", "", frame.to("text"), current);
            var parties = answers.stream().map(answer -> answer.responsible().party()).distinct().toList();
            var css = parties.size() == 1 ? sides.of(parties.getFirst()).css() : "side-mixed " + mix(answers);
            var first = answers.getFirst();
            var lines = Objects.requireNonNull(frame.shown()).lines(frame.client());
            var accountable = answers.stream().map(answer -> answer.accountable().name()).distinct().collect(Collectors.joining(", "));
            boolean one = answers.stream().map(answer -> answer.rule().at()).distinct().count() == 1;
            return new Run(span, css, label(answers), when, who(answers), accountable, one ? lines.name(first.rule().at()) : "", one ? lines.quote(first.rule().at()) : "",
                    one ? lines.address(first.rule().at()) : row.href, current);
        }

        /// The client's share of the activities in tenths, never quite none nor all: where the line between the sides is drawn.
        private static String mix(List<Assignment> answers) {
            long clients = answers.stream().filter(answer -> answer.responsible().party().isClient()).count();
            return "mix-" + Math.clamp(Math.round(clients * 10.0 / answers.size()), 1, 9);
        }

        /// The team of most activities, and how many others there are.
        private static String label(List<Assignment> answers) {
            var counts = new LinkedHashMap<Agreement.Team, Integer>();
            for (var answer : answers) counts.merge(answer.responsible(), 1, Integer::sum);
            var most = Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey().title();
            return counts.size() == 1 ? most : "%s +%d".formatted(most, counts.size() - 1);
        }

        /// `IT team` or, where a service's activities differ, `IT team (7 activities), Service desk (3)`.
        private String who(List<Assignment> answers) {
            var counts = new LinkedHashMap<Agreement.Team, Integer>();
            for (var answer : answers) counts.merge(answer.responsible(), 1, Integer::sum);
            if (counts.size() == 1) return "%s (%s)".formatted(answers.getFirst().responsible().title(), answers.getFirst().responsible().party().name());
            return counts.entrySet().stream().map(each -> "%s (%s) for %d of %d".formatted(each.getKey().title(), each.getKey().party().name(), each.getValue(), answers.size())).collect(Collectors.joining(", "));
        }

        /// The stretch as a person would say it, beyond the day's edges.
        private static String whole(Row row, Stretch stretch) {
            var held = WeeklyHours.NEVER;
            for (var each : row.stretches) if (each.answers.equals(stretch.answers)) held = held.or(WeeklyHours.of(each.from, each.to));
            for (var span : held.ranges())
                if (span.to() > span.from() ? span.from() <= stretch.from && stretch.from < span.to() : stretch.from >= span.from() || stretch.from < span.to()) return span.toString();
            return held.describe();
        }

        private List<Sum> sums(Row row) {
            var minutes = new LinkedHashMap<Agreement.Team, Double>();
            for (var stretch : row.stretches)
                if (Week.day(stretch.from) != Week.HOLIDAY)
                    for (var answer : stretch.answers) minutes.merge(answer.responsible(), (stretch.to - stretch.from) / (double) stretch.answers.size(), Double::sum);
            return minutes.entrySet().stream().sorted(Map.Entry.<Agreement.Team, Double>comparingByValue().reversed())
                    .map(each -> new Sum(sides.of(each.getKey().party()).css(), each.getKey().title(), "%.0f h".formatted(each.getValue() / 60))).toList();
        }
    }
}
