package demarc.app.estate.protection.web;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.Assets;
import demarc.app.estate.protection.BackupJob;
import demarc.app.estate.protection.BackupRuns;
import demarc.app.estate.protection.Copies;
import demarc.app.estate.protection.Nights;
import demarc.app.estate.protection.ProtectedSystem;
import demarc.app.estate.protection.Protections;
import demarc.app.estate.protection.Protections.JobForm;
import demarc.app.estate.protection.Protections.SystemForm;
import demarc.app.estate.protection.RestoreTest;
import demarc.app.estate.protection.RestoreTests;
import demarc.app.estate.protection.Standing;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// All systems, and one.
@Controller
class ProtectionPages {
    private static final int PAGE = 50;
    private static final int TESTS = 12;
    private static final List<String> STANDINGS = List.of("wrong", "look", "good");

    private final Protections protections;
    private final BackupRuns runs;
    private final RestoreTests tests;
    private final Assets assets;
    private final Directory directory;
    private final Clock clock;

    ProtectionPages(Protections protections, BackupRuns runs, RestoreTests tests, Assets assets, Directory directory, Clock clock) {
        this.protections = protections;
        this.runs = runs;
        this.tests = tests;
        this.assets = assets;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/estate/protection")
    @Transactional(readOnly = true)
    ModelAndView all(@RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String standing, @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        staff(actor);
        var seen = new HashMap<Integer, Client>();
        directory.clients().stream().filter(each -> actor.sees(each.id())).forEach(each -> seen.put(each.id(), each));
        var clients = client.isEmpty() ? actor.clients() : List.of(protections.client(actor, client).id());
        var rank = standing.isEmpty() ? null : STANDINGS.indexOf(standing);
        if (rank != null && rank < 0) throw new Refused("standing", "Systems stand 'wrong', 'look' or 'good', not '%s'.".formatted(standing));
        var page = protections.page(clients, rank, Cursor.parse(cursor, 3), PAGE);
        var jobs = protections.jobs(page.items());
        var nights = runs.nights(jobs.values().stream().flatMap(List::stream).toList(), seen.values().stream().collect(Collectors.toMap(Client::id, Client::zone)));
        var rows = page.items().stream().map(system -> row(seen.get(system.client()), system, jobs.getOrDefault(system.id(), List.of()), nights)).toList();
        var choices = new LinkedHashMap<String, String>();
        choices.put("", "All clients");
        seen.values().stream().sorted(java.util.Comparator.comparing(Client::name)).forEach(each -> choices.put(each.key(), each.name()));
        var query = "?client=%s&standing=%s".formatted(client, standing);
        var one = client.isEmpty() ? seen.size() == 1 ? seen.values().iterator().next().key() : null : client;
        return Html.page("estate/protection/list", new ListPage(rows, cursor == null ? due(clients, seen) : List.of(), choices, client, standing, Nights.newest(List.copyOf(nights.values())),
                page.next() == null ? null : "/estate/protection%s&cursor=%s".formatted(query, page.next()), cursor == null, Protections.mayChange(actor), one));
    }

    @GetMapping("/estate/protection/new")
    ModelAndView newSystem(@RequestParam(defaultValue = "") String client, Actor actor) {
        staff(actor);
        return form(actor, client, new SystemForm(null, null, null, "T3", null, null, null, null), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/systems")
    ModelAndView add(@RequestParam String client, @ModelAttribute SystemForm form, Actor actor) {
        try {
            var of = protections.client(actor, client);
            var system = protections.add(actor, of, form);
            return Html.seeOther("/estate/protection/%s/systems/%s".formatted(of.key(), system.key()), "%s is on the list. Next: the jobs that copy it.".formatted(system.name()));
        } catch (Refused refused) {
            return form(actor, client, form, Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView form(Actor actor, String client, SystemForm form, Map<String, String> problems, HttpStatus status) {
        if (!Protections.mayChange(actor)) throw new Forbidden("Backups are kept by those who work on IT.");
        var choices = new LinkedHashMap<String, String>();
        directory.clients().stream().filter(each -> actor.sees(each.id())).forEach(each -> choices.put(each.key(), each.name()));
        return Html.page("estate/protection/system-new", new NewSystemPage(choices, client, form, problems), status);
    }

    @GetMapping("/estate/protection/{client}/systems/{system}")
    @Transactional(readOnly = true)
    ModelAndView system(@PathVariable String client, @PathVariable String system, Actor actor) {
        return system(actor, client, system, null, null, "", Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/{client}/systems/{system}")
    ModelAndView change(@PathVariable String client, @PathVariable String system, @ModelAttribute SystemForm form, @RequestParam int version, Actor actor) {
        try {
            protections.change(actor, protections.client(actor, client), system, form, version);
            return Html.seeOther("/estate/protection/%s/systems/%s".formatted(client, system), "Saved.");
        } catch (Refused refused) {
            return system(actor, client, system, form, null, "system", Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/protection/{client}/systems/{system}/retirement")
    ModelAndView retire(@PathVariable String client, @PathVariable String system, Actor actor) {
        protections.retire(actor, protections.client(actor, client), system);
        return Html.seeOther("/estate/protection?client=" + client, "It is off the list. Nothing of it is expected any more.");
    }

    @PostMapping("/estate/protection/{client}/systems/{system}/jobs")
    ModelAndView addJob(@PathVariable String client, @PathVariable String system, @ModelAttribute JobForm form, Actor actor) {
        try {
            var job = protections.addJob(actor, protections.client(actor, client), new JobForm(form.key(), system, form.tool(), form.schedule(), form.grace(), form.medium(), form.place(),
                    form.offsite(), form.immutable(), form.paused()));
            return Html.seeOther("/estate/protection/%s/set-up?job=%s".formatted(client, job.key()), "The job %s is expected from now on. Next: let its machine report.".formatted(job.key()));
        } catch (Refused refused) {
            return system(actor, client, system, null, form, "job", Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/protection/{client}/systems/{system}/tests")
    ModelAndView test(@PathVariable String client, @PathVariable String system, Actor actor) {
        var test = protections.testNow(actor, protections.client(actor, client), system);
        return Html.seeOther("/estate/protection/%s/tests/%d".formatted(client, test.id()), "The test is open" + (test.ticket() == null ? "." : ", as ticket %s.".formatted(test.ticket())));
    }

    private ModelAndView system(Actor actor, String client, String key, @Nullable SystemForm form, @Nullable JobForm adding, String opened, Map<String, String> problems, HttpStatus status) {
        staff(actor);
        var of = protections.client(actor, client);
        var system = protections.system(of, key);
        var jobs = protections.jobs(system);
        var thing = system.asset() == null ? null : assets.find(of.id(), system.asset()).map(asset -> new SystemPage.Thing(asset.name(), asset.href())).orElse(null);
        var now = clock.instant();
        return Html.page("estate/protection/system", new SystemPage(of, system, thing, Bar.of(Standing.age(system, now), system.rpo(), isBroken(system, jobs)), Copies.of(system, jobs, now),
                Standing.cannotKeep(system, jobs).orElse(null), jobs, tests.page(List.of(of.id()), system.id(), null, 20).items(),
                form != null ? form : new SystemForm(system.key(), system.name(), thing == null ? null : thing.name(), system.tier().name(), system.rpo().toMinutes() + "m",
                        system.rto().toMinutes() + "m", system.owner(), system.site()),
                adding != null ? adding : new JobForm(system.key() + "-nightly", system.key(), "restic", "daily 22:00", null, "nas", null, false, false, false),
                Protections.mayChange(actor) && !system.isRetired(), opened, problems), status);
    }

    private ListPage.Row row(Client client, ProtectedSystem system, List<BackupJob> jobs, Map<Long, Nights> nights) {
        var bad = jobs.stream().filter(job -> job.trouble() != null || job.damage() != null).findFirst();
        var look = jobs.stream().filter(job -> job.look() != null).findFirst();
        var said = jobs.isEmpty() ? "Nothing makes a copy of it."
                : bad.isPresent() ? "%s: %s".formatted(bad.get().key(), bad.get().damage() != null ? bad.get().damage() : bad.get().why())
                : look.isPresent() ? "%s: %s".formatted(look.get().key(), look.get().look())
                : Standing.cannotKeep(system, jobs).orElse(system.safeAt() == null ? "The first run is still to come." : "");
        var ticket = bad.map(BackupJob::ticket).orElse(look.map(BackupJob::lookTicket).orElse(null));
        var now = clock.instant();
        return new ListPage.Row("/estate/protection/%s/systems/%s".formatted(client.key(), system.key()), system.name(), client.name(), system.tier().name(),
                List.of("bad", "warn", "good").get(system.standing()), List.of("wrong", "look", "good").get(system.standing()), said, ticket,
                Bar.of(Standing.age(system, now), system.rpo(), isBroken(system, jobs)), Copies.of(system, jobs, now),
                jobs.stream().map(job -> new ListPage.Job("/estate/protection/%s/jobs/%s".formatted(client.key(), job.key()), job.key(), job.schedule().text(), nights.get(job.id()))).toList());
    }

    private List<ListPage.Test> due(List<Integer> clients, Map<Integer, Client> seen) {
        return tests.open(clients, TESTS).stream().filter(test -> seen.containsKey(test.client())).map(test -> test(test, seen.get(test.client()))).toList();
    }

    private ListPage.Test test(RestoreTest test, Client client) {
        return new ListPage.Test("/estate/protection/%s/tests/%d".formatted(client.key(), test.id()), test.systemName() == null ? "The whole site" : test.systemName(), client.name(),
                test.kind().label(), test.dueAt(), test.overdue() || test.dueAt().isBefore(clock.instant()), test.ticket());
    }

    /// Beyond its RPO, and not because the next run is only just due.
    private static boolean isBroken(ProtectedSystem system, List<BackupJob> jobs) {
        return system.rpoBrokenAt() != null || jobs.stream().anyMatch(job -> job.trouble() != null);
    }

    static void staff(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Backups are for those who work on IT. Ask for help in the portal.");
    }
}
