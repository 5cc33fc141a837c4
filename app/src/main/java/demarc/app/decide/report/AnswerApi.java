package demarc.app.decide.report;

import demarc.app.agreement.Drafts;
import demarc.app.decide.Decisions;
import demarc.app.decide.WorkingJson;
import demarc.app.decide.Jobs;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.core.simulation.Estimate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a decision's history would mean, over REST: searched, stopped, read, adopted.
@RestController
@RequestMapping("/api/v1/decisions/{link}")
class AnswerApi {

    /// One figure in the place of an assumption; ends that are left out are the value itself.
    record AssumedJson(@Nullable Double value, @Nullable Double low, @Nullable Double high) {}

    /// @param quick       a twentieth of the search
    /// @param assumptions by their `key` in the report
    record SearchJson(@Nullable Boolean quick, @Nullable Map<String, AssumedJson> assumptions) {}

    /// @param plan the number of a dot of the frontier, or `recommended`
    record AdoptJson(@Nullable String plan) {}

    /// @param version of the draft that was written
    record AdoptedJson(String client, int version) {}

    private final Decisions decisions;
    private final ReportPages pages;
    private final Answers answers;
    private final Jobs jobs;
    private final Drafts drafts;

    AnswerApi(Decisions decisions, ReportPages pages, Answers answers, Jobs jobs, Drafts drafts) {
        this.decisions = decisions;
        this.pages = pages;
        this.answers = answers;
        this.jobs = jobs;
        this.drafts = drafts;
    }

    /// Begins a search; one that has not ended is stopped by it.
    @PostMapping("/search")
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    WorkingJson search(@PathVariable String link, @RequestBody SearchJson asked, HttpServletRequest request) {
        var before = answers.find(decisions.changing(link, request.getRemoteAddr(), each -> each)).map(Answers.Kept::assumptions).orElse(List.of());
        var replaced = asked.assumptions() == null ? Map.<String, Estimate>of() : replaced(asked.assumptions(), before);
        var decision = pages.begin(link, request);
        return WorkingJson.of(answers.start(decision, replaced, Boolean.TRUE.equals(asked.quick())));
    }

    private static Map<String, Estimate> replaced(Map<String, AssumedJson> assumptions, List<Answer.Assumption> known) {
        var replaced = new HashMap<String, Estimate>();
        assumptions.forEach((key, each) -> {
            if (known.stream().noneMatch(one -> key.equals(one.key())))
                throw new Refused("assumptions", known.isEmpty() ? "Search once without assumptions: the report then lists them with their keys." : "There is no assumption '%s'. The report lists them with their keys.".formatted(key));
            if (each == null || each.value() == null) throw new Refused("assumptions", "%s wants a value.".formatted(key));
            double value = each.value();
            double low = each.low() == null ? value : each.low();
            double high = each.high() == null ? value : each.high();
            if (!(low <= value && value <= high) || Math.abs(low) > 1e9 || Math.abs(high) > 1e9) throw new Refused("assumptions", "%s: low, value and high must not fall.".formatted(key));
            replaced.put(key, new Estimate(value, low, high, ScenarioForm.YOURS));
        });
        return replaced;
    }

    @GetMapping("/search")
    @Needs(Scope.AGREEMENTS_READ)
    WorkingJson state(@PathVariable String link, HttpServletRequest request) {
        return jobs.find(decisions.find(link, request.getRemoteAddr()), Answers.SEARCHING).map(WorkingJson::of).orElseThrow(() -> new NotFound("search", link));
    }

    @DeleteMapping("/search")
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@PathVariable String link, HttpServletRequest request) {
        jobs.cancel(decisions.changing(link, request.getRemoteAddr(), each -> each), Answers.SEARCHING);
    }

    /// What `demarc decide --history FILE --format json` prints.
    @GetMapping("/report")
    @Needs(Scope.AGREEMENTS_READ)
    ResponseEntity<byte[]> report(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answers.file(decision, "json").orElseThrow(() -> new NotFound("report", link)));
    }

    /// Makes a plan the draft of the client's next agreement.
    @PostMapping("/draft")
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.CREATED)
    AdoptedJson adopt(Actor actor, @PathVariable String link, @RequestBody(required = false) @Nullable AdoptJson adopt, HttpServletRequest request) {
        var decision = decisions.changing(link, request.getRemoteAddr(), each -> each);
        var owner = decision.client();
        if (owner == null) throw new Refused("client", "The decision belongs to no client yet, so there is nobody whose draft it could be.");
        var client = pages.take(actor, decision, adopt == null || adopt.plan() == null ? Answers.RECOMMENDED : adopt.plan(), owner.key(), null);
        return new AdoptedJson(client.key(), drafts.get(client.id()).version());
    }
}
