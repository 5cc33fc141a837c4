package demarc.app.work;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Registry;
import demarc.app.directory.Team;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.Priority;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A co-managed client in Chicago with an agreement in force, its two sides, and a clock: by day the client's own `it-team` has the desk, at night
/// and on weekends the provider's `service-desk`; security is the `soc`'s.
class Desk {
    static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    static final String TEXT = """
            agreement: %1$s
            version: 1
            effective: 2026-01-01
            client: Ridgeline
            model: co-managed
            time-zone: America/Chicago
            at-boundary: %3$s
            hours:
              office: mon-fri 08:00-18:00
              always: 24x7
            providers:
              %2$s: Northwind
            teams:
              it-team: { party: client, hours: office, people: 2 }
              service-desk: { party: %2$s, hours: always, people: 9 }
              soc: { party: %2$s, hours: always, people: 4 }
            people:
              it-manager: { party: client, reachable: office, title: IT manager, deputy: cfo }
              cfo: { party: client, reachable: office, title: CFO }
            services:
              help-desk:
                accountable: client
                rules:
                  - { when: office, responsible: it-team, escalate: [ service-desk after 2h, it-manager after 3h ] }
                  - { otherwise: , responsible: service-desk }
              cybersecurity:
                accountable: %2$s
                responsible: soc
                activities:
                  contain-threat: { decision: containment }
              network-monitoring:
                accountable: %2$s
                rules:
                  - { when: office, priority: [P3, P4], responsible: it-team }
                  - { otherwise: , responsible: service-desk }
            decisions:
              standard-change: { by: responsible }
              normal-change: { by: it-manager, within: 2 working days, then: refuse }
              emergency-change: { by: responsible, review: it-manager within 1 working day }
              containment: { by: it-manager, within: 15m, then: proceed }
              spend:
                - { up-to: 500 USD, by: responsible }
                - { up-to: 5000 USD, by: it-manager, within: 1 working day, then: escalate to cfo }
                - { by: cfo }
            service-levels:
              P1: { respond: 15m, resolve: 4h, clock: always, target: 95%% }
              P2: { respond: 1h, resolve: 8h, clock: office, target: 95%% }
              P3: { respond: 4h, resolve: 16h, clock: office, target: 90%% }
              P4: { respond: 1 working day, resolve: 10 working days, clock: office, target: 90%% }
            """;

    final Client client;
    final Party provider;
    final Team itTeam;
    final Team serviceDesk;
    final Team soc;
    final Actor internal;
    final Actor technician;
    final Actor second;
    final Actor itManager;
    final Actor cfo;
    final Actor employee;
    final Actor serviceManager;
    private final TestClock clock;
    private final Moments moments;

    /// Makes desks.
    static class Maker {
        private final Fixture fixture;
        private final Registry registry;
        private final Directory directory;
        private final JdbcClient sql;
        private final TransactionTemplate transaction;
        private final TestClock clock;
        private final Moments moments;

        Maker(Fixture fixture, Registry registry, Directory directory, JdbcClient sql, TransactionTemplate transaction, TestClock clock, Moments moments) {
            this.fixture = fixture;
            this.registry = registry;
            this.directory = directory;
            this.sql = sql;
            this.transaction = transaction;
            this.clock = clock;
            this.moments = moments;
        }

        Desk desk() {
            return desk("stay");
        }

        /// @param boundary `at-boundary:`
        Desk desk(String boundary) {
            var desk = new Desk(this);
            agree(desk, TEXT.formatted(desk.client.key(), desk.provider.key(), boundary), 1, Instant.parse("2026-01-01T06:00:00Z"));
            return desk;
        }

        /// Puts a text in force, as two signatures would.
        void agree(Desk desk, String text, int number, Instant from) {
            var findings = Compilation.of("version-%d.yaml".formatted(number), text);
            if (findings.agreement() == null) throw new IllegalStateException(findings.findings().toString());
            Tenancy.asSystem(() -> transaction.execute(_ -> {
                var hash = Objects.requireNonNull(findings.agreement()).hash();
                var id = sql.sql("""
                        insert into agreement.version (client_id, number, text, hash, effective, effective_at, parties, created_by, created_at)
                        values (:client, :number, :text, :hash, '2026-01-01', :from, array[:client, :provider], 1, :from) returning id
                        """)
                    .param("client", desk.client.id()).param("provider", desk.provider.id()).param("number", number).param("text", text).param("hash", hash)
                    .param("from", SqlTime.of(from)).query(Long.class).single();
                return sql.sql("insert into agreement.term (client_id, version_id, number, starts_at, announced_at) values (?, ?, ?, ?, ?)")
                    .param(desk.client.id()).param(id).param(number).param(SqlTime.of(from))
                    .param(SqlTime.of(from)).update();
            }));
            if (number > 1) forgetWhatIsKnown();
        }
    }

    /// Terms written behind the agreements' back show when they are read again, after a second.
    private static void forgetWhatIsKnown() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Desk(Maker maker) {
        var fixture = maker.fixture;
        clock = maker.clock;
        moments = maker.moments;
        client = fixture.client("Ridgeline");
        provider = fixture.provider("Northwind", client);
        itTeam = fixture.team(client.party(), "it-team");
        serviceDesk = fixture.team(provider, "service-desk");
        soc = fixture.team(provider, "soc");
        internal = fixture.person(client.party(), Role.TECHNICIAN, "it-team");
        technician = fixture.person(provider, Role.TECHNICIAN, "service-desk");
        second = fixture.person(provider, Role.TECHNICIAN, "service-desk");
        serviceManager = fixture.person(provider, Role.SERVICE_MANAGER);
        itManager = post(maker, Role.IT_MANAGER, "it-manager");
        cfo = post(maker, Role.EXECUTIVE, "cfo");
        employee = fixture.person(client.party(), Role.EMPLOYEE);
    }

    private Actor post(Maker maker, Role role, String key) {
        var person = maker.registry.addPerson(client.id(), key, "The " + key, "%s@%s.example".formatted(key, client.key()), role, null, Fixture.PASSWORD);
        return maker.fixture.actor(person);
    }

    /// `2026-11-23T09:00` in Chicago, a Monday.
    Desk at(String local) {
        clock.set(LocalDateTime.parse(local).atZone(CHICAGO).toInstant().toString());
        return this;
    }

    /// Time passes and what is due happens.
    Desk until(String local) {
        at(local);
        moments.drain();
        return this;
    }

    NewTicket incident(Priority priority) {
        return NewTicket.incident(client.key(), "Nobody can print", "help-desk/first-line", priority);
    }

    NewTicket of(Kind kind, String activity, Priority priority) {
        return new NewTicket(client.key(), "A " + kind, null, kind, null, activity, priority, null, null, null, null, null, null);
    }
}
