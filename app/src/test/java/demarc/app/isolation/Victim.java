package demarc.app.isolation;

import demarc.app.agreement.Table;
import demarc.app.decide.Decisions;
import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.directory.Client;
import demarc.app.directory.Registry;
import demarc.app.platform.Accounts;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Fixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// A client whose every text holds the word *quagga*, which no address does: wherever a stranger reads it, something leaked.
final class Victim {
    static final Pattern MARKER = Pattern.compile("quagga", Pattern.CASE_INSENSITIVE);
    private static final Pattern CSRF = Pattern.compile("<meta name=\"csrf\" content=\"([^\"]+)\"");
    static final String CLIENT_NOTE = "quagga-client-note";
    static final String PROVIDER_NOTE = "quagga-provider-note";

    final Client client;
    final Actor manager;
    final Actor seller;
    final Actor requester;
    final Actor colleague;
    final Actor technician;
    final String ref;
    /// What it owns, and the same shapes owned by nobody.
    final Values values;
    final Values nothing;

    Victim(Fixture fixture, ApplicationContext context) {
        var registry = context.getBean(Registry.class);
        var table = new Table(fixture, context, "Harbor");
        client = table.client;
        manager = table.manager;
        seller = table.seller;
        requester = fixture.person(client.party(), Role.EMPLOYEE);
        colleague = fixture.person(client.party(), Role.EMPLOYEE);
        var exception = exposed(context);
        var named = registry.addPerson(client.id(), "the-quagga", "Quagga Person", "%s@quagga.example".formatted(client.key()), Role.EXECUTIVE, "Chief quagga", null);
        var itTeam = registry.addTeam(client.id(), "it-team", "Quagga crew");
        var desk = registry.addTeam(table.provider.id(), "service-desk", "Quagga desk");
        technician = fixture.person(table.provider, Role.TECHNICIAN, "service-desk");
        registry.addSite(client.id(), "hq", "Quagga House", "1 Quagga Road");
        var guest = fixture.guest(client, Duration.ofDays(9));
        registry.admit(guest.personId(), client.id(), "Audit of quaggas", Instant.now().plus(Duration.ofDays(9)));

        var signed = table.propose(table.text(1, "2026-01-01") + "# quagga-agreement\n");
        table.sign(manager, signed);
        table.sign(seller, signed);
        table.propose(table.text(2, "2030-01-01") + "# quagga-proposal\n");
        table.draft(manager, table.text(3, "2031-01-01") + "# quagga-draft\n");

        var asks = fixture.api(requester);
        ref = asks.post("/api/v1/tickets", Map.of("subject", "The quagga-subject", "description", "A quagga-description")).at("/ref");
        write(fixture, manager, "messages", Map.of("body", "quagga-public"));
        write(fixture, manager, "messages", Map.of("body", CLIENT_NOTE, "visibility", "INTERNAL"));
        write(fixture, technician, "messages", Map.of("body", PROVIDER_NOTE, "visibility", "INTERNAL"));
        var holder = fixture.api(technician).get("/api/v1/tickets/" + ref).json().at("/holds").asBoolean() ? technician : manager;
        write(fixture, holder, "time", Map.of("minutes", 5, "note", "quagga-time"));
        write(fixture, holder, "approvals", Map.of("kind", "spend", "amount", "9000 USD", "question", "quagga-question"));

        var accounts = context.getBean(Accounts.class);
        accounts.issueToken(named.id(), "Quagga token", EnumSet.allOf(Scope.class), Duration.ofDays(9));
        var transaction = context.getBean(TransactionTemplate.class);
        var token = Tenancy.asSystem(() -> transaction.execute(_ -> context.getBean(JdbcClient.class)
                .sql("select id from directory.token where person_id = ?").param(named.id()).query(Integer.class).single()));

        var view = Tenancy.as(manager, () -> transaction.execute(_ -> context.getBean(JdbcClient.class)
                .sql("insert into work.saved_view (person_id, name, query) values (?, 'Quagga view', 'q=quagga') returning id").param(manager.personId()).query(Integer.class).single()));

        var kept = fixture.api(manager);
        kept.post("/api/v1/backups/systems", Map.of("client", client.key(), "key", "erp", "name", "Quagga ERP", "tier", "T1", "owner", "quagga owner"));
        kept.post("/api/v1/backups/jobs", Map.of("client", client.key(), "key", "erp-nightly", "system", "erp", "tool", "restic", "schedule", "every 24h", "medium", "nas", "place", "quagga vault"));
        kept.post("/api/v1/backups/runs", Map.of("client", client.key(), "job", "erp-nightly", "message", "quagga-backup", "exit", 0));
        var restored = kept.post("/api/v1/backups/restore-tests", Map.of("client", client.key(), "job", "erp-nightly", "scope", "quagga-restore", "passed", true)).at("/id");
        var reportKey = kept.post("/api/v1/backups/keys", Map.of("client", client.key(), "name", "quagga machine")).at("/id");

        var check = fixture.api(manager).post("/api/v1/clients/%s/checks".formatted(client.key()), Map.of("kind", "tcp", "target", "quagga.example:80", "name", "quagga-check", "thing", "quagga-thing")).at("/id");
        var asset = kept.post("/api/v1/assets", Map.of("client", client.key(), "name", "quagga-host", "kind", "server", "serial", "QUAGGA-77", "usedBy", "A quagga", "notes", "quagga-asset")).at("/asset/id");
        var paths = new HashMap<String, String>();
        paths.put("check", check);
        paths.put("assets/id", asset);
        paths.put("life", "laptop");
        paths.put("year", "2027");
        paths.put("system", "erp");
        paths.put("job", "erp-nightly");
        paths.put("test", restored);
        paths.put("reportKey", reportKey);
        paths.put("ref", ref);
        paths.put("n", "1");
        paths.put("number", "1");
        paths.put("version", "1");
        for (var key : List.of("client", "key")) paths.put(key, client.key());
        for (var person : List.of("person", "people/id")) paths.put(person, String.valueOf(named.id()));
        for (var team : List.of("team", "teams/id")) paths.put(team, String.valueOf(itTeam.id()));
        paths.put("tokens/id", String.valueOf(token));
        paths.put("views/id", String.valueOf(view));
        paths.put("provider", table.provider.key());
        var decisions = context.getBean(Decisions.class);
        var begun = decisions.begin("victim", new Written("Quagga Works", Answers.NONE, Numbers.NONE));
        paths.put("link", Tenancy.as(manager, () -> decisions.give(begun.link(), "victim", manager, client)).link());
        var signals = new Watched(fixture, client, manager);
        paths.put("source", signals.source());
        paths.put("condition", signals.condition());
        paths.put("window", signals.window());
        paths.put("position", "1");
        paths.put("trouble", Tenancy.asSystem(() -> transaction.execute(_ -> context.getBean(JdbcClient.class).sql("""
                with ruled as (insert into signals.rule (client_id, position, hold) values (:c, 1, 'quagga-rule') on conflict do nothing),
                told as (insert into signals.word (client_id, source_id, step, ticket, who, words, about, at) values (:c, :source, 'TAKEN', 'quagga-ticket', 'quagga-who', 'quagga-words', '{}', now()))
                insert into signals.trouble (client_id, grouping, concern, severity, subject, thing, check_name, keys, members, opened_at, last_at, told_at)
                values (:c, 'SINGLE', 'MONITORING', 'HIGH', 'quagga-trouble', 'quagga-server', 'quagga-check', '{}', 1, now(), now(), now()) returning id
                """).param("c", client.id()).param("source", Long.valueOf(signals.source())).query(String.class).single())));
        paths.put("id", String.valueOf(client.id()));
        // named by nobody in particular
        paths.put("name", "common");
        paths.put("hash", "0");
        paths.put("secret", "none");
        paths.put("vulnerability", "CVE-2026-77777");
        for (var key : List.of("exception", "exceptions/id")) paths.put(key, String.valueOf(exception));
        // random, and of whoever began it alone
        paths.put("run", "0".repeat(24));
        var fields = new HashMap<String, String>();
        fields.put("client", client.key());
        fields.put("system", "erp");
        fields.put("job", "erp-nightly");
        fields.put("team", String.valueOf(desk.id()));
        fields.put("party", table.provider.key());
        fields.put("parties", table.provider.key());
        fields.put("provider", table.provider.key());
        fields.put("ref", ref);
        fields.put("requester", requester.email());
        fields.put("assignee", manager.email());
        fields.put("site", "hq");
        fields.put("person", manager.email());
        fields.put("hash", signed.hash());
        values = new Values(Map.copyOf(paths), Map.copyOf(fields));

        paths.put("ref", client.code() + "-99999999");
        for (var key : List.of("client", "key", "provider")) paths.put(key, "nowhere-0");
        paths.put("link", "c.2146000000");
        for (var key : List.of("system", "job")) paths.put(key, "nowhere-0");
        for (var id : List.of("test", "reportKey", "source", "condition", "window", "trouble", "check")) paths.put(id, "2147000000");
        for (var id : List.of("assets/id", "id", "person", "people/id", "team", "teams/id", "tokens/id", "views/id")) paths.put(id, "2147000000");
        for (var key : List.of("client", "party", "parties", "provider", "site", "system", "job")) fields.put(key, "nowhere-0");
        fields.put("team", "2147000000");
        fields.put("ref", client.code() + "-99999999");
        for (var email : List.of("requester", "assignee", "person")) fields.put(email, "nobody@nowhere.example");
        fields.put("hash", "0".repeat(64));
        paths.put("vulnerability", "CVE-2026-77778");
        for (var key : List.of("exception", "exceptions/id")) paths.put(key, "2147000000");
        nothing = new Values(Map.copyOf(paths), Map.copyOf(fields));
    }

