package demarc.core.agreement;

/// A small whole agreement for tests; parts are added by appending text.
final class Texts {

    private Texts() {}

    static final String PARTIES = """
            agreement: harbor-dental
            version: 3
            effective: 2026-07-01
            client: Harbor Dental Group
            model: co-managed
            time-zone: America/Chicago
            holidays: US-IL
            providers: { northwind: Northwind IT }
            hours:
              office: mon-fri 08:00-18:00, sat 09:00-13:00
            teams:
              it-team:      { party: client, hours: office, people: 2 }
              service-desk: { party: northwind, hours: always, people: 9 }
            people:
              it-manager: { party: client, reachable: office, title: IT manager }
              cfo:        { party: client, reachable: office }
            service-levels:
              P1: { respond: 15m, resolve: 4h, clock: always, target: 95% }
              P2: { respond: 1h, resolve: 8h, clock: office }
              P3: { respond: 4h, resolve: 3 working days, clock: office, target: 90% }
              P4: { respond: 1 working day, resolve: 10 working days, clock: office, target: 90% }
            """;

    static final String SERVICES = """
            services:
              help-desk:
                accountable: client
                rules:
                  - when: office
                    responsible: it-team
                    escalate: [ service-desk after 2h ]
                  - otherwise:
                    responsible: service-desk
                    informed: [ it-team ]
            """;

    /// Read without the checker, which small texts need not please.
    static Agreement read(String text) {
        var report = new Report();
        var agreement = Reader.read("test.yaml", text, report);
        if (agreement == null) throw new AssertionError(report.findings().toString());
        return agreement;
    }

    static InForce inForce(String text) {
        return InForce.of(read(text));
    }
}
