package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.agreement.AgreementCameIntoForce;
import demarc.app.platform.Actor;
import demarc.app.platform.Conflict;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.TestClock;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/// The rules of work, each once. Monday 23 November 2026 is an ordinary day in Chicago.
@DemarcTest
@Import(Desk.Maker.class)
class WorkTest {
    private final Tickets tickets;
    private final Queue queue;
    private final Desk.Maker desks;
    private final TestClock clock;
    private final Moments moments;
    private final TransactionTemplate transaction;

    WorkTest(Tickets tickets, Queue queue, Desk.Maker desks, TestClock clock, Moments moments, TransactionTemplate transaction) {
        this.tickets = tickets;
        this.queue = queue;
        this.desks = desks;
        this.clock = clock;
        this.moments = moments;
        this.transaction = transaction;
    }

    @AfterEach void realTimeAgain() {
        clock.reset();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-23T09:00, P3, help-desk/first-line,             it-team
            2026-11-23T19:00, P3, help-desk/first-line,             service-desk
            2026-11-22T12:00, P3, help-desk/first-line,             service-desk
            2026-11-23T09:00, P3, network-monitoring/fault-repair,  it-team
            2026-11-23T09:00, P1, network-monitoring/fault-repair,  service-desk
            2026-11-23T03:00, P4, network-monitoring/fault-repair,  service-desk
            2026-11-23T09:00, P2, cybersecurity/alert-triage,       soc
            """)
    void theHourAndThePrioritySayWhoWorks(String at, Priority priority, String activity, String team) {
        var desk = desks.desk().at(at);
        var opened = tickets.open(desk.internal, NewTicket.incident(desk.client.key(), "Something broke", activity, priority));
        assertThat(opened.responsible()).isEqualTo(team);
        assertThat(opened.because().text()).contains("responsible: " + team);
        assertThat(opened.because().version()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"HIGH, HIGH, P1", "HIGH, LOW, P3", "MEDIUM, MEDIUM, P3", "LOW, HIGH, P3", "LOW, MEDIUM, P4", "LOW, LOW, P4"})
    void impactAndUrgencyMakeThePriority(Scale impact, Scale urgency, Priority priority) {
        assertThat(Scale.priority(impact, urgency)).isEqualTo(priority);
    }

    @Test void aServiceAlonePicksItsEverydayActivity() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, new NewTicket(null, "My screen is black", null, null, "help-desk", null, null, Scale.LOW, Scale.HIGH, null, null, null, null)).ref();
        assertThat(tickets.get(desk.internal, ref).activity()).isEqualTo("help-desk/first-line");
        assertThatThrownBy(() -> tickets.open(desk.employee, new NewTicket(null, "x", null, null, "helpdesk", null, null, null, null, null, null, null, null)))
            .isInstanceOf(Refused.class).hasMessageContaining("Maybe you mean 'help-desk'");
    }

    @Test void withoutAnAgreementATicketIsKeptAndSaysWhy() {
        var desk = desks.desk().at("2025-11-24T09:00");
        var opened = tickets.open(desk.internal, desk.incident(Priority.P2));
        assertThat(opened.responsible()).isNull();
        assertThat(opened.accountable()).isEqualTo(desk.client.key());
        assertThat(opened.because().text()).contains("No agreement is in force");
        assertThat(opened.due().respond()).isNull();
    }

    @Test void waitingForTheRequesterStopsTheResolutionClockAndIsTheClientsTime() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P1)).ref();
        tickets.reply(desk.technician, ref, null, "Which printer is it?");
        desk.at("2026-11-22T20:30");
        tickets.waitFor(desk.technician, ref, null, WaitingOn.REQUESTER, null, null);
        assertThat(row(desk, ref).due()).isNull();
        desk.until("2026-11-23T07:00");
        tickets.reply(desk.employee, ref, null, "The big one.");
        desk.at("2026-11-23T07:30");

        var ticket = tickets.get(desk.technician, ref);
        assertThat(ticket.status()).isEqualTo(Status.OPEN);
        assertThat(ticket.reading().resolve()).isNotNull();
        assertThat(Objects.requireNonNull(ticket.reading().resolve()).elapsed()).isEqualTo(Duration.ofHours(1));
        assertThat(Objects.requireNonNull(ticket.reading().resolve()).due()).isEqualTo(at("2026-11-23T10:30"));
        assertThat(ticket.held()).extracting(held -> held.party().id() + " " + held.wallMinutes())
            .containsExactly(desk.provider.id() + " 60", desk.client.id() + " 630");
        assertThat(row(desk, ref).due()).isEqualTo(at("2026-11-23T10:30"));
    }

    @Test void aBrokenPromiseIsNoticedAndChargedToWhoeverHeldTheTicket() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P1)).ref();
        desk.until("2026-11-22T20:12").until("2026-11-22T20:16");
        var row = row(desk, ref);
        assertThat(row.respondBroken()).isEqualTo(at("2026-11-22T20:15"));
        assertThat(row.brokenBy()).isEqualTo(desk.provider.id());
        assertThat(kinds(desk, ref)).containsSubsequence("Warned", "Breached");
        desk.until("2026-11-22T20:20");
        assertThat(kinds(desk, ref)).containsOnlyOnce("Breached");
    }

    @Test void anOfferAcrossTheLineStaysWithTheOffererUntilTheOtherSideAccepts() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P2)).ref();
        tickets.take(desk.internal, ref, null);
        tickets.handOff(desk.internal, ref, null, desk.serviceDesk.id(), "The print server is yours");
        assertThat(tickets.get(desk.technician, ref).party().id()).isEqualTo(desk.client.id());
        assertThat(queue.page(desk.technician, offered(), Queue.Sort.DUE, null, 10).items()).extracting(Queue.Row::ref).containsExactly(ref);

        assertThatThrownBy(() -> tickets.accept(desk.internal, ref, null, 1)).isInstanceOf(Refused.class).hasMessageContaining("somebody of that team answers");
        tickets.decline(desk.technician, ref, null, 1, "It is only a cable");
        assertThatThrownBy(() -> tickets.accept(desk.technician, ref, null, 1)).isInstanceOf(Refused.class).hasMessageContaining("not open");

        desk.at("2026-11-23T10:00");
        tickets.handOff(desk.internal, ref, null, desk.serviceDesk.id(), "No, the cable is fine");
        tickets.accept(desk.technician, ref, null, 2);
        desk.at("2026-11-23T10:30");
        var ticket = tickets.get(desk.technician, ref);
        assertThat(ticket.party().id()).isEqualTo(desk.provider.id());
        assertThat(ticket.team()).isEqualTo(desk.serviceDesk);
        assertThat(ticket.held()).extracting(TicketView.Held::wallMinutes).containsExactly(60L, 30L);
        assertThatThrownBy(() -> tickets.take(desk.internal, ref, null)).isInstanceOf(Refused.class).hasMessageContaining("is held by service-desk");
    }

    @Test void insideAPartyTheTeamChangesAtOnce() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P2)).ref();
        tickets.handOff(desk.technician, ref, null, desk.soc.id(), "Looks like malware");
        assertThat(tickets.get(desk.technician, ref).team()).isEqualTo(desk.soc);
    }

    @Test void withoutProgressItEscalatesStepByStepAndNamesTheLine() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        desk.until("2026-11-23T10:59");
        assertThat(tickets.get(desk.internal, ref).team()).isEqualTo(desk.itTeam);
        desk.until("2026-11-23T11:00:01");
        var moved = tickets.get(desk.internal, ref);
        assertThat(moved.team()).isEqualTo(desk.serviceDesk);
        assertThat(Objects.requireNonNull(moved.because()).text()).contains("escalate: [ service-desk after 2h");
        desk.until("2026-11-23T12:00:01");
        assertThat(kinds(desk, ref)).containsSubsequence("Escalated", "Assigned", "Escalated");
    }

    @Test void progressPutsTheEscalationOff() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        desk.until("2026-11-23T10:30");
        tickets.take(desk.internal, ref, null);
        desk.until("2026-11-23T12:00");
        assertThat(kinds(desk, ref)).doesNotContain("Escalated");
        desk.until("2026-11-23T12:31");
        assertThat(kinds(desk, ref)).contains("Escalated");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            stay,      false, it-team
            unstarted, false, service-desk
            unstarted, true,  it-team
            all,       true,  service-desk
            """)
    void theEdgeOfHoursMovesWhatTheAgreementSays(String boundary, boolean started, String team) {
        var desk = desks.desk(boundary).at("2026-11-23T17:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P2)).ref();
        if (started) tickets.take(desk.internal, ref, null);
        desk.until("2026-11-23T18:00:30");
        assertThat(Objects.requireNonNull(tickets.get(desk.itManager, ref).team()).key()).isEqualTo(team);
    }

    @Test void aNewVersionRoutesWhatMovesLaterButThePromisesStay() {
        var desk = desks.desk("all").at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P2)).ref();
        var text = Desk.TEXT.formatted(desk.client.key(), desk.provider.key(), "all").replace("version: 1", "version: 2")
                .replace("responsible: it-team, escalate: [ service-desk after 2h, it-manager after 3h ]", "responsible: service-desk")
                .replace("P2: { respond: 1h, resolve: 8h", "P2: { respond: 30m, resolve: 2h");
        desks.agree(desk, text, 2, at("2026-11-23T09:30"));
        desk.at("2026-11-23T09:40");
        Tenancy.asSystem(() -> transaction.executeWithoutResult(_ -> moments.on(new AgreementCameIntoForce(desk.client.id(), 2, at("2026-11-23T09:30")))));
        desk.until("2026-11-23T09:41");
        var ticket = tickets.get(desk.technician, ref);
        assertThat(ticket.team()).isEqualTo(desk.serviceDesk);
        assertThat(Objects.requireNonNull(ticket.because()).version()).isEqualTo(2);
        assertThat(Objects.requireNonNull(ticket.reading().resolve()).due()).isEqualTo(at("2026-11-23T17:00"));
    }

    @Test void aNormalChangeWaitsForWhomTheAgreementNamesAndNobodyApprovesTheirOwn() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.internal, desk.of(Kind.CHANGE, "help-desk/first-line", Priority.P3)).ref();
        assertThat(row(desk, ref).status()).isEqualTo(Status.WAITING);
        assertThatThrownBy(() -> tickets.resolve(desk.internal, ref, null, "Done")).isInstanceOf(Refused.class).hasMessageContaining("waits for a decision on the normal change");
        assertThatThrownBy(() -> tickets.decide(desk.internal, ref, null, 1, true, "")).isInstanceOf(Refused.class).hasMessageContaining("yourself");
        assertThatThrownBy(() -> tickets.decide(desk.technician, ref, null, 1, true, "")).isInstanceOf(Refused.class).hasMessageContaining("it-manager");
        desk.at("2026-11-23T11:00");
        tickets.decide(desk.itManager, ref, null, 1, true, "Go ahead");
        assertThat(row(desk, ref).status()).isNotEqualTo(Status.WAITING);
        tickets.resolve(desk.internal, ref, null, "Done");
    }

    @Test void whoAsksCannotDecideAsDeputyEither() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.itManager, desk.of(Kind.CHANGE, "help-desk/first-line", Priority.P3)).ref();
        assertThatThrownBy(() -> tickets.decide(desk.itManager, ref, null, 1, true, "")).isInstanceOf(Refused.class).hasMessageContaining("yourself");
        tickets.decide(desk.cfo, ref, null, 1, true, "Fine");
        assertThat(tickets.get(desk.internal, ref).timeline()).extracting(TicketView.Line::sentence).contains("approved decision 1 as deputy: Fine");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            300 USD,  APPROVED, it-team
            2000 USD, PENDING,  it-manager
            9000 USD, PENDING,  cfo
            """)
    void theAmountPicksTheDecider(String amount, TicketView.Ruling state, String post) {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        tickets.askDecision(desk.internal, ref, null, DecisionKind.SPEND, amount, "A new printer");
        var decision = tickets.get(desk.internal, ref).decisions().getFirst();
        assertThat(decision.state()).isEqualTo(state);
        if (state == TicketView.Ruling.PENDING) assertThat(decision.decider()).contains(post);
    }

    @Test void whenTheTimeForADecisionRunsOutTheAgreementDecides() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var contain = tickets.open(desk.technician, desk.of(Kind.INCIDENT, "cybersecurity/contain-threat", Priority.P1)).ref();
        desk.until("2026-11-22T20:14");
        assertThat(decision(desk, contain).state()).isEqualTo(TicketView.Ruling.PENDING);
        desk.until("2026-11-22T20:15:01");
        assertThat(decision(desk, contain).state()).isEqualTo(TicketView.Ruling.APPROVED);

        desk.at("2026-11-23T09:00");
        var change = tickets.open(desk.internal, desk.of(Kind.CHANGE, "help-desk/first-line", Priority.P3)).ref();
        var spend = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        tickets.askDecision(desk.internal, spend, null, DecisionKind.SPEND, "2000 USD", "A new printer");
        desk.until("2026-11-25T09:00:01");
        assertThat(decision(desk, change).state()).isEqualTo(TicketView.Ruling.REFUSED);
        assertThat(decision(desk, spend).decider()).contains("cfo");
        tickets.decide(desk.cfo, spend, null, 1, true, "");
    }

    @Test void anEmergencyChangeGoesAheadAndIsReviewedAfterwards() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.technician, new NewTicket(desk.client.key(), "Patch the firewall now", null, Kind.CHANGE, null, "help-desk/first-line", Priority.P1,
                null, null, null, null, ChangeType.EMERGENCY, null)).ref();
        assertThat(decision(desk, ref).state()).isEqualTo(TicketView.Ruling.APPROVED);
        tickets.resolve(desk.technician, ref, null, "Patched");
        assertThatThrownBy(() -> tickets.review(desk.technician, ref, null, 1, true, "")).isInstanceOf(Refused.class);
        tickets.review(desk.itManager, ref, null, 1, true, "Right call");
        assertThat(decision(desk, ref).awaitsReview()).isFalse();
    }

    @Test void ofTwoWhoTakeAtOnceOneIsToldWhoWasFaster() throws Exception {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P2)).ref();
        List<Callable<Boolean>> both = List.of(() -> takes(desk, desk.technician, ref), () -> takes(desk, desk.second, ref));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var won = 0;
            for (var each : threads.invokeAll(both)) if (each.get()) won++;
            assertThat(won).isEqualTo(1);
        }
        assertThatThrownBy(() -> tickets.reply(desk.second, ref, 2, "Hello")).isInstanceOf(Conflict.class).hasMessageContaining("was faster on " + ref);
    }

    private boolean takes(Desk desk, Actor who, String ref) {
        try {
            tickets.take(who, ref, 2);
            return true;
        } catch (Conflict e) {
            return false;
        }
    }

    @Test void resolvedWorkCanBeReopenedForFiveWorkingDaysAndThenCloses() {
        var desk = desks.desk().at("2026-11-16T09:00");
        var again = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        var done = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        tickets.resolve(desk.internal, again, null, "Restarted it");
        tickets.resolve(desk.employee, done, null, "It works again");
        desk.until("2026-11-20T09:00");
        tickets.reopen(desk.employee, again, null, "It broke again");
        assertThat(row(desk, again).status()).isEqualTo(Status.OPEN);
        desk.until("2026-11-23T09:01");
        assertThat(tickets.get(desk.employee, done).status()).isEqualTo(Status.CLOSED);
        assertThatThrownBy(() -> tickets.reopen(desk.employee, done, null, "No")).isInstanceOf(Refused.class).hasMessageContaining("Open a new ticket");
    }

    @Test void aNewPriorityAsksTheAgreementAnewUnlessPeoplePlacedIt() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var ref = tickets.open(desk.employee, desk.of(Kind.INCIDENT, "network-monitoring/fault-repair", Priority.P3)).ref();
        assertThat(tickets.get(desk.internal, ref).team()).isEqualTo(desk.itTeam);
        tickets.reprioritise(desk.internal, ref, null, Priority.P1, "The whole site is down");
        var ticket = tickets.get(desk.internal, ref);
        assertThat(ticket.team()).isEqualTo(desk.serviceDesk);
        assertThat(Objects.requireNonNull(ticket.reading().resolve()).due()).isEqualTo(at("2026-11-23T13:00"));
    }

    @Test void resolvingAProblemTellsItsIncidents() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var problem = tickets.open(desk.internal, desk.of(Kind.PROBLEM, "help-desk/first-line", Priority.P3)).ref();
        var incident = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        tickets.link(desk.internal, incident, null, problem);
        assertThat(tickets.get(desk.internal, problem).incidents()).containsExactly(incident);
        tickets.resolve(desk.internal, problem, null, "Replaced the switch");
        assertThat(kinds(desk, incident)).contains("ProblemResolved");
    }

    @Test void notesStayOnTheirSideAndEmployeesSeeOnlyTheirOwn() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, desk.incident(Priority.P3)).ref();
        tickets.note(desk.technician, ref, null, "This client always calls at night", List.of());
        tickets.note(desk.technician, ref, null, "Ours and yours", List.of(desk.client.id()));
        tickets.reply(desk.technician, ref, null, "On it");
        assertThat(bodies(desk.second, ref)).containsExactly("This client always calls at night", "Ours and yours", "On it");
        assertThat(bodies(desk.internal, ref)).containsExactly("Ours and yours", "On it");
        assertThat(bodies(desk.employee, ref)).containsExactly("On it");

        tickets.waitFor(desk.technician, ref, null, WaitingOn.VENDOR, "They owe us a favour", null);
        assertThat(tickets.get(desk.technician, ref).toString()).contains("They owe us a favour");
        assertThat(tickets.get(desk.employee, ref).toString()).doesNotContain("They owe us a favour");

        var other = tickets.open(desk.internal, desk.incident(Priority.P3)).ref();
        assertThatThrownBy(() -> tickets.get(desk.employee, other)).isInstanceOf(NotFound.class);
        var stranger = desks.desk();
        assertThatThrownBy(() -> tickets.get(stranger.technician, ref)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> tickets.take(stranger.technician, ref, null)).isInstanceOf(NotFound.class);
    }

    @Test void aSearchFindsWordsAndBeginningsButNoNotesOfOthers() {
        var desk = desks.desk().at("2026-11-22T20:00");
        var ref = tickets.open(desk.employee, new NewTicket(desk.client.key(), "Zebra label printer jams", "Since the moth flew in", null, null, null, null, null, null, null, null, null, null)).ref();
        tickets.note(desk.technician, ref, null, "Quixotic driver", List.of());
        assertThat(found(desk.internal, "zebra")).containsExactly(ref);
        assertThat(found(desk.internal, "lab moth")).containsExactly(ref);
        assertThat(found(desk.second, "quixo")).containsExactly(ref);
        assertThat(found(desk.internal, "quixo")).isEmpty();
        assertThat(found(desk.employee, "zebra")).containsExactly(ref);
        assertThat(found(desk.internal, ref)).containsExactly(ref);
        assertThat(found(desks.desk().internal, "zebra")).isEmpty();
    }

    @Test void aListTurnsItsPagesWithoutLosingATicket() {
        var desk = desks.desk().at("2026-11-23T09:00");
        var refs = IntStream.range(0, 7).mapToObj(n -> tickets.open(desk.employee, desk.incident(Priority.values()[n % 4])).ref()).toList();
        for (var sort : Queue.Sort.values()) {
            var seen = new ArrayList<String>();
            String cursor = null;
            do {
                var page = queue.page(desk.itManager, Queue.Filter.OPEN, sort, cursor, 3);
                page.items().forEach(row -> seen.add(row.ref()));
                cursor = page.next();
            } while (cursor != null);
            assertThat(seen).as(sort.name()).containsExactlyInAnyOrderElementsOf(refs);
        }
        assertThat(queue.page(desk.itManager, Queue.Filter.OPEN, Queue.Sort.DUE, null, 2).items()).extracting(Queue.Row::priority).containsExactly(Priority.P1, Priority.P1);
    }

    private List<String> found(Actor by, String words) {
        return queue.page(by, Queue.Filter.OPEN.about(words), Queue.Sort.NEWEST, null, 10).items().stream().map(Queue.Row::ref).toList();
    }

    private List<String> bodies(Actor by, String ref) {
        return tickets.get(by, ref).timeline().stream().flatMap(line -> Stream.ofNullable(line.message())).map(TicketView.Message::body).toList();
    }

    private static Queue.Filter offered() {
        return new Queue.Filter(null, null, null, Set.of(), null, null, null, null, false, false, false, null, false, true, null, null, false);
    }

    private TicketView.Decision decision(Desk desk, String ref) {
        return tickets.get(desk.internal, ref).decisions().getFirst();
    }

    private Queue.Row row(Desk desk, String ref) {
        return queue.page(desk.itManager, Queue.Filter.OPEN.about(ref), Queue.Sort.DUE, null, 1).items().getFirst();
    }

    private List<String> kinds(Desk desk, String ref) {
        return tickets.get(desk.itManager, ref).timeline().stream().map(TicketView.Line::kind).toList();
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(Desk.CHICAGO).toInstant();
    }
}
