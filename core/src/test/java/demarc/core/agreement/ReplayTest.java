package demarc.core.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.core.agreement.Replay.Happened;
import demarc.core.agreement.Replay.Past;
import demarc.core.agreement.Replay.Step;
import demarc.core.agreement.Replay.Touched;
import demarc.core.agreement.Replay.Turned;
import demarc.core.agreement.Replay.Waited;
import demarc.core.agreement.Timeline.Fact;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Monday is 1 June 2026; the client's day is 08:00 to 18:00 UTC.
class ReplayTest {

    private static InForce agreement(String boundary) {
        return Compilation.of("replay.yaml", """
                agreement: ridgeline
                version: 1
                effective: 2026-07-01
                client: Ridgeline
                time-zone: UTC
                at-boundary: %s
                model: co-managed
                hours: { office: mon-fri 08:00-18:00, always: 24x7 }
                providers: { northwind: Northwind IT }
                teams:
                  it-team: { party: client, hours: office, people: 2 }
                  desk:    { party: northwind, hours: always, people: 9 }
                services:
                  own:
                    title: Own work
                    accountable: client
                    activities:
                      faults:
                        title: Faults
                        rules:
                          - { when: office, responsible: it-team, escalate: [ desk after 4h ] }
                          - { otherwise: , responsible: desk }
                      network:
                        title: Network
                        rules: [ { otherwise: , responsible: desk } ]
                service-levels:
                  P1: { respond: 15m, resolve: 4h, clock: always, target: 95%% }
                  P2: { respond: 1h, resolve: 8h, clock: office, target: 95%% }
                  P3: { respond: 4h, resolve: 10h, clock: office, target: 90%% }
                  P4: { respond: 8h, resolve: 20h, clock: office, target: 90%% }
                fees: [ { flat: 100 USD per month, covers: all } ]
                """.formatted(boundary)).agreement() instanceof Agreement agreement ? InForce.of(agreement) : unreadable();
    }

    private static InForce unreadable() {
        throw new IllegalStateException("the test's agreement cannot be read");
    }

    private static Instant at(String dayAndTime) {
        return Instant.parse("2026-06-0" + dayAndTime.replace(' ', 'T') + ":00Z");
    }

    private static Replay.Outcome replay(String boundary, String opened, String lastSeen, Step... steps) {
        return new Replay(agreement(boundary)).of(new Past("own/faults", Priority.P3, "unknown site", false, at(opened), List.of(steps), at(lastSeen)));
    }

    private static String moves(Replay.Outcome outcome) {
        return outcome.moves().stream().map(move -> "%s %s to %s%s".formatted(move.at().toString().substring(9, 16).replace('T', ' '), move.why(), move.to().key(), move.crosses() ? " across" : ""))
                .collect(Collectors.joining("; "));
    }

    private static Step resolved(String at) {
        return new Happened(new Fact.Resolved(at(at)));
    }

    private static Step answered(String at) {
        return new Happened(new Fact.Responded(at(at)));
    }

    @Test void aTicketGoesWhereTheAgreementSendsItAtThatHourHoweverLateTheAgreementTakesEffect() {
        assertThat(replay("stay", "1 09:00", "1 10:00", resolved("1 10:00")).first().responsible().key()).isEqualTo("it-team");
        assertThat(replay("stay", "1 22:00", "1 23:00", resolved("1 23:00")).first().responsible().key()).isEqualTo("desk");
    }

    @Test void workThatBecomesAnotherActivityCrossesTheLine() {
        var outcome = replay("stay", "1 09:00", "1 12:00", new Turned(at("1 10:00"), "own/network"), new Turned(at("1 11:00"), "own/faults"), resolved("1 12:00"));
        assertThat(moves(outcome)).isEqualTo("1 10:00 TURNED to desk across; 1 11:00 TURNED to it-team across");
    }

    @Test void atTheEdgeOfHoursWorkMovesAsTheAgreementSays() {
        var untouched = resolved("2 09:00");
        assertThat(moves(replay("stay", "1 17:00", "2 09:00", untouched))).isEmpty();
        assertThat(moves(replay("unstarted", "1 17:00", "2 09:00", untouched))).isEqualTo("1 18:00 BOUNDARY to desk across; 2 08:00 BOUNDARY to it-team across");
        assertThat(moves(replay("unstarted", "1 17:00", "2 09:00", answered("1 17:30"), untouched))).isEmpty();
        assertThat(moves(replay("all", "1 17:00", "1 20:00", answered("1 17:30"), resolved("1 20:00")))).isEqualTo("1 18:00 BOUNDARY to desk across");
    }

    @Test void whatNobodyTouchesEscalates() {
        assertThat(moves(replay("stay", "1 09:00", "1 16:00", resolved("1 16:00")))).isEqualTo("1 13:00 ESCALATED to desk across");
        assertThat(moves(replay("stay", "1 09:00", "1 16:00", new Touched(at("1 12:30")), resolved("1 16:00")))).isEmpty();
    }

    @Test void waitingStopsTheClockAndNothingMovesMeanwhile() {
        var outcome = replay("all", "1 09:00", "3 10:00",
                answered("1 10:00"), new Waited(at("1 11:00"), WaitingOn.REQUESTER), new Happened(new Fact.Resumed(at("3 09:00"))), resolved("3 10:00"));
        assertThat(outcome.moves()).isEmpty();
        assertThat(outcome.reading().resolve()).satisfies(clock -> {
            assertThat(clock.state()).isEqualTo(Reading.State.MET);
            assertThat(clock.elapsed()).hasToString("PT3H");
        });
    }

    @Test void aPromiseBreaksInTheHandsThatHeldTheTicketThen() {
        var outcome = replay("stay", "1 09:00", "3 17:00", answered("1 10:00"), new Turned(at("1 15:00"), "own/network"), resolved("3 17:00"));
        assertThat(outcome.reading().resolve()).satisfies(clock -> {
            assertThat(clock.state()).isEqualTo(Reading.State.BREACHED);
            assertThat(clock.breach()).satisfies(breach -> assertThat(breach.party()).isEqualTo("northwind"));
        });
    }
}
