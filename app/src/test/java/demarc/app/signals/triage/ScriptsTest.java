package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.signals.Concern;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.TestClock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// What becomes work and what does not, told as scripts.
@DemarcTest
class ScriptsTest {
    private final ApplicationContext context;
    private final TestClock clock;

    ScriptsTest(ApplicationContext context, TestClock clock) {
        this.context = context;
        this.clock = clock;
    }

    @AfterEach void goOn() {
        clock.reset();
    }

    @Test void aConditionIsOneTicketAfterAShortWait() {
        new Night(context).play("""
            0:00 fire pc1 ping MEDIUM no answer
            0:29 want tickets 0
            0:31 want tickets 1
            0:31 want subject pc1: no answer
            0:31 want priority P3
            0:31 want team service-desk
            5:00 fire pc1 ping MEDIUM no answer
            9:00 want tickets 1
            """);
    }

    @Test void whatIsCriticalWaitsLessAndWhatBecomesWorseIsSaidAtOnce() {
        new Night(context).play("""
            0:00 fire pc1 ping CRITICAL no answer
            0:11 want priority P1
            1:00 fire pc2 disk MEDIUM 80% full
            1:31 want priority P3
            2:00 fire pc2 disk CRITICAL 99% full
            2:01 want priority P1
            2:01 want tickets 2
            """);
    }

    @Test void informationIsKeptAndHeldWithItsReason() {
        new Night(context).play("""
            0:00 fire pc1 update INFO available
            0:00 fire pc2 ping HIGH no answer
            0:10 clear pc2 ping
            1:00 want tickets 0
            1:00 want held pc1 Only information
            1:00 want held pc2 Gone by itself before it became work
            """);
    }

