package demarc.app.decide.report;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Drafts;
import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Jobs;
import demarc.app.decide.Wizards;
import demarc.app.decide.past.Pasts;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Attempts;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The last two steps: what each way would mean, and taking one of them as a draft agreement.
@Controller
@RequestMapping("/decide/at/{link}")
class ReportPages {

    private static final int SEARCHES = 30;

    private final Decisions decisions;
    private final Wizards wizards;
    private final Answers answers;
    private final Pasts pasts;
    private final Jobs jobs;
    private final Directory directory;
    private final Drafts drafts;
    private final Agreements agreements;
    private final Clock clock;
    private final Attempts searches;

    ReportPages(Decisions decisions, Wizards wizards, Answers answers, Pasts pasts, Jobs jobs, Directory directory, Drafts drafts, Agreements agreements, Clock clock) {
        this.decisions = decisions;
        this.wizards = wizards;
        this.answers = answers;
        this.pasts = pasts;
        this.jobs = jobs;
        this.directory = directory;
        this.drafts = drafts;
        this.agreements = agreements;
        this.clock = clock;
        searches = new Attempts(clock, SEARCHES, Duration.ofHours(1));
    }

    @ModelAttribute void keepOutOfIndexes(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    // --- what it would mean

    @GetMapping("/report")
    ModelAndView report(@PathVariable String link, HttpServletRequest request) {
        return Html.page("decide/report/page", page(decisions.find(link, request.getRemoteAddr()), Map.of()));
    }

    private AnswerPage page(Decision decision, Map<String, String> typed) {
        var past = pasts.find(decision);
        return AnswerPage.of(decision, wizards.at(decision, ReportStep.PATH), past.isPresent() && past.get().quality() != null, answers.find(decision).orElse(null), jobs.find(decision, Answers.SEARCHING).orElse(null),
                decisions.mayChange(decision), typed);
    }

    /// The part that changes while it is reckoned; htmx asks for it.
    @GetMapping("/report/state")
    ModelAndView state(@PathVariable String link, HttpServletRequest request) {
        var page = page(decisions.find(link, request.getRemoteAddr()), Map.of());
        return page.going() == null ? Html.seeOther(page.address()) : Html.page("decide/report/going", page);
    }

    @PostMapping("/report/search")
    ModelAndView search(@PathVariable String link, @RequestParam(defaultValue = "") String quick, HttpServletRequest request) {
        var decision = begin(link, request);
        answers.start(decision, answers.find(decision).map(Answers.Kept::replaced).orElse(Map.of()), !quick.isEmpty());
        return Html.seeOther(decision.address() + ReportStep.PATH);
    }

    @PostMapping("/report/assumptions")
    ModelAndView assume(@PathVariable String link, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var decision = begin(link, request);
        var before = answers.find(decision).orElseThrow(() -> new NotFound("answer", "of this decision"));
        if (form.containsKey("reset")) {
            answers.start(decision, Map.of(), false);
            return Html.seeOther(decision.address() + ReportStep.PATH);
        }
        var typed = ScenarioForm.read(form, before);
        if (!typed.problems().isEmpty()) return Html.page("decide/report/page", page(decision, typed.problems()), HttpStatus.UNPROCESSABLE_CONTENT);
        answers.start(decision, typed.replaced(), form.containsKey("quick"));
        return Html.seeOther(decision.address() + ReportStep.PATH);
    }

    Decision begin(String link, HttpServletRequest request) {
        var decision = decisions.changing(link, request.getRemoteAddr(), each -> each);
        var wait = searches.mustWait(request.getRemoteAddr());
        if (wait.isPresent()) throw new Refused("Many searches were begun from your network. Try again in %d minutes.".formatted(wait.get().toMinutes() + 1));
        searches.failed(request.getRemoteAddr());
        return decision;
    }

    @PostMapping("/report/cancellation")
    ModelAndView cancel(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.changing(link, request.getRemoteAddr(), each -> each);
        jobs.cancel(decision, Answers.SEARCHING);
        return Html.seeOther(decision.address() + ReportStep.PATH);
    }

    @GetMapping({"/report/file.html", "/report/file.pdf", "/report/file.json"})
    ResponseEntity<byte[]> file(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        var kind = request.getRequestURI().substring(request.getRequestURI().lastIndexOf('.') + 1);
        var type = switch (kind) {
            case "pdf" -> MediaType.APPLICATION_PDF;
            case "json" -> MediaType.APPLICATION_JSON;
            default -> MediaType.TEXT_HTML;
        };
        return attachment(decision, "report." + kind, type, answers.file(decision, kind).orElseThrow(() -> new NotFound("report", kind)));
    }

    // --- adopting

    @GetMapping("/adopt")
    ModelAndView adopt(@PathVariable String link, @RequestParam(defaultValue = Answers.RECOMMENDED) String plan, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        return Html.page("decide/report/adopt", AdoptPage.of(decision, wizards.at(decision, AdoptStep.PATH), plan, answers.drafted(decision, plan).orElse(null), clients(decision), this::seen));
    }

    /// Clients whose draft the one who asks may write.
    private List<Client> clients(Decision decision) {
        if (Tenancy.actor().isEmpty()) return List.of();
        var owner = decision.client();
        return directory.clients().stream().filter(decisions::mayKeepWith).filter(client -> owner == null || owner.id() == client.id()).toList();
    }

    private int seen(Client client) {
        return drafts.find(client.id()).map(draft -> draft.version()).orElse(0);
    }

    @GetMapping("/adopt/draft.yaml")
    ResponseEntity<byte[]> draft(@PathVariable String link, @RequestParam(defaultValue = Answers.RECOMMENDED) String plan, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        var drafted = answers.drafted(decision, plan).orElseThrow(() -> new NotFound("plan", plan));
        return attachment(decision, "agreement.yaml", MediaType.APPLICATION_YAML, drafted.text().getBytes(StandardCharsets.UTF_8));
    }

    /// @param seen the version of the client's draft that the page showed, 0 for none
    @PostMapping("/adopt")
    ModelAndView take(@PathVariable String link, @RequestParam String plan, @RequestParam String client, @RequestParam(defaultValue = "0") int seen, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        var actor = Tenancy.actor().orElseThrow(() -> new Refused("client", "Sign in to make it a client's draft, or download it."));
        var chosen = take(actor, decision, plan, client, seen);
        return Html.seeOther("/agreements/%s/draft".formatted(chosen.key()), "The plan is the draft now. Check it, change what you like, and propose it.");
    }

    /// @param seen null to write over whatever draft there is
    Client take(Actor actor, Decision decision, String plan, String client, @Nullable Integer seen) {
        var chosen = clients(decision).stream().filter(each -> each.key().equals(client)).findFirst().orElseThrow(() -> new NotFound("client", client));
        var drafted = answers.drafted(decision, plan).orElseThrow(() -> new NotFound("plan", plan));
        int next = agreements.inForce(chosen.id(), clock.instant()).map(signed -> signed.number() + 1).orElse(1);
        drafts.save(actor, chosen, "agreement: %s\nversion: %d\n%s".formatted(chosen.key(), next, drafted.text()), null, seen == null ? seen(chosen) : seen);
        return chosen;
    }

    private static ResponseEntity<byte[]> attachment(Decision decision, String name, MediaType type, byte[] body) {
        var plain = decision.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return ResponseEntity.ok().contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("%s-%s".formatted(plain.isEmpty() ? "your" : plain, name)).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }
}
