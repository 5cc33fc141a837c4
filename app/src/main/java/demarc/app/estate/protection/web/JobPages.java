package demarc.app.estate.protection.web;

import demarc.app.estate.protection.BackupRuns;
import demarc.app.estate.protection.Plans;
import demarc.app.estate.protection.Protections;
import demarc.app.estate.protection.Protections.JobForm;
import demarc.app.estate.protection.ReportKeys;
import demarc.app.estate.protection.RestoreTests;
import demarc.app.estate.protection.Restored;
import demarc.app.estate.protection.web.TestPage.EvidenceForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// One job, one restore test, and how machines report.
@Controller
class JobPages {
    private static final int RUNS = 60;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    private final Protections protections;
    private final BackupRuns runs;
    private final RestoreTests tests;
    private final ReportKeys keys;
    private final TransactionTemplate transaction;

    JobPages(Protections protections, BackupRuns runs, RestoreTests tests, ReportKeys keys, TransactionTemplate transaction) {
        this.protections = protections;
        this.runs = runs;
        this.tests = tests;
        this.keys = keys;
        this.transaction = transaction;
    }

    @GetMapping("/estate/protection/{client}/jobs/{job}")
    @Transactional(readOnly = true)
    ModelAndView job(@PathVariable String client, @PathVariable String job, @RequestParam(required = false) @Nullable Long run, Actor actor) {
        return job(actor, client, job, run, null, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/{client}/jobs/{job}")
    ModelAndView change(@PathVariable String client, @PathVariable String job, @ModelAttribute JobForm form, @RequestParam int version, Actor actor) {
        try {
            protections.changeJob(actor, protections.client(actor, client), job, form, version);
            return Html.seeOther("/estate/protection/%s/jobs/%s".formatted(client, job), "Saved.");
        } catch (Refused refused) {
            return job(actor, client, job, null, form, Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/protection/{client}/jobs/{job}/retirement")
    ModelAndView retire(@PathVariable String client, @PathVariable String job, Actor actor) {
        var of = protections.client(actor, client);
        var system = protections.systemOf(protections.job(of, job));
        protections.retireJob(actor, of, job);
        return Html.seeOther("/estate/protection/%s/systems/%s".formatted(client, system.key()), "The job %s is retired; its history stays.".formatted(job));
    }

    private ModelAndView job(Actor actor, String client, String key, @Nullable Long run, @Nullable JobForm form, Map<String, String> problems, HttpStatus status) {
        ProtectionPages.staff(actor);
        var of = protections.client(actor, client);
        var job = protections.job(of, key);
        var history = runs.history(of.id(), job.id(), RUNS);
        var chosen = run == null ? null : history.stream().filter(each -> each.id() == run).findFirst().or(() -> runs.find(job, run)).orElseThrow(() -> new NotFound("run", run));
        return Html.page("estate/protection/job", new JobPage(of, protections.systemOf(job), job, Objects.requireNonNull(runs.nights(List.of(job), Map.of(of.id(), of.zone())).get(job.id())), history,
                History.sizes(history, each -> DAY.format(each.startedAt().atZone(actor.zone()))), History.times(history, each -> DAY.format(each.startedAt().atZone(actor.zone()))),
                chosen, chosen == null ? null : runs.raw(of.id(), chosen.id()),
                form != null ? form : new JobForm(job.key(), null, job.tool().name().toLowerCase(Locale.ROOT), job.schedule().text(), job.grace().toMinutes() + "m",
                        job.medium().name().toLowerCase(Locale.ROOT), job.place(), job.offsite(), job.immutable(), job.isPaused()),
                Protections.mayChange(actor) && !job.isRetired(), form == null ? "" : "job", problems), status);
    }

    @GetMapping("/estate/protection/{client}/set-up")
    @Transactional(readOnly = true)
    ModelAndView setUp(@PathVariable String client, @RequestParam(defaultValue = "") String job, Actor actor) {
        return setUp(actor, client, job, null, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/{client}/keys")
    ModelAndView issue(@PathVariable String client, @RequestParam String name, @RequestParam(defaultValue = "") String job, Actor actor) {
        try {
            return setUp(actor, client, job, keys.issue(actor, protections.client(actor, client), name).secret(), Map.of(), HttpStatus.OK);
        } catch (Refused refused) {
            return setUp(actor, client, job, null, Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/protection/{client}/keys/{reportKey}/rotation")
    ModelAndView rotate(@PathVariable String client, @PathVariable long reportKey, Actor actor) {
        return setUp(actor, client, "", keys.rotate(actor, protections.client(actor, client), reportKey).secret(), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/{client}/keys/{reportKey}/revocation")
    ModelAndView revoke(@PathVariable String client, @PathVariable long reportKey, Actor actor) {
        keys.revoke(actor, protections.client(actor, client), reportKey);
        return Html.seeOther("/estate/protection/%s/set-up".formatted(client), "The key is revoked. What still reports by it keeps its reports until it has another.");
    }

    private ModelAndView setUp(Actor actor, String client, String job, @Nullable String secret, Map<String, String> problems, HttpStatus status) {
        ProtectionPages.staff(actor);
        var of = protections.client(actor, client);
        var jobs = protections.jobPage(List.of(of.id()), null, 200).items().stream().map(each -> each.key()).toList();
        var chosen = jobs.contains(job) ? job : jobs.isEmpty() ? "JOB" : jobs.getFirst();
        var url = ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString();
        return Html.page("estate/protection/set-up", new SetUpPage(of, url, keys.of(of), secret, jobs, chosen, SetUpPage.lines(url, chosen, secret), Protections.mayChange(actor), problems), status);
    }

    @GetMapping("/estate/protection/{client}/tests/{test}")
    @Transactional(readOnly = true)
    ModelAndView test(@PathVariable String client, @PathVariable long test, Actor actor) {
        return test(actor, client, test, null, Map.of(), HttpStatus.OK);
    }

    @PostMapping("/estate/protection/{client}/tests/{test}")
    ModelAndView save(@PathVariable String client, @PathVariable long test, @ModelAttribute EvidenceForm form, Actor actor) {
        try {
            Objects.requireNonNull(transaction.execute(_ -> {
                var of = protections.client(actor, client);
                if (!Protections.mayChange(actor)) throw new demarc.app.platform.Forbidden("Restore tests are done by those who work on IT.");
                var passed = form.result() == null || form.result().isBlank() ? null : form.result().equals("passed");
                return tests.save(of, new Restored(null, test, null, form.scope(), form.snapshot(), null, instant("started", form.started(), of.zone()), instant("ended", form.ended(), of.zone()),
                        form.expectedSha256(), form.actualSha256(), passed, form.defects(), null), actor, actor.name());
            }));
            return Html.seeOther("/estate/protection/%s/tests/%d".formatted(client, test), "The evidence is saved. Nobody can change it now.");
        } catch (Refused refused) {
            return test(actor, client, test, form, Problems.of(refused), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private ModelAndView test(Actor actor, String client, long id, @Nullable EvidenceForm form, Map<String, String> problems, HttpStatus status) {
        ProtectionPages.staff(actor);
        var of = protections.client(actor, client);
        var test = tests.get(of.id(), id);
        var system = test.system() == null ? null : protections.system(of.id(), test.system());
        var job = test.job() == null ? null : protections.job(of.id(), test.job());
        var plan = system == null ? Plans.EXERCISE : Plans.of(test, system, job);
        return Html.page("estate/protection/test", new TestPage(of, test, system, job, plan,
                form != null ? form : new EvidenceForm(null, null, null, null, null, null, null, null), Protections.mayChange(actor) && test.evidence() == null, problems), status);
    }

    private static @Nullable Instant instant(String field, @Nullable String text, ZoneId zone) {
        if (text == null || text.isBlank()) return null;
        try {
            return LocalDateTime.parse(text.strip()).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refused(field, "'%s' is no date and time. Write it like 2026-11-24T14:05.".formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text));
        }
    }
}