    @Test void oneCheckOnManyThingsIsOneTicket() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            0:05 fire pc2 ping HIGH no answer
            0:10 fire pc3 ping HIGH no answer
            0:15 fire pc4 ping HIGH no answer
            0:20 fire pc5 ping HIGH no answer
            0:25 fire pc6 disk MEDIUM full
            0:40 want tickets 1
            0:40 want subject 5 things report ping: first pc1
            5:00 fire pc7 ping HIGH no answer
            6:00 want tickets 2
            6:00 want joined pc7 ping on many things within ten minutes
            """);
    }

    @Test void aStormThatComesSlowlyTakesInTheSmallTicketsBeforeIt() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            1:00 fire pc2 ping HIGH no answer
            2:00 fire pc3 ping HIGH no answer
            3:00 fire pc4 ping HIGH no answer
            4:00 want open 4
            4:00 fire pc5 ping HIGH no answer
            5:00 want open 1
            5:00 want subject 5 things report ping: first pc5
            """);
    }

    @Test void whatIsBehindSomethingThatIsDownBelongsToIt() {
        new Night(context).play("""
            0:00 thing sw-core
            0:00 thing sw1 sw-core
            0:00 thing pc1 sw1
            0:00 thing pc2 sw1
            0:00 fire pc1 ping HIGH no answer
            0:10 fire pc2 disk HIGH unknown
            0:20 fire sw-core ping HIGH no answer
            1:00 want tickets 1
            1:00 want subject sw-core: no answer (2 things behind it)
            1:00 want joined pc1 Behind sw-core, which is down
            9:00 fire pc2 http HIGH no answer
            9:40 want tickets 1
            """);
    }

    @Test void whatWasSeenBeforeItsCauseGoesIntoIt() {
        new Night(context).play("""
            0:00 thing fw
            0:00 thing pc1 fw
            0:00 fire pc1 ping HIGH no answer
            2:00 fire fw ping HIGH no answer
            3:00 want open 1
            3:00 want subject fw: no answer (1 thing behind it)
            """);
    }

    @Test void severalChecksOnOneThingInOneMinuteAreOneTicket() {
        new Night(context).play("""
            0:00 fire pc1 disk MEDIUM full
            0:40 fire pc1 backup MEDIUM failed
            0:50 fire pc1 mail MEDIUM queue
            3:00 want tickets 1
            3:00 fire pc1 load MEDIUM high
            4:00 want tickets 2
            """);
    }

    @Test void attacksOfOneAttackerOrOnOneTargetAreOneTicketAndNoLinkHidesThem() {
        new Night(context).about(Concern.SECURITY).play("""
            0:00 thing fw
            0:00 thing web1 fw
            0:00 fire fw ping HIGH no answer
            0:00 fire web1@198.51.100.7 ssh MEDIUM unknown user
            9:00 fire web1@198.51.100.8 ssh MEDIUM unknown user
            20:00 fire web1@198.51.100.8 http MEDIUM scan
            30:00 want tickets 2
            30:00 want team soc
            70:00 fire web1@198.51.100.9 ssh MEDIUM unknown user
            71:00 want tickets 3
            71:00 fire web1 log LOW rotated
            72:00 want tickets 3
            """);
    }

    @Test void aLiveAttackAsksWhetherToContainIt() {
        new Night(context).about(Concern.SECURITY).play("""
            0:00 fire pc7 ransomware CRITICAL files are being encrypted
            0:20 want tickets 1
            0:20 want team soc
            0:20 want said may decide a containment
            1:00 manager
            1:00 fire pc8 worm CRITICAL it spreads
            1:20 want said CONTAINMENT
            """);
    }

    @Test void whatClearsByItselfClosesItsUntouchedTicketAndOnlyThat() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            0:40 fire pc2 disk HIGH full
            2:00 touch
            3:00 clear pc2 disk
            8:00 clear pc1 ping
            20:00 fire pc1 ping HIGH no answer
            24:00 clear pc1 ping
            38:00 want open 2
            40:00 want open 1
            40:00 want said All is well again
            60:00 fire pc1 ping HIGH no answer
            61:00 want open 2
            61:00 want tickets 2
            """);
    }

    @Test void whatFlapsIsOneTicketThatSaysSoOnceAndNothingMoreForAnHour() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            0:20 clear pc1 ping
            0:25 fire pc1 ping HIGH no answer
            1:00 want tickets 1
            1:00 want subject pc1: no answer (comes and goes)
            2:00 clear pc1 ping
            4:00 fire pc1 ping HIGH no answer
            6:00 clear pc1 ping
            8:00 fire pc1 ping HIGH no answer
            9:00 clear pc1 ping
            50:00 want open 1
            50:00 want unsaid well again
            80:00 want open 0
            """);
    }

    @Test void maintenanceKeepsWhatIsSeenAndWhatIsLeftBecomesWork() {
        new Night(context).play("""
            0:00 window web-* 60
            1:00 fire web-1 http HIGH down
            1:00 fire WEB-2 http HIGH down
            1:00 fire db-1 ping MEDIUM slow
            2:00 want tickets 1
            2:00 want held web-1 Maintenance: Planned work
            30:00 clear web-1 http
            59:00 want tickets 1
            61:00 want tickets 2
            61:00 want subject WEB-2: down
            """);
    }

    @Test void maintenanceThatEndsEarlyLetsGoAtOnceAndHoldsWhatIsBehindToo() {
        new Night(context).play("""
            0:00 thing fw
            0:00 thing pc1 fw
            0:00 window fw 60
            1:00 fire fw ping HIGH no answer
            1:05 fire pc1 ping HIGH no answer
            2:00 want held pc1 Behind fw, which is in maintenance
            3:00 end-window
            3:01 want tickets 1
            3:01 want subject fw: no answer (1 thing behind it)
            """);
    }

    @Test void aTicketThatWasClosedTooEarlyComesBackWhenItIsReportedAgain() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            1:00 touch
            1:00 resolve
            1:30 want open 0
            65:00 want open 0
            65:00 fire pc1 ping HIGH no answer
            125:00 want open 1
            125:00 want tickets 1
            """);
    }

    @Test void urgentWorkThatNobodyTouchesIsSaidAgain() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            29:00 want unsaid nobody has touched it
            31:00 want said nobody has touched it for 30 minutes
            32:00 touch
            32:00 want lines 4
            95:00 want lines 4
            """);
    }

    @Test void whatGoesWrongAnewIsNoLongerOfACauseThatGoesOnWithoutIt() {
        new Night(context).play("""
            0:00 fire pc1 ping HIGH no answer
            0:00 fire pc2 ping HIGH no answer
            0:00 fire pc3 ping HIGH no answer
            0:00 fire pc4 ping HIGH no answer
            0:00 fire pc5 ping HIGH no answer
            1:00 want tickets 1
            2:00 clear pc1 ping
            5:00 fire pc1 ping HIGH no answer
            6:00 want tickets 1
            7:00 clear pc1 ping
            40:00 fire pc1 ping HIGH no answer
            41:00 want tickets 2
            """);
    }

    @Test void silenceIsWork() {
        var night = new Night(context);
        night.play("0:00 want tickets 0");
        night.system(() -> night.sql.sql("update signals.source set silent_seconds = 600, expected_at = '2028-11-24T08:10:00Z' where client_id = ?").param(night.client.id()).update());
        clock.set("2028-11-24T08:09:00Z");
        night.play("""
            1051200:00 want tickets 0
            1052651:00 want subject Checks went silent
            """);
    }

    @Test void theClientsRulesComeFirst() {
        new Night(context).play("""
            0:00 rule lab-* * hold The_lab_is_nobody's_work
            0:00 rule * backup concern BACKUP
            0:00 rule pos-* * together tills
            0:00 fire lab-1 ping CRITICAL no answer
            0:00 fire pos-1 ping HIGH no answer
            0:00 fire pos-2 printer MEDIUM no paper
            1:00 want tickets 1
            1:00 want held lab-1 The lab is nobody's work
            1:00 want subject tills: pos-1: no answer
            """);
    }

    @Test void whatHasNoCommonCauseAndIsMoreThanAnybodyReadsIsAFloodUntilItEnds() {
        var night = new Night(context);
        night.play(unlike(1, 40) + """
            0:00 fire boss raid CRITICAL broken
            0:31 want tickets 32
            0:31 want subject Flood from Checks: 10 conditions more than its 30 tickets in 10 minutes
            0:31 want subject boss: broken
            0:31 want joined thing40 Held: a flood from Checks, more than 30 tickets within 10 minutes
            2:00 fire thing41 check41 MEDIUM not well
            3:00 want tickets 32
            4:00 fire thing40 check40 CRITICAL worse
            4:11 want subject thing40: worse
            4:11 want tickets 33
            5:00 clear thing39 check39
            """);
        for (var n = 33; n < 39; n++) night.play("6:00 clear thing%d check%d".formatted(n, n));
        night.play("""
            12:00 want tickets 33
            13:00 want tickets 36
            13:00 want subject thing41: not well
            24:00 want tickets 36
            """);
        assertThat(night.open()).noneMatch(subject -> subject.startsWith("Flood"));
    }

    private static String unlike(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj("0:00 fire thing%1$d check%1$d HIGH not well\n"::formatted).collect(Collectors.joining());
    }
}
