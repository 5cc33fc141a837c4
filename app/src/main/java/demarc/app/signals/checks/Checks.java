package demarc.app.signals.checks;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Conflict;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Live;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Secrets;
import demarc.app.platform.SqlTime;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.checks.look.Look;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// What is looked at, as people keep it.
@Component
public class Checks {
    private static final int USUAL_EVERY = 60;
    private static final int USUAL_FAILS = 2;
    private static final int MOST_OF_A_CLIENT = 20_000;
    /// A new check is first looked at within this, so that whoever made it sees it work, and a thousand new ones are no burst.
    private static final Duration FIRST_WITHIN = Duration.ofSeconds(20);

    /// What to list; null means whatever.
    ///
    /// @param client key
    /// @param state  up, down, or not looked at yet
    /// @param runner 0 for the server, or a probe's id
    public record Filter(@Nullable String client, Check.@Nullable State state, @Nullable LookKind kind, @Nullable Long runner, @Nullable String thing) {
        public static final Filter ALL = new Filter(null, null, null, null, null);
    }

    private final JdbcClient sql;
    private final CheckRows rows;
    private final Sources sources;
    private final Directory directory;
    private final Secrets secrets;
    private final Audit audit;
    private final Live live;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Checks(JdbcClient sql, CheckRows rows, Sources sources, Directory directory, Secrets secrets, Audit audit, Live live, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.rows = rows;
        this.sources = sources;
        this.directory = directory;
        this.secrets = secrets;
        this.audit = audit;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    /// In the transaction that changed or ended it, for whoever tells the conditions.
    record Altered(Check check, boolean wasDown, Standing.Certificate certificate, boolean gone) {}

    @Transactional(readOnly = true)
    public Page<Check.Seen> page(Actor by, Filter filter, @Nullable String cursor, int limit) {
        var clients = filter.client == null ? by.clients() : List.of(directory.client(by, filter.client).id());
        var where = new StringBuilder("c.client_id = any (:clients)");
        var with = new HashMap<String, Object>(Map.of("clients", clients.toArray(Integer[]::new)));
        if (filter.kind != null) {
            where.append(" and c.kind = :kind");
            with.put("kind", filter.kind.name());
        }
        if (filter.runner != null) {
            where.append(filter.runner == 0 ? " and c.probe_id is null" : " and c.probe_id = :runner");
            with.put("runner", filter.runner);
        }
        if (filter.thing != null) {
            where.append(" and c.thing_key = lower(:thing)");
            with.put("thing", filter.thing.strip());
        }
        if (filter.state != null) where.append(switch (filter.state) {
            case NEW -> " and s.last_at is null";
            case DOWN -> " and s.down";
            case UP -> " and not s.down and s.fails = 0 and s.last_at is not null";
            case FAILING -> " and not s.down and s.fails > 0";
            case BLIND -> " and not s.down and s.fails > 0 and g.blind_since is not null";
        });
        var after = Cursor.parse(cursor, 3);
        if (after != null) {
            where.append(" and (c.client_id, c.thing_key, c.id) > (:client, :after, :id)");
            with.putAll(Map.of("client", (int) after.number(0), "after", after.text(1), "id", after.number(2)));
        }
        var seen = rows.list("where %s order by c.client_id, c.thing_key, c.id limit %d".formatted(where, limit + 1), with);
        return Page.of(seen, limit, last -> Cursor.of(last.check().client(), last.check().thing().toLowerCase(Locale.ROOT), last.check().id()));
    }

    @Transactional(readOnly = true)
    public Check.Seen get(Actor by, String clientKey, long id) {
        var client = directory.client(by, clientKey);
        return rows.find(client.id(), id).orElseThrow(() -> new NotFound("check", id));
    }

    /// Those on one thing, for its page.
    @Transactional(readOnly = true)
    public List<Check.Seen> of(int client, String thing) {
        return rows.list("where c.client_id = :client and c.thing_key = lower(:thing) order by c.client_id, c.thing_key, c.id limit 100", Map.of("client", client, "thing", thing));
    }

    @Transactional
    public Check create(Actor by, String clientKey, Wanted wanted) {
        var client = directory.client(by, clientKey);
        mayKeep(by);
        var checked = checked(client, wanted, Settings.USUAL);
        var count = sql.sql("select count(*) from (select from signals.own_check where client_id = ? limit %d) c".formatted(MOST_OF_A_CLIENT)).param(client.id()).query(Integer.class).single();
        if (count >= MOST_OF_A_CLIENT) throw new Refused("%s has %,d checks, and that is the most. Remove some first.".formatted(client.name(), MOST_OF_A_CLIENT));
        var id = rows.insert(checked, by.personId(), now());
        plan(checked.withId(id), now().plusMillis(Math.floorMod(id * 0x9E3779B9L, FIRST_WITHIN.toMillis())));
        audit.record(by, client.id(), "added", "check " + title(checked.check()), checked.check().target());
        live.changed(client.id(), "checks");
        return rows.find(client.id(), id).orElseThrow().check();
    }

    /// @param version the one that was read; null for whatever is there
    @Transactional
    public Check change(Actor by, String clientKey, long id, @Nullable Integer version, Wanted wanted) {
        var client = directory.client(by, clientKey);
        var before = get(by, clientKey, id);
        mayKeep(by);
        var checked = checked(client, wanted, before.check().settings());
        if (!rows.update(checked.withId(id), version)) throw new Conflict("Somebody else changed this check meanwhile. Look at it again.");
        var isAnother = !before.check().target().equals(checked.check().target()) || before.check().kind() != checked.check().kind()
                || !Objects.equals(before.check().probe(), checked.check().probe());
        plan(checked.withId(id), now());
        if (isAnother || !checked.check().enabled()) end(before, false);
        audit.record(by, client.id(), checked.check().enabled() ? "changed" : "switched off", "check " + title(checked.check()), checked.check().target());
        live.changed(client.id(), "checks");
        return rows.find(client.id(), id).orElseThrow().check();
    }

    @Transactional
    public void remove(Actor by, String clientKey, long id) {
        var client = directory.client(by, clientKey);
        var seen = get(by, clientKey, id);
        mayKeep(by);
        end(seen, true);
        sql.sql("delete from signals.own_check where client_id = ? and id = ?").param(client.id()).param(id).update();
        sql.sql("delete from signals.measured_hour where client_id = ? and check_id = ?").param(client.id()).param(id).update();
        audit.record(by, client.id(), "removed", "check " + title(seen.check()), seen.check().target());
        live.changed(client.id(), "checks");
    }

    /// Looked at again at once.
    @Transactional
    public void hasten(Actor by, String clientKey, long id) {
        var seen = get(by, clientKey, id);
        mayKeep(by);
        if (seen.check().probe() != null) throw new Refused("A probe looks when its turn comes, at most %d s from now.".formatted(seen.check().every().toSeconds()));
        sql.sql("update signals.check_state set due_at = :now where client_id = :client and check_id = :id and due_at is not null")
            .param("now", SqlTime.of(now())).param("client", seen.check().client()).param("id", id).update();
    }

    /// What would be looked at, without keeping it.
    ///
    /// @param like the check whose secrets are taken where none are given
    Look look(Client client, Wanted wanted, @Nullable Check like) {
        return checked(client, wanted, like == null ? Settings.USUAL : like.settings()).check().look();
    }

    /// The probes of a client, to choose from.
    @Transactional(readOnly = true)
    public List<Source> probes(int client) {
        return sources.of(List.of(client)).stream().filter(source -> source.kind().equals(ProbeKind.KEY) && source.enabled()).toList();
    }

    private void end(Check.Seen seen, boolean gone) {
        if (seen.now().down() || seen.now().certificate() != Standing.Certificate.NONE)
            events.publishEvent(new Altered(seen.check(), seen.now().down(), seen.now().certificate(), gone));
        if (!gone) rows.reset(seen.check());
    }

    private void plan(CheckRows.Sealed sealed, Instant first) {
        var check = sealed.check();
        rows.plan(check, check.enabled() && check.probe() == null ? first : null);
    }

    private CheckRows.Sealed checked(Client client, Wanted wanted, Settings before) {
        var settings = kept(wanted.settings(), before);
        var look = Look.of(wanted.kind(), wanted.target(), settings);
        Look.certificateDays(settings);
        var every = wanted.everySeconds() == null ? USUAL_EVERY : wanted.everySeconds();
        if (every < 30 || every > 86_400) throw new Refused("everySeconds", "A check is looked at every 30 seconds at the most and once a day (86400) at the least, not every %d.".formatted(every));
        var fails = wanted.fails() == null ? USUAL_FAILS : wanted.fails();
        if (fails < 1 || fails > 10) throw new Refused("fails", "A check is believed after 1 to 10 failures in a row, not %d.".formatted(fails));
        var probe = wanted.probe();
        if (probe != null && sources.find(client.id(), probe).filter(source -> source.kind().equals(ProbeKind.KEY)).isEmpty())
            throw new Refused("probe", "%s has no probe %d.".formatted(client.name(), probe));
        var name = line("name", wanted.name(), 100, wanted.kind().label());
        var thing = line("thing", wanted.thing(), 255, host(look));
        return new CheckRows.Sealed(new Check(client.id(), 0, name, thing, wanted.kind(), wanted.target().strip(), Duration.ofSeconds(every), settings, probe,
                wanted.severity() == null ? Severity.HIGH : wanted.severity(), fails, wanted.concern() == null ? Concern.MONITORING : wanted.concern(), wanted.enabled(), 0),
                written(settings, client.id()));
    }

    /// A form or program that was never told a secret cannot say it again: an empty one keeps what is.
    private static Settings kept(Settings settings, Settings before) {
        return settings.withSecrets(either(settings.community(), before.community()), either(settings.authPassword(), before.authPassword()),
                either(settings.privacyPassword(), before.privacyPassword()));
    }

    private static @Nullable String either(@Nullable String now, @Nullable String before) {
        return now == null || now.isBlank() ? before : now;
    }

    private String written(Settings settings, int client) {
        var context = CheckRows.context(client);
        return JsonMapper.shared().writeValueAsString(settings.withSecrets(sealed(settings.community(), context), sealed(settings.authPassword(), context),
                sealed(settings.privacyPassword(), context)));
    }

    private @Nullable String sealed(@Nullable String secret, String context) {
        return secret == null ? null : secrets.seal(secret, context);
    }

    private static String host(Look look) {
        return switch (look) {
            case Look.Ping ping -> ping.host();
            case Look.Tcp tcp -> tcp.host().name();
            case Look.Tls tls -> tls.host().name();
            case Look.Http http -> Optional.of(http.address()).map(URI::getHost).orElseThrow();
            case Look.Dns dns -> dns.name();
            case Look.Snmp snmp -> snmp.host().name();
        };
    }

    private static String line(String field, @Nullable String text, int most, String usual) {
        var line = text == null || text.isBlank() ? usual : text.strip();
        if (line.length() > most || line.chars().anyMatch(Character::isISOControl)) throw new Refused(field, "'%s' is one line of at most %d characters.".formatted(field, most));
        return line;
    }

    static void mayKeep(Actor by) {
        if (!by.worksTickets() || by.isReadOnly()) throw new Forbidden("Checks are kept by those who work tickets. Ask one of them.");
    }

    private static String title(Check check) {
        return "%s on %s".formatted(check.name(), check.thing());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
