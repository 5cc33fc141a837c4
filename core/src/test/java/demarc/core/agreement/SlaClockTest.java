package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.core.agreement.Reading.Clock;
import demarc.core.agreement.Reading.Share;
import demarc.core.worktime.Holidays;
import demarc.core.worktime.LocalWeek;
import demarc.core.worktime.WeeklyHours;
import demarc.core.worktime.WorkCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// P1 runs day and night: respond 15m, resolve 4h. P2 to P4 run in the office's hours, mon-fri 09:00-17:00: P2 responds in 1h and resolves in
/// 8h, P3 in 4h and 2 working days, P4 has no promise.
class SlaClockTest {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final LocalWeek WEEK = new LocalWeek(LONDON, Holidays.none());
    private static final WorkCalendar ALWAYS = new WorkCalendar(WeeklyHours.ALWAYS, WEEK);
    private static final WorkCalendar OFFICE = new WorkCalendar(WeeklyHours.parse("mon-fri 09:00-17:00"), WEEK);

    @ParameterizedTest(name = "{0}, read {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # the clock runs in its hours
            Fri 16:00 opened P2 north                                                        | Fri 16:30 | RUNNING  | Fri 17:00 | 30m
            Fri 16:00 opened P2 north                                                        | Sun 12:00 | BREACHED | Fri 17:00 | 1h
            Fri 16:30 opened P2 north                                                        | Mon 09:30 | RUNNING  | Mon 09:30 | 1h
            Fri 16:30 opened P2 north                                                        | Mon 09:31 | BREACHED | Mon 09:30 | 1h1m
            Sat 02:00 opened P1 north                                                        | Sat 02:16 | BREACHED | Sat 02:15 | 16m
            # the first human contact keeps it, and so does the resolution
            Fri 16:00 opened P2 north; Fri 16:40 responded                                   | Tue 12:00 | MET      | Fri 17:00 | 40m
            Fri 16:00 opened P2 north; Fri 16:50 resolved                                    | Tue 12:00 | MET      | Fri 17:00 | 50m
            Fri 15:00 opened P2 north; Fri 16:40 responded                                   | Tue 12:00 | BREACHED | Fri 16:00 | 1h40m
            # it never pauses
            Fri 15:00 opened P2 north; Fri 15:10 waiting client; Fri 16:30 resumed           | Fri 16:30 | BREACHED | Fri 16:00 | 1h30m
            # what was kept stays kept when the priority rises afterwards
            Fri 09:00 opened P3 north; Fri 12:00 responded; Fri 12:30 priority P1            | Fri 14:00 | MET      | Fri 13:00 | 3h
            Fri 09:00 opened P2 north; Fri 09:30 cancelled                                   | Fri 14:00 | STOPPED  | Fri 10:00 | 30m
            """)
    void response(String story, String now, Reading.State state, String due, String elapsed) {
        shows(read(story, now).respond(), state, due, elapsed);
    }

    @ParameterizedTest(name = "{0}, read {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # pauses move the due moment by their length in the clock's time
            Thu 10:00 opened P2 north                                                        | Thu 12:00 | RUNNING  | Fri 10:00 | 2h
            Thu 10:00 opened P2 north; Thu 12:00 waiting client                              | Thu 15:00 | PAUSED   | Fri 13:00 | 2h
            Thu 10:00 opened P2 north; Thu 12:00 waiting client; Thu 15:00 resumed           | Thu 16:00 | RUNNING  | Fri 13:00 | 3h
            Thu 10:00 opened P2 north; Thu 16:00 waiting client; Fri 10:00 resumed           | Fri 10:00 | RUNNING  | Fri 12:00 | 6h
            Thu 10:00 opened P2 north; Thu 20:00 waiting client; Fri 08:00 resumed           | Fri 10:01 | BREACHED | Fri 10:00 | 8h1m
            Thu 10:00 opened P2 north; Thu 11:00 waiting client; Thu 12:00 waiting decision client; Thu 13:00 resumed | Thu 13:00 | RUNNING | Fri 12:00 | 1h
            # a pause after the breach mends nothing
            Thu 10:00 opened P2 north; Fri 11:00 waiting client; Fri 12:00 resumed           | Fri 13:00 | BREACHED | Fri 10:00 | 10h
            # vendors, parts and appointments stop the clock of lesser priorities only
            Thu 10:00 opened P2 north; Thu 12:00 waiting vendor north; Thu 15:00 resumed     | Thu 16:00 | RUNNING  | Fri 10:00 | 6h
            Thu 10:00 opened P3 north; Thu 12:00 waiting vendor north; Thu 15:00 resumed     | Thu 16:00 | RUNNING  | Mon 13:00 | 3h
            # done in time, done late, given up
            Thu 10:00 opened P2 north; Fri 10:00 resolved                                    | Sat 10:00 | MET      | Fri 10:00 | 8h
            Thu 10:00 opened P2 north; Fri 10:01 resolved                                    | Sat 10:00 | BREACHED | Fri 10:00 | 8h1m
            Thu 10:00 opened P2 north; Thu 11:00 cancelled                                   | Sat 10:00 | STOPPED  | Fri 10:00 | 1h
            # working days keep the time of day
            Thu 10:00 opened P3 north                                                        | Mon 10:00 | RUNNING  | Mon 10:00 | 16h
            Sat 10:00 opened P3 north                                                        | Mon 10:00 | RUNNING  | Wed 09:00 | 1h
            # a new priority is judged from the opening
            Thu 10:00 opened P3 north; Thu 12:00 priority P2                                 | Thu 13:00 | RUNNING  | Fri 10:00 | 3h
            Thu 10:00 opened P1 north; Thu 13:00 priority P3                                 | Thu 15:00 | RUNNING  | Mon 10:00 | 5h
            Thu 10:00 opened P3 north; Thu 11:00 waiting parts north; Thu 12:00 priority P2  | Thu 13:00 | RUNNING  | Fri 11:00 | 2h
            # reopened within five working days it goes on, later it is a new ticket
            Thu 10:00 opened P2 north; Thu 12:00 resolved; Fri 12:00 reopened                | Fri 13:00 | RUNNING  | Mon 10:00 | 3h
            Thu 10:00 opened P2 north; Thu 12:00 resolved; Wed 12:00 reopened                | Wed 13:00 | RUNNING  | Thu 10:00 | 3h
            Thu 10:00 opened P2 north; Thu 12:00 resolved; Wed 12:00 responded; Thu 12:01 reopened | Fri 13:00 | MET | Fri 10:00 | 2h
            """)
    void resolution(String story, String now, Reading.State state, String due, String elapsed) {
        shows(read(story, now).resolve(), state, due, elapsed);
    }

