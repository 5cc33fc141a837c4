package demarc.app.signals.triage;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.directory.Client;
import demarc.app.directory.Registry;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.SqlTime;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Concern;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.triage.Maintenance.Scope;
import demarc.app.testing.Api;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import demarc.core.agreement.Compilation;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A client's night, told as a script and played through the product: `m:ss what`, from 08:00 UTC on a Tuesday, which is 02:00 in Chicago.
///
///     0:00 fire pc1 ping HIGH no answer
///     0:31 want tickets 1
class Night {
    static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Pattern LINE = Pattern.compile("(\\d+):(\\d\\d) (\\S+) ?(.*)");

    private static final String TEXT = """
            agreement: %1$s
            version: 1
            effective: 2026-01-01
            client: Ridgeline
            model: co-managed
            time-zone: America/Chicago
            hours: { office: mon-fri 08:00-18:00, always: 24x7 }
            providers: { %2$s: Northwind }
            teams:
              it-team: { party: client, hours: office, people: 2 }
              service-desk: { party: %2$s, hours: always, people: 9 }
              soc: { party: %2$s, hours: always, people: 4 }
            people:
              it-manager: { party: client, reachable: office, title: IT manager }
            services:
              help-desk: { accountable: client, responsible: service-desk }
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
              containment: { by: it-manager, within: 15m, then: proceed }
            service-levels:
              P1: { respond: 15m, resolve: 4h, clock: always, target: 95%% }
              P2: { respond: 1h, resolve: 8h, clock: office, target: 95%% }
              P3: { respond: 4h, resolve: 16h, clock: office, target: 90%% }
              P4: { respond: 1 working day, resolve: 10 working days, clock: office, target: 90%% }
            """;

    final Client client;
    final Actor technician;
    Source source;
    private final Registry registry;
    final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final TestClock clock;
    private final Conditions conditions;
    private final Runner runner;
    private final Windows windows;
    final Fixture fixture;
    private final Map<String, Long> things = new HashMap<>();
    private final List<Long> planned = new ArrayList<>();

    Night(ApplicationContext context) {
        registry = context.getBean(Registry.class);
        sql = context.getBean(JdbcClient.class);
        transaction = context.getBean(TransactionTemplate.class);
        clock = context.getBean(TestClock.class);
        conditions = context.getBean(Conditions.class);
        runner = context.getBean(Runner.class);
        windows = context.getBean(Windows.class);
        fixture = context.getBean(Fixture.class);
        clock.set(START.toString());
        client = fixture.client("Ridgeline");
        var provider = fixture.provider("Northwind", client);
        fixture.team(client.party(), "it-team");
        var desk = fixture.team(provider, "service-desk");
        fixture.team(provider, "soc");
        // Nobody signs in, and passwords take long to make.
        var person = registry.addPerson(provider.id(), "kim", "Kim", "kim@%s.example".formatted(provider.key()), Role.TECHNICIAN, null, null);
        registry.join(desk.id(), person.id());
        technician = fixture.actor(person);
        agree(provider);
        source = context.getBean(Sources.class).internal(client.id(), "checks", "Checks");
    }

    private void agree(Party provider) {
        var text = TEXT.formatted(client.key(), provider.key());
        var findings = Compilation.of("night.yaml", text);
        if (findings.agreement() == null) throw new IllegalStateException(findings.findings().toString());
        system(() -> sql.sql("""
                with version as (
                    insert into agreement.version (client_id, number, text, hash, effective, effective_at, parties, created_by, created_at)
                    values (:client, 1, :text, :hash, '2026-01-01', '2026-01-01', array[:client, :provider], 1, '2026-01-01') returning client_id, id)
                insert into agreement.term (client_id, version_id, number, starts_at, announced_at) select client_id, id, 1, '2026-01-01', '2026-01-01' from version
                """)
            .param("client", client.id()).param("provider", provider.id()).param("text", text).param("hash", findings.agreement().hash()).update());
    }

    Night about(Concern concern) {
        system(() -> sql.sql("update signals.source set concern = ? where client_id = ? and id = ?").param(concern.name()).param(client.id()).param(source.id()).update());
        return this;
    }

    Night play(String script) {
        for (var line : script.lines().map(String::strip).filter(each -> !each.isEmpty()).toList()) {
            var read = LINE.matcher(line);
            if (!read.matches()) throw new IllegalArgumentException(line);
            until(START.plusSeconds(Integer.parseInt(read.group(1)) * 60L + Integer.parseInt(read.group(2))));
            var words = read.group(4).split(" ");
            switch (read.group(3)) {
                case "fire" -> say(Signal.State.FIRING, words[0], words[1], Severity.valueOf(words[2]), words.length > 3 ? read.group(4).split(" ", 4)[3] : "not well");
                case "clear" -> say(Signal.State.CLEARED, words[0], words[1], Severity.HIGH, "well");
                case "thing" -> thing(words[0], words.length > 1 ? words[1] : null);
                case "window" -> planned.add(Tenancy.as(technician, () -> windows.add(technician, client.key(), new Windows.Wanted(null, clock.instant().plusSeconds(Integer.parseInt(words[1]) * 60L), false, null,
                        Scope.THING, words[0], "Planned work"))).id());
                case "end-window" -> Tenancy.as(technician, () -> windows.end(technician, client.key(), planned.getLast()));
                case "rule" -> rule(words);
                case "manager" -> registry.addPerson(client.id(), "it-manager", "Ada", "ada@%s.example".formatted(client.key()), Role.IT_MANAGER, null, null);
                case "touch" -> post("messages", Map.of("body", "Looking", "visibility", "INTERNAL"));
                case "resolve" -> resolve();
                case "want" -> want(line, words[0], read.group(4).substring(words[0].length()).strip());
                default -> throw new IllegalArgumentException(line);
            }
        }
        return this;
    }

