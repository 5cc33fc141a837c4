package demarc.app.estate.protection;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a job's last nights went, the oldest first. A night goes from noon to noon where the client is, so that a run that slips over midnight stays in its
/// own. Its last run speaks for it; what was expected follows the schedule as it is today.
public record Nights(List<Night> nights) {
    public static final int SHOWN = 30;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM", Locale.ENGLISH);

    public enum Kind {
        OK("ok", ""), SHRUNK("shrunk", ""), NOTED("worth a look", "!"), FAILED("failed", "×"), MISSED("missed", "?"), RUNNING("running", ""), AHEAD("still to come", ""),
        NONE("nothing expected", "");

        private final String label;
        private final String mark;

        Kind(String label, String mark) {
            this.label = label;
            this.mark = mark;
        }

        public String label() {
            return label;
        }

        /// What stands in its cell, for whoever cannot tell the colours apart.
        public String mark() {
            return mark;
        }

        public String css() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean isOver() {
            return this != RUNNING && this != AHEAD && this != NONE;
        }
    }

    /// @param evening the day on whose noon it begins
    /// @param run     its last; null when there was none
    public record Night(LocalDate evening, Kind kind, @Nullable Long run, String words) {}

    /// The night that a moment belongs to.
    static LocalDate evening(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDateTime().minusHours(12).toLocalDate();
    }

    /// @param last each night's last backup; those before the first that is shown are what its size is compared to
    static Nights of(BackupJob job, ZoneId zone, List<BackupRun> last, Instant now) {
        var runs = last.stream().collect(Collectors.toMap(run -> evening(run.startedAt(), zone), run -> run, (_, later) -> later));
        var tonight = evening(now, zone);
        var good = new ArrayList<BackupRun>();
        var nights = new ArrayList<Night>();
        Instant before = null;
        for (var evening = tonight.minusDays(SHOWN - 1L + Judgement.BASELINE); !evening.isAfter(tonight); evening = evening.plusDays(1)) {
            var run = runs.get(evening);
            if (evening.isAfter(tonight.minusDays(SHOWN))) nights.add(run == null ? without(job, zone, evening, before, now) : with(run, evening, good));
            if (run == null) continue;
            before = run.startedAt();
            if (run.state().isGood()) good.add(run);
        }
        return new Nights(List.copyOf(nights));
    }

    private static Night with(BackupRun run, LocalDate evening, List<BackupRun> good) {
        var before = good.subList(Math.max(0, good.size() - Judgement.BASELINE), good.size());
        var kind = switch (run.state()) {
            case RUNNING -> Kind.RUNNING;
            case FAILED, INCOMPLETE -> Kind.FAILED;
            case OK, WARNING -> Judgement.shrank(run, before) ? Kind.SHRUNK : Judgement.look(run, before) != null ? Kind.NOTED : Kind.OK;
        };
        var said = kind == Kind.OK || kind == Kind.SHRUNK ? run.bytes() == null ? "" : ", " + Bytes.words(run.bytes()) : kind == Kind.RUNNING ? "" : ": " + cut(run.message());
        return new Night(evening, kind, run.id(), DAY.format(evening) + ", " + kind.label + said);
    }

    private static Night without(BackupJob job, ZoneId zone, LocalDate evening, @Nullable Instant before, Instant now) {
        var from = evening.atTime(LocalTime.NOON).atZone(zone).toInstant();
        var to = evening.plusDays(1).atTime(LocalTime.NOON).atZone(zone).toInstant();
        var expected = expected(job.schedule(), before == null ? job.createdAt() : before, from, zone);
        // Since when it is paused is not known; it is since its last run, for all that can be seen.
        var asked = expected.isBefore(to) && expected.isAfter(job.createdAt()) && !(job.isPaused() && (job.safeAt() == null || expected.isAfter(job.safeAt())));
        var kind = !asked ? Kind.NONE : expected.plus(job.grace()).isBefore(now) ? Kind.MISSED : Kind.AHEAD;
        return new Night(evening, kind, null, DAY.format(evening) + ", " + kind.label);
    }

    /// The first moment at or after `from` at which a run should begin.
    private static Instant expected(Schedule schedule, Instant last, Instant from, ZoneId zone) {
        return switch (schedule) {
            case Schedule.Every every -> {
                var missing = Duration.between(last, from).toMillis();
                var turns = Math.max(1, Math.ceilDiv(missing, every.interval().toMillis()));
                yield last.plus(every.interval().multipliedBy(turns));
            }
            case Schedule.Weekly weekly -> weekly.next(from.minus(Schedule.EARLY).minusMillis(1), zone);
        };
    }

    private static String cut(String text) {
        return text.length() <= 160 ? text : text.substring(0, 159) + "…";
    }

    /// `27 ok, 2 failed, 1 missed`; what did not happen is not counted.
    public String words() {
        return words(nights);
    }

    /// How the newest night that is over went, of each job.
    public static String newest(List<Nights> jobs) {
        return words(jobs.stream().flatMap(job -> job.nights.reversed().stream().filter(night -> night.kind.isOver()).limit(1)).toList());
    }

    private static String words(List<Night> nights) {
        Map<Kind, Long> counts = nights.stream().filter(night -> night.kind.isOver()).collect(Collectors.groupingBy(Night::kind, () -> new EnumMap<>(Kind.class), Collectors.counting()));
        return counts.isEmpty() ? "nothing yet" : counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey().label).collect(Collectors.joining(", "));
    }
}
