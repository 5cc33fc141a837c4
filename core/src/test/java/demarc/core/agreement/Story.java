package demarc.core.agreement;

import demarc.core.agreement.Timeline.Fact;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Timelines as a test tells them: one fact a line, `Fri 16:00 waiting client`, each at the next such time after the line before. The
/// story begins in the week of Monday 2 March 2026, in which no clock changes.
record Story(Timeline timeline, ZoneId zone, LocalDateTime last) {

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final LocalDateTime BEGINS = LocalDateTime.of(2026, 3, 2, 0, 0);

    static Story of(String text, ZoneId zone) {
        var facts = new ArrayList<Fact>();
        var last = BEGINS;
        for (var line : text.strip().split("\\s*[\\n;]\\s*")) {
            var words = line.strip().split("\\s+", 3);
            last = next(last, words[0] + " " + words[1]);
            facts.add(fact(last.atZone(zone).toInstant(), words[2].split("\\s+")));
        }
        return new Story(new Timeline(facts), zone, last);
    }

    /// The next such time after the story's last fact.
    Instant at(String dayAndTime) {
        return next(last, dayAndTime).atZone(zone).toInstant();
    }

    static String tell(Instant at, ZoneId zone) {
        return DAY_AND_TIME.format(at.atZone(zone));
    }

    private static LocalDateTime next(LocalDateTime after, String dayAndTime) {
        var words = dayAndTime.split("\\s+");
        var day = DayOfWeek.valueOf(List.of(DayOfWeek.values()).stream().map(Enum::name)
                .filter(name -> name.startsWith(words[0].toUpperCase(Locale.ROOT))).findFirst().orElseThrow());
        var at = after.toLocalDate().with(TemporalAdjusters.nextOrSame(day)).atTime(LocalTime.parse(words[1]));
        return at.isBefore(after) ? at.plusWeeks(1) : at;
    }

    private static Fact fact(Instant at, String[] words) {
        return switch (words[0]) {
            case "opened" -> new Fact.Opened(at, Priority.valueOf(words[1]), words[2] + "-desk", words[2]);
            case "assigned" -> new Fact.Assigned(at, words[1] + "-desk", words[1]);
            case "priority" -> new Fact.PriorityChanged(at, Priority.valueOf(words[1]));
            case "waiting" -> new Fact.Waiting(at, WaitingOn.valueOf(words[1].toUpperCase(Locale.ROOT)), words.length > 2 ? words[2] : words[1]);
            case "resumed" -> new Fact.Resumed(at);
            case "responded" -> new Fact.Responded(at);
            case "resolved" -> new Fact.Resolved(at);
            case "reopened" -> new Fact.Reopened(at);
            case "cancelled" -> new Fact.Cancelled(at);
            default -> throw new IllegalArgumentException("no fact called (%s)".formatted(words[0]));
        };
    }
}
