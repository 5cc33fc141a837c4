package demarc.app.work;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import demarc.app.platform.Actor;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.Pages;
import demarc.core.agreement.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/// A page asks the database a fixed number of questions, however many tickets, people and messages it shows.
@DemarcTest
@Import(Desk.Maker.class)
class StatementsTest {
    private final Fixture fixture;
    private final Desk.Maker desks;
    private final Tickets tickets;

    StatementsTest(Fixture fixture, Desk.Maker desks, Tickets tickets) {
        this.fixture = fixture;
        this.desks = desks;
        this.tickets = tickets;
    }

    @Test void theQueueAsksForItsRowsForThePeopleInThemAndForSavedViews() {
        var desk = desks.desk().at("2026-11-23T22:00");
        open(desk, 1);
        assertThat(asked(desk.technician, "/queue")).hasSize(3);
        open(desk, 40);
        assertThat(asked(desk.technician, "/queue")).hasSize(3);
    }

    @Test void aTicketAsksForItsFactsTheirPeopleAndWhatWasWritten() {
        var desk = desks.desk().at("2026-11-23T22:00");
        var ref = tickets.open(desk.technician, desk.incident(Priority.P2)).ref();
        assertThat(asked(desk.technician, "/tickets/" + ref)).hasSize(3);
        for (var n = 0; n < 20; n++) {
            tickets.reply(desk.technician, ref, null, "Attempt " + n);
            tickets.reply(desk.second, ref, null, "And another");
        }
        assertThat(asked(desk.technician, "/tickets/" + ref)).hasSize(3);
    }

    private void open(Desk desk, int many) {
        for (var n = 0; n < many; n++) {
            var ref = tickets.open(n % 2 == 0 ? desk.employee : desk.itManager, desk.incident(Priority.P2)).ref();
            if (n % 3 == 0) tickets.take(n % 2 == 0 ? desk.technician : desk.second, ref, null);
        }
    }

    /// Once who is who is remembered; a slow machine may forget between two looks, so the best of three counts.
    private List<String> asked(Actor by, String path) {
        var pages = fixture.pages(by);
        assertThat(pages.get(path).status()).isEqualTo(200);
        return Stream.generate(() -> look(pages, path)).limit(3).min(Comparator.comparing(List::size)).orElseThrow();
    }

    private static List<String> look(Pages pages, String path) {
        var log = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        var seen = new ListAppender<ILoggingEvent>();
        seen.start();
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        log.addAppender(seen);
        try {
            assertThat(pages.get(path).status()).isEqualTo(200);
        } finally {
            log.detachAppender(seen);
            log.setAdditive(true);
            log.setLevel(null);
        }
        var statements = new ArrayList<String>();
        for (var event : List.copyOf(seen.list))
            // Clients and teams are read again now and then, beside the requests.
            if (event.getFormattedMessage().startsWith("Executing prepared SQL statement [") && !event.getThreadName().equals("known")) statements.add(event.getFormattedMessage());
        return statements;
    }
}