    private void want(String line, String what, String rest) {
        switch (what) {
            case "tickets" -> assertThat(tickets()).as(line).hasSize(Integer.parseInt(rest));
            case "open" -> assertThat(open()).as(line).hasSize(Integer.parseInt(rest));
            case "subject" -> assertThat(open()).as(line).contains(rest);
            case "priority" -> assertThat(program("").at("/priority")).as(line).isEqualTo(rest);
            case "team" -> assertThat(program("").at("/team/key")).as(line).isEqualTo(rest);
            case "said" -> assertThat(program("").text()).as(line).contains(rest);
            case "unsaid" -> assertThat(program("").text()).as(line).doesNotContain(rest);
            case "held" -> assertThat(held(rest.split(" ", 2)[0])).as(line).isEqualTo(rest.split(" ", 2)[1]);
            case "joined" -> assertThat(joined(rest.split(" ", 2)[0])).as(line).isEqualTo(rest.split(" ", 2)[1]);
            case "lines" -> assertThat(program("").json().at("/timeline").size()).as(line + program("").json().at("/timeline")).isEqualTo(Integer.parseInt(rest));
            default -> throw new IllegalArgumentException(line);
        }
    }

    /// Time passes, and what is due is looked at when it is.
    void until(Instant at) {
        conditions.flush();
        for (var next = next(); next != null && !next.isAfter(at); next = next()) {
            if (next.isAfter(clock.instant())) clock.set(next.toString());
            if (runner.drain() == 0) throw new IllegalStateException("what is due at (%s) is not looked at: %s".formatted(next, system(() -> sql.sql(
                    "select thing || ' ' || check_name || ' ' || state || ' ' || coalesce(trouble_id, 0) from signals.condition where client_id = ? and look_at <= ?")
                .param(client.id()).param(SqlTime.of(clock.instant())).query(String.class).list())));
        }
        clock.set(at.toString());
        runner.drain();
    }

    private @Nullable Instant next() {
        return system(() -> sql.sql("""
                select min(look_at) from (select look_at from signals.condition where client_id = :client union all select look_at from signals.trouble where client_id = :client) d
                """).param("client", client.id()).query((row, _) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant)).single()).orElse(null);
    }

    void say(Signal.State state, String thing, String check, Severity severity, String summary) {
        var split = thing.split("@");
        var labels = split.length > 1 ? Map.of("srcip", split[1]) : Map.<String, String>of();
        say(new Signal(Signal.key(thing, check), split[0], check, state, severity, summary, null, null, labels, null));
    }

    void say(Signal... signals) {
        conditions.take(source, List.of(signals), clock.instant());
    }

    private void thing(String name, @Nullable String parent) {
        things.put(name, system(() -> sql.sql("""
                insert into estate.asset (client_id, kind, name, parent_id, origin, first_seen_at, last_seen_at) values (?, 'COMPUTER', ?, ?::bigint, 'hand', now(), now()) returning id
                """).param(client.id()).param(name).param(parent == null ? null : things.get(parent).toString()).query(Long.class).single()));
    }

    /// `rule PATTERN CHECK does VALUE`
    private void rule(String[] words) {
        system(() -> sql.sql("insert into signals.rule (client_id, position, thing, check_name, %s) values (?, (select count(*) + 1 from signals.rule where client_id = ?), ?, ?, ?)".formatted(words[2]))
            .param(client.id()).param(client.id()).param(words[0]).param(words[1]).param(words[3].replace('_', ' ')).update());
    }

    private void post(String what, Object body) {
        var answer = fixture.api(technician).post("/api/v1/tickets/%s/%s".formatted(newest(), what), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private void resolve() {
        var answer = fixture.api(technician).put("/api/v1/tickets/%s/resolution".formatted(newest()), Map.of("summary", "Done"));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    private Api.Answer program(String what) {
        return fixture.api(technician).get("/api/v1/tickets/%s%s".formatted(newest(), what));
    }

    String newest() {
        return client.code() + "-" + system(() -> sql.sql("select max(id) from work.ticket where client_id = ?").param(client.id()).query(Long.class).single());
    }

    List<String> tickets() {
        return system(() -> sql.sql("select subject from work.ticket where client_id = ? order by id").param(client.id()).query(String.class).list());
    }

    List<String> open() {
        return system(() -> sql.sql("select subject from work.ticket where client_id = ? and status in ('NEW', 'OPEN', 'WAITING') order by id").param(client.id()).query(String.class).list());
    }

    private String held(String thing) {
        return one("held", thing);
    }

    private String joined(String thing) {
        return one("joined", thing);
    }

    private String one(String column, String thing) {
        return system(() -> sql.sql("select coalesce(%s, 'nothing') from signals.condition where client_id = ? and thing = ?".formatted(column)).param(client.id()).param(thing)
            .query(String.class).single());
    }

    <T> T system(Supplier<T> work) {
        return Tenancy.asSystem(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    Duration sinceStart() {
        return Duration.between(START, clock.instant());
    }
}