    @Test
    void clockStopsWhileWeWaitForTheClient() {
        var reading = read("""
                Fri 10:00  opened P2 north
                Fri 11:00  waiting client
                Mon 09:30  resumed
                Mon 10:00  assigned client
                """, "Mon 12:00");

        assertThat(held(reading.held())).isEqualTo("north 1h30m, client 72h30m");
        assertThat(worked(reading.held())).isEqualTo("north 1h30m, client 8h30m");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the party that holds it at that moment
            Thu 09:00 opened P2 client; Thu 12:00 assigned north                              | Fri 09:30 | Thu 17:00 | north  | client 3h, north 5h
            Thu 09:00 opened P2 north; Thu 16:00 assigned client                              | Fri 09:30 | Thu 17:00 | client | north 7h, client 1h
            # handed over at that very second, it broke in the hands that gave it away
            Thu 09:00 opened P2 north; Thu 17:00 assigned client                              | Fri 09:30 | Thu 17:00 | north  | north 8h
            # waiting is the time of the party waited for
            Thu 09:00 opened P2 north; Thu 10:00 waiting client; Thu 12:00 resumed            | Fri 12:00 | Fri 11:00 | north  | north 8h, client 2h
            # a promise cannot break before it was made
            Thu 09:00 opened P3 client; Thu 15:00 assigned north; Thu 16:00 priority P1       | Thu 17:00 | Thu 16:00 | north  | client 6h, north 1h
            """)
    void aBreachBelongsToWhoHeldTheTicket(String story, String now, String at, String party, String shares) {
        var breach = read(story, now).resolve().breach();
        assertThat(Story.tell(breach.at(), LONDON)).isEqualTo(at);
        assertThat(breach.party()).isEqualTo(party);
        assertThat(worked(breach.shares())).isEqualTo(shares);
    }

    @Test
    void responseIsTheHoldersEvenWhileWaiting() {
        var breach = read("Thu 09:00 opened P2 north; Thu 09:10 waiting client", "Thu 12:00").respond().breach();
        assertThat(breach.party()).isEqualTo("north");
        assertThat(worked(breach.shares())).isEqualTo("north 1h");
    }

    @Test
    void usedTellsHowMuchOfTheTimeIsGone() {
        assertThat(read("Thu 09:00 opened P2 north", "Thu 15:00").resolve().used()).isEqualTo(0.75);
        assertThat(read("Thu 09:00 opened P3 north", "Fri 13:00").resolve().used()).isEqualTo(0.75);
    }

    @Test
    void withoutAPromiseOnlyTheHoldingIsRead() {
        var reading = read("Thu 09:00 opened P4 north", "Fri 09:00");
        assertThat(reading.respond()).isNull();
        assertThat(reading.resolve()).isNull();
        assertThat(held(reading.held())).isEqualTo("north 24h");
    }

    @Test
    void factsAfterNowHaveNotHappened() {
        var story = Story.of("Thu 09:00 opened P2 north; Thu 10:00 resolved", LONDON);
        var before = Instant.parse("2026-03-05T09:30:00Z");
        assertThat(read(story.timeline(), before).resolve().state()).isEqualTo(Reading.State.RUNNING);
    }

    @Test
    void timeDoesNotGoBackwards() {
        var opened = new Timeline.Fact.Opened(Instant.parse("2026-03-05T09:00:00Z"), Priority.P2, "desk", "north");
        var earlier = new Timeline.Fact.Resolved(Instant.parse("2026-03-05T08:00:00Z"));
        assertThatThrownBy(() -> Timeline.of(opened, earlier)).hasMessageContaining("2026-03-05T08:00:00Z").hasMessageContaining("goes backwards");
        assertThatThrownBy(() -> Timeline.of(earlier)).hasMessageContaining("begins with the ticket's opening");
        assertThatThrownBy(() -> Timeline.of(opened, opened)).hasMessageContaining("opens once");
    }

    private static void shows(Clock clock, Reading.State state, String due, String elapsed) {
        assertThat("%s, due %s, used %s".formatted(clock.state(), Story.tell(clock.due(), LONDON), brief(clock.elapsed())))
                .isEqualTo("%s, due %s, used %s".formatted(state, due, elapsed));
    }

    private static Reading read(String text, String now) {
        var story = Story.of(text, LONDON);
        return read(story.timeline(), story.at(now));
    }

    private static Reading read(Timeline timeline, Instant now) {
        return SlaClock.read(timeline, SlaClockTest::promise, PauseRules.standard(), now);
    }

    private static SlaClock.@Nullable Promise promise(Priority priority) {
        return switch (priority) {
            case P1 -> new SlaClock.Promise(level("15m", "4h", "always"), ALWAYS);
            case P2 -> new SlaClock.Promise(level("1h", "8h", "office"), OFFICE);
            case P3 -> new SlaClock.Promise(level("4h", "2 working days", "office"), OFFICE);
            case P4 -> null;
        };
    }

    private static ServiceLevel level(String respond, String resolve, String clock) {
        return new ServiceLevel(Target.parse(respond), Target.parse(resolve), null, clock, 95);
    }

    private static String held(List<Share> shares) {
        return shares.stream().map(share -> share.party() + " " + brief(share.wall())).collect(Collectors.joining(", "));
    }

    private static String worked(List<Share> shares) {
        return shares.stream().map(share -> share.party() + " " + brief(share.working())).collect(Collectors.joining(", "));
    }

    private static String brief(Duration time) {
        return time.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
