package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Occasion;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Api;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Priority;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.support.TransactionTemplate;

/// What the product sees itself becomes work by the agreement, once.
@DemarcTest
@Import(Desk.Maker.class)
class OccasionsTest {
    private static final List<Object> HEARD = new CopyOnWriteArrayList<>();

    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Fixture fixture;
    private final Desk desk;

    OccasionsTest(ConfigurableApplicationContext context, ApplicationEventPublisher events, TransactionTemplate transaction, Fixture fixture, Desk.Maker desks) {
        this.events = events;
        this.transaction = transaction;
        this.fixture = fixture;
        desk = desks.desk();
        context.addApplicationListener((ApplicationListener<PayloadApplicationEvent<?>>) event -> HEARD.add(event.getPayload()));
    }

    @BeforeEach void listen() {
        HEARD.clear();
    }

    @Test void goesWhereTheAgreementSaysAndTellsWhoeverSawIt() {
        var ref = seen("a", "Backup of srv1 did not run", Priority.P2, "BDR-03");
        var ticket = program().get("/api/v1/tickets/" + ref);
        assertThat(ticket.at("/subject")).isEqualTo("Backup of srv1 did not run");
        assertThat(ticket.at("/requester/name")).isEqualTo("Monitoring");
        assertThat(ticket.json().at("/because/version").asInt()).isEqualTo(1);
        assertThat(ticket.text()).contains("what is known");
    }

    @Test void theSameThingIsOneTicketWhileItIsOpenAndReopensADayLong() {
        var ref = seen("a", "Down", Priority.P3, "NMS-03");
        assertThat(seen("a", "Down again", Priority.P1, "NMS-03")).isEqualTo(ref);
        assertThat(program().get("/api/v1/tickets/" + ref).at("/priority")).isEqualTo("P1");
        assertThat(seen("b", "Other", Priority.P3, "NMS-03")).isNotEqualTo(ref);
        over("a", "Up again since 02:40");
        assertThat(status(ref)).isEqualTo("RESOLVED");
        assertThat(seen("a", "Down", Priority.P3, "NMS-03")).isEqualTo(ref);
        assertThat(status(ref)).isNotEqualTo("RESOLVED");
    }

    @Test void whatAPersonTouchedIsNotClosedByAMachine() {
        var ref = seen("a", "Down", Priority.P3, "NMS-03");
        var program = program();
        assertThat(program.post("/api/v1/tickets/%s/messages".formatted(ref), Map.of("body", "Looking", "visibility", "INTERNAL")).status()).isEqualTo(201);
        over("a", "Up again since 02:40");
        assertThat(status(ref)).isNotEqualTo("RESOLVED");
        assertThat(program.get("/api/v1/tickets/" + ref).text()).contains("Up again since 02:40");
    }

    @Test void anUnknownActivityIsStillSomebodysWork() {
        assertThat(program().get("/api/v1/tickets/" + seen("a", "x".repeat(500), Priority.P4, "no/such")).at("/team/key")).isNotEmpty();
    }

    @Test void whoeverSawItHearsOfTheDecision() {
        var ref = seen("a", "Isolate pc7", Priority.P1, DecisionKind.CONTAINMENT, "SEC-03");
        assertThat(HEARD).contains(new Occasion.Ticketed(desk.client.id(), "test/a", ref));
        var answer = fixture.api(desk.itManager).put("/api/v1/tickets/%s/approvals/1".formatted(ref), Map.of("answer", "APPROVED"));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        assertThat(HEARD).contains(new Occasion.Decided(desk.client.id(), "test/a", ref, DecisionKind.CONTAINMENT, true, false, desk.itManager.personId()));
    }

    @Test void whoeverSawItHearsOfTheEnd() {
        var ref = seen("a", "Down", Priority.P3, "NMS-03");
        over("a", "Up again");
        assertThat(HEARD).contains(new Occasion.Ended(desk.client.id(), "test/a", ref, true, null));
    }

    private String seen(String what, String subject, Priority priority, String activity) {
        return seen(what, subject, priority, null, activity);
    }

    private String seen(String what, String subject, Priority priority, @Nullable DecisionKind decision, String activity) {
        HEARD.clear();
        publish(new Occasion(desk.client.id(), "test/" + what, Occasion.Kind.INCIDENT, subject, "what is known", List.of(activity), priority, null, decision));
        return HEARD.stream().filter(Occasion.Ticketed.class::isInstance).map(Occasion.Ticketed.class::cast).findFirst().orElseThrow().ref();
    }

    private void over(String what, String how) {
        publish(new Occasion.Over(desk.client.id(), "test/" + what, how));
    }

    private void publish(Object fact) {
        Tenancy.asSystem(() -> transaction.execute(_ -> {
            events.publishEvent(fact);
            return true;
        }));
    }

    private Api program() {
        return fixture.api(desk.technician);
    }

    private String status(String ref) {
        return program().get("/api/v1/tickets/" + ref).at("/status");
    }
}