    /// An exposure, its patch and an exception from it.
    private long exposed(ApplicationContext context) {
        return Tenancy.asSystem(() -> context.getBean(TransactionTemplate.class).execute(_ -> context.getBean(JdbcClient.class).sql("""
                with box as (
                    insert into estate.asset (client_id, kind, name, origin, first_seen_at, last_seen_at) values (:c, 'SERVER', 'quagga-box', 'hand', now(), now()) returning id),
                patch as (
                    insert into estate.patch (client_id, ecosystem, package, activity, ring, emergency, takes_until, starts_at, due_at)
                    values (:c, 'Go', 'quagga-lib', 'PAT-04', 1, false, now(), now(), now()) returning id),
                exposed as (
                    insert into estate.exposure (client_id, asset_id, vulnerability, advisory_id, ecosystem, package, version, rating, kev, forensic, ring, detected_at, due_at, because, patch_id)
                    select :c, box.id, 'CVE-2026-77777', 'GO-1', 'Go', 'quagga-lib', '1.0', 'HIGH', true, false, 1, now(), now(), 'quagga-because', patch.id from box, patch),
                answered as (
                    insert into estate.product_answer (client_id, product, answer, reason, at) values (:c, 'quagga-product', 'MENDED', 'quagga-answer', now())),
                listed as (
                    insert into estate.listed_product (client_id, asset_id, product) select :c, id, 'quagga-product' from box),
                checked as (
                    insert into estate.product_check (client_id, product, flaws, opened_at) values (:c, 'quagga-product', 1, now()))
                insert into estate.patch_exception (client_id, vulnerability, owner, reason, control, asked_by, asked_at, expires_at, state)
                values (:c, 'CVE-2026-77777', 'quagga-owner', 'quagga-reason', 'quagga-control', :person, now(), now() + interval '9 days', 'ASKED') returning id
                """).param("c", client.id()).param("person", manager.personId()).query(Long.class).single()));
    }

