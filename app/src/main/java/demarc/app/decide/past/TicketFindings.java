package demarc.app.decide.past;

import demarc.app.decide.past.Finding.Severity;
import demarc.app.work.history.PastRead;
import demarc.core.simulation.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the tickets themselves say of a history: whether their times can be what they claim to be.
final class TicketFindings {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);
    private static final int FEW = 30;
    private static final int ENOUGH = 200;
    private static final int TOGETHER = 10;
    private static final long MONTHS = 91L * 86_400;

    private final History history;
    private final PastRead read;
    private final int size;
    private final long resolved;
    private final List<Finding> findings = new ArrayList<>();
    /// The days of the whole weeks, without an export's thin edges.
    private long firstDay;
    private long lastDay;

    private TicketFindings(History history, PastRead read) {
        this.history = history;
        this.read = read;
        size = history.size();
        long ends = 0;
        for (int i = 0; i < size; i++) if (history.isResolved(i)) ends++;
        resolved = ends;
        firstDay = day(0);
        lastDay = day(size - 1);
    }

    static List<Finding> of(History history, PastRead read) {
        var tickets = new TicketFindings(history, read);
        tickets.number();
        if (tickets.inOneMinute()) tickets.oneMinute();
        else {
            tickets.weeks();
            tickets.span();
            tickets.bursts();
            tickets.hours();
        }
        tickets.resolutions();
        tickets.groups();
        return tickets.findings;
    }

    private void number() {
        if (size == 1) add(Severity.STOPS, "one-ticket", 1, "There is one ticket", at(0), "One ticket has no rhythm. Export a longer time, a year at best.");
        else if (size < FEW)
            add(Severity.STOPS, "few-tickets", size, "There are %d tickets".formatted(size), "", "Too few to tell a rhythm from chance; %d are the least. Export a longer time.".formatted(FEW));
        else if (size < ENOUGH)
            add(Severity.WEAKENS, "few-tickets", size, "There are %d tickets".formatted(size), "", "Enough for a rough number a week, too few for hours of the week by service.");
    }

    private boolean inOneMinute() {
        return size > 1 && history.opened(size - 1) / 60 == history.opened(0) / 60;
    }

    private void oneMinute() {
        add(Severity.STOPS, "one-minute", size, "All tickets were opened in the same minute", MINUTE.format(local(history.opened(0))),
                "That is when somebody copied them, not when they came. Nothing can be said of when work arrives, and times to resolve are wrong too. Export the time of creation of the desk they come from.");
    }

    private void span() {
        long days = lastDay - firstDay;
        if (size > 1 && days < 14)
            add(Severity.STOPS, "short", days, "The tickets span %d days".formatted(days), "", "A week's rhythm needs two weeks at least, eight for a sound one.");
        else if (size > 1 && days < 56)
            add(Severity.WEAKENS, "short", days, "The tickets span %d weeks".formatted(days / 7), "", "Enough for a week's rhythm; a trend cannot be told from chance in so few weeks.");
        else if (size > 1 && days < 365)
            add(Severity.NOTE, "no-season", days, "The tickets span %d weeks, less than a year".formatted(days / 7), "", "Nothing is known of seasons: the rest of the year is taken to be like these weeks.");
    }

    /// Weeks in which nothing came, and the thin beginning or end of an export.
    private void weeks() {
        var pictures = Pictures.of(history);
        var weeks = pictures.weeks().stream().mapToInt(Integer::intValue).toArray();
        if (weeks.length < 4) return;
        double usual = usual(weeks);
        int first = 0;
        while (first < weeks.length && weeks[first] < usual * 0.1) first++;
        int last = weeks.length - 1;
        while (last > first && weeks[last] < usual * 0.1) last--;
        int thin = first + weeks.length - 1 - last;
        long stragglers = 0;
        for (int i = 0; i < weeks.length; i++) if (i < first || i > last) stragglers += weeks[i];
        if (usual >= 5 && thin > 1) {
            firstDay = Math.max(firstDay, pictures.monday().plusWeeks(first).toEpochDay());
            lastDay = Math.min(lastDay, pictures.monday().plusWeeks(last).toEpochDay() + 6);
            add(Severity.WEAKENS, "thin-edges", stragglers, "The export is whole only from %s to %s".formatted(DAY.format(pictures.monday().plusWeeks(first)), DAY.format(pictures.monday().plusWeeks(last).plusDays(6))),
                    "%,d tickets in the %d weeks around it, against %,.0f in a usual week".formatted(stragglers, thin, usual),
                    "Weeks at the edge with next to no tickets are an export's edge, not a quiet desk: what is learned about arrivals is learned from the whole weeks.");
        }
        int gaps = 0;
        LocalDate example = null;
        for (int i = first; i <= last; i++) {
            if (weeks[i] > 0) continue;
            gaps++;
            if (example == null) example = pictures.monday().plusWeeks(i);
        }
        if (usual >= 3 && gaps > 0 && example != null)
            add(Severity.WEAKENS, "gaps", gaps, gaps == 1 ? "In one week no ticket came" : "In %d weeks no ticket came".formatted(gaps), "the week of " + DAY.format(example),
                    "A desk with %.0f tickets a week does not fall silent: that time is probably missing from the export, and makes the rest look quieter than it is.".formatted(usual));
    }

    /// Of a week that a ticket typically falls into; so an edge of thin weeks, however long, does not count.
    private double usual(int[] weeks) {
        var sorted = weeks.clone();
        Arrays.sort(sorted);
        long sum = 0;
        for (int i = sorted.length - 1; i >= 0; i--) {
            sum += sorted[i];
            if (sum * 2 >= size) return sorted[i];
        }
        return 0;
    }

    private void bursts() {
        var days = new int[(int) (lastDay - firstDay) + 1];
        for (int i = 0; i < size; i++) if (day(i) >= firstDay && day(i) <= lastDay) days[(int) (day(i) - firstDay)]++;
        int bursts = 0;
        int largest = 0;
        long tickets = 0;
        for (int weekday = 0; weekday < 7 && days.length >= 28; weekday++) {
            var same = new int[(days.length - weekday + 6) / 7];
            for (int i = 0; i < same.length; i++) same[i] = days[weekday + 7 * i];
            double usual = median(same);
            for (int i = 0; i < same.length; i++) {
                if (same[i] < TOGETHER || same[i] <= 4 * Math.max(usual, 2)) continue;
                bursts++;
                tickets += same[i];
                if (same[i] > days[largest] || bursts == 1) largest = weekday + 7 * i;
            }
        }
        if (bursts > 0)
            add(Severity.NOTE, "bursts", tickets, bursts == 1 ? "On one day four times as many tickets came as usual" : "On %d days four times as many tickets came as usual".formatted(bursts),
                    "%s: %,d tickets".formatted(DAY.format(LocalDate.ofEpochDay(firstDay + largest)), days[largest]),
                    "Outages, campaigns or imports. They are learned as shocks of their own and not as usual load.");
    }

    private void hours() {
        long midnight = 0;
        long night = 0;
        for (int i = 0; i < size; i++) {
            int hour = local(history.opened(i)).getHour();
            if (hour >= 22 || hour < 6) night++;
            if (Math.floorMod(secondsOfDay(i), 86_400) == 0) midnight++;
        }
        if (midnight * 2 > size)
            add(Severity.WEAKENS, "no-hours", midnight, "%s of the tickets were opened at 0:00 sharp".formatted(FileFindings.percent(midnight, size)), "",
                    "The file gives days without hours: nothing can be said of hours, nights or waiting of less than a day.");
        else if (night * 2 > size)
            add(Severity.WEAKENS, "zone", night, "%s of the tickets came between 22:00 and 6:00".formatted(FileFindings.percent(night, size)), "zone " + Assumptions.zone(read.seen().zone()),
                    "Unless this is a night desk, the times were written in another zone than %s. Choose the one of the business.".formatted(Assumptions.zone(read.seen().zone())));
    }

    private long secondsOfDay(int ticket) {
        return local(history.opened(ticket)).toLocalTime().toSecondOfDay();
    }

    private void resolutions() {
        if (resolved == 0) {
            add(Severity.STOPS, "no-resolutions", size, "No ticket has a time of resolution", "",
                    "When work arrives can be said; how long it takes, how much is open and which promises hold cannot. If a column says when tickets were resolved or closed, name it.");
            return;
        }
        long open = size - resolved;
        if (open * 2 > size)
            add(Severity.WEAKENS, "mostly-open", open, "%s of the tickets have no end in the log".formatted(FileFindings.percent(open, size)), "",
                    "They count as open when the log ends. If they were resolved and the file does not say so, everything looks slower than it is.");
        long slow = 0;
        int slowest = -1;
        long atOnce = 0;
        for (int i = 0; i < size; i++) {
            long end = history.isResolved(i) ? history.resolved(i) : history.to().getEpochSecond();
            if (end - history.opened(i) > MONTHS) {
                slow++;
                if (slowest < 0 || end - history.opened(i) > lasting(slowest)) slowest = i;
            }
            if (history.isResolved(i) && history.resolved(i) - history.opened(i) < 60) atOnce++;
        }
        if (slow > 0)
            add(slow * 20 > size ? Severity.WEAKENS : Severity.NOTE, "open-for-months", slow, slow == 1 ? "A ticket was open for more than three months" : "%,d tickets were open for more than three months".formatted(slow),
                    "opened on %s, %s %,d days".formatted(DAY.format(local(history.opened(slowest))), history.isResolved(slowest) ? "resolved after" : "still open after", lasting(slowest) / 86_400),
                    "Nobody worked on them for so long: most of that time is waiting or forgetting. It is learned as idle time, not as work.");
        if (atOnce * 10 > resolved)
            add(Severity.NOTE, "at-once", atOnce, "%s of the tickets were resolved within a minute".formatted(FileFindings.percent(atOnce, resolved)), "",
                    "They were written down after the work, or closed by a machine. Their work took longer than the log says; the assumed effort is used instead.");
        bulk();
    }

    private long lasting(int ticket) {
        return (history.isResolved(ticket) ? history.resolved(ticket) : history.to().getEpochSecond()) - history.opened(ticket);
    }

    /// Many tickets resolved in the same minute.
    private void bulk() {
        var minutes = new long[(int) resolved];
        int count = 0;
        for (int i = 0; i < size; i++) if (history.isResolved(i)) minutes[count++] = history.resolved(i) / 60;
        Arrays.sort(minutes);
        int busy = 0;
        for (int i = 0; i < count; i++) if (i == 0 || minutes[i] != minutes[i - 1]) busy++;
        int many = Math.max(TOGETHER, (int) Math.ceil(5.0 * count / busy)); // a desk that resolves six a minute all day does not tidy up
        long together = 0;
        int times = 0;
        int most = 0;
        long mostAt = 0;
        for (int i = 0; i < count; ) {
            int end = i;
            while (end < count && minutes[end] == minutes[i]) end++;
            if (end - i >= many) {
                times++;
                together += end - i;
                if (end - i > most) {
                    most = end - i;
                    mostAt = minutes[i];
                }
            }
            i = end;
        }
        if (times > 0)
            add(together * 10 > resolved ? Severity.WEAKENS : Severity.NOTE, "bulk-closing", together,
                    times == 1 ? "%,d tickets were resolved in the same minute".formatted(together) : "%,d tickets were resolved %d or more in the same minute, %d times".formatted(together, many, times),
                    "%s: %,d tickets".formatted(MINUTE.format(local(mostAt * 60)), most), "Somebody tidied up: these times say when that was, not when the work was done.");
    }

    private void groups() {
        var priorities = new long[4];
        for (int i = 0; i < size; i++) priorities[history.priority(i)]++;
        for (int i = 0; i < 4; i++)
            if (size >= FEW && read.seen().priorities() && priorities[i] * 10 > size * 9L)
                add(Severity.NOTE, "one-priority", priorities[i], "%s of the tickets are P%d".formatted(FileFindings.percent(priorities[i], size), i + 1), "",
                        "Priorities are hardly used here, so promises by priority say little.");
    }

    private LocalDateTime local(long seconds) {
        return Instant.ofEpochSecond(seconds).atZone(history.zone()).toLocalDateTime();
    }

    private long day(int ticket) {
        return local(history.opened(ticket)).toLocalDate().toEpochDay();
    }

    private String at(int ticket) {
        return MINUTE.format(local(history.opened(ticket)));
    }

    static double median(int[] numbers) {
        if (numbers.length == 0) return 0;
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private void add(Severity severity, String key, long count, String title, String example, String means) {
        findings.add(new Finding(severity, key, count, title, example, means));
    }
}
