package demarc.app.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.agreement.Occasion;
import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.core.agreement.Priority;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

@DemarcTest
class WallTest {
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Fixture fixture;
    private final Table table;

    WallTest(ApplicationContext context, ApplicationEventPublisher events, TransactionTemplate transaction, Fixture fixture) {
        this.events = events;
        this.transaction = transaction;
        this.fixture = fixture;
        table = new Table(fixture, context, "Wall");
        table.agree(1, "2026-01-01");
    }

    @Test void showsWhatWasSeenForWhomAndThatNobodyHasItYet() {
        fixture.api(table.manager).post("/api/v1/tickets", Map.of("subject", "Somebody asked for this"));
        Tenancy.asSystem(() -> transaction.execute(_ -> {
            events.publishEvent(new Occasion(table.client.id(), "test/1", Occasion.Kind.INCIDENT, "The main switch is down", "", List.of("NMS-03"), Priority.P1, null, null));
            return true;
        }));
        var wall = fixture.pages(table.manager).get("/wall").html();
        assertThat(wall).contains("The main switch is down", "nobody yet", table.client.name(), "1 open").doesNotContain("Somebody asked for this");
        assertThat(fixture.pages(table.manager).get("/queue?seen=yes").html()).contains("The main switch is down").doesNotContain("Somebody asked for this");
    }

    @Test void isNotForWhoeverOnlyAsksForHelp() {
        assertThat(fixture.pages(fixture.person(table.client.party(), Role.EMPLOYEE)).get("/wall").path()).startsWith("/portal");
    }
}