    private void write(Fixture fixture, Actor by, String what, Object body) {
        var answer = fixture.api(by).post("/api/v1/tickets/%s/%s".formatted(ref, what), body);
        if (answer.status() != 201) throw new IllegalStateException("%s: %s".formatted(what, answer.text()));
    }

    /// Takes the names out, so that only what is said of them is left.
    String without(String text) {
        var plain = text;
        for (var said : List.of(values, nothing))
            for (var each : Stream.concat(said.paths().values().stream(), said.fields().values().stream()).sorted(Comparator.comparing(String::length).reversed()).toList())
                plain = Pattern.compile("(?<![A-Za-z0-9-])" + Pattern.quote(each) + "(?![A-Za-z0-9])").matcher(plain).replaceAll("·");
        var csrf = CSRF.matcher(plain);
        return csrf.find() ? plain.replace(csrf.group(1), "") : plain;
    }

    static Table another(Fixture fixture, ApplicationContext context) {
        var table = new Table(fixture, context, "Other");
        table.agree(1, "2026-01-01");
        return table;
    }

    int rows(ApplicationContext context) {
        var sql = context.getBean(JdbcClient.class);
        return Tenancy.asSystem(() -> context.getBean(TransactionTemplate.class).execute(_ -> sql.sql("""
                select (select count(*) from work.fact where client_id = :c) + (select count(*) from work.message where client_id = :c)
                     + (select count(*) from work.ticket where client_id = :c) + (select count(*) from agreement.version where client_id = :c)
                     + (select count(*) from agreement.signature where client_id = :c) + (select coalesce(sum(version), 0) from agreement.draft where client_id = :c)
                     + (select count(*) from directory.site where client_id = :c) + (select count(*) from directory.person where party_id = :c)
                     + (select count(*) from signals.source where client_id = :c) + (select count(*) from signals.source where client_id = :c and enabled)
                     + (select count(*) from signals.change where client_id = :c) + (select count(*) from signals.maintenance where client_id = :c and ended_at is null)
                     + (select count(*) from estate.patch_exception where client_id = :c and state = 'ASKED') + (select count(*) from estate.product_answer where client_id = :c)
                     + (select count(*) from signals.rule where client_id = :c) + (select count(*) from signals.secret where client_id = :c)
                     + (select count(*) from decide.client_decision where client_id = :c)
                     + (select coalesce(sum(version), 0) from estate.asset where client_id = :c) + (select count(*) from estate.asset_change where client_id = :c)
                     + (select count(*) from estate.repair where client_id = :c) + (select count(*) from estate.runbook where client_id = :c) + (select count(*) from estate.disposal where client_id = :c)
                     + (select count(*) from estate.life_rule where client_id = :c) + (select count(*) from estate.inventory_key where client_id = :c)
                     + (select count(*) from estate.protected_system where client_id = :c) + (select coalesce(sum(version), 0) from estate.backup_job where client_id = :c)
                     + (select count(*) from estate.backup_run where client_id = :c) + (select count(*) from estate.restore_evidence where client_id = :c)
                     + (select count(*) from estate.report_key where client_id = :c and revoked_at is null)
                     + (select count(*) from directory.engagement where client_id = :c) + (select count(*) from directory.team where party_id = :c)
                     + (select count(*) from directory.membership m join directory.team t on t.id = m.team_id where t.party_id = :c)
                     + (select count(*) from directory.token t join directory.person p on p.id = t.person_id where p.party_id = :c and t.revoked_at is null)
                """).param("c", client.id()).query(Integer.class).single()));
    }
}
