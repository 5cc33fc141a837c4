package demarc.app.decide.web;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Wizards;
import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.decide.questionnaire.Questionnaire;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Html;
import demarc.app.platform.Paper;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The questionnaire and its result. Nobody needs an account: the link is the key.
@Controller
public class DecidePages {

    private static final String LINK = "/decide/at/{link}";
    private static final int LONGEST_NAME = 120;

    private final Decisions decisions;
    private final Wizards wizards;
    private final Directory directory;

    DecidePages(Decisions decisions, Wizards wizards, Directory directory) {
        this.decisions = decisions;
        this.wizards = wizards;
        this.directory = directory;
    }

    /// The secret in the address must not travel on, nor lie in a search engine.
    @ModelAttribute void keepOutOfIndexes(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    @GetMapping("/decide")
    ModelAndView start() {
        return Html.page("decide/start", StartPage.of(Tenancy.actor().isPresent() ? decisions.ofClients() : List.of(), clients()));
    }

    /// With whom the viewer may keep a decision.
    private List<Client> clients() {
        return Tenancy.actor().isEmpty() ? List.of() : directory.clients().stream().filter(decisions::mayKeepWith).toList();
    }

    @PostMapping("/decide")
    ModelAndView begin(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String client, HttpServletRequest request) {
        var owner = client.isEmpty() ? null : clients().stream().filter(each -> each.key().equals(client)).findFirst().orElseThrow(() -> new Refused("client", "There is no client '%s' that you could keep a decision with.".formatted(client)));
        var decision = decisions.begin(request.getRemoteAddr(), new Written(name(name), Answers.NONE, Numbers.NONE));
        if (owner != null) decision = decisions.give(decision.link(), request.getRemoteAddr(), Tenancy.actor().orElseThrow(), owner);
        return Html.seeOther(decision.address());
    }

    @GetMapping(LINK)
    ModelAndView questions(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        return Html.page("decide/questions", QuestionsPage.of(decision, wizards.at(decision, ""), decisions.mayChange(decision)));
    }

    /// Every answer there is comes each time; htmx sends them at each change and swaps what they say.
    @PostMapping(LINK + "/answers")
    ModelAndView answer(@PathVariable String link, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var before = decisions.find(link, request.getRemoteAddr()).written();
        var written = new Written(name(form.getOrDefault("name", "")), answers(form), before.numbers());
        var decision = decisions.save(link, request.getRemoteAddr(), written);
        if (request.getHeader("HX-Request") == null) return Html.seeOther(decision.address() + "/result");
        return Html.page("decide/live", QuestionsPage.of(decision, wizards.at(decision, ""), true));
    }

    @GetMapping(LINK + "/result")
    ModelAndView result(@PathVariable String link, HttpServletRequest request) {
        return Html.page("decide/result", page(decisions.find(link, request.getRemoteAddr()), NumbersForm.NONE));
    }

    @PostMapping(LINK + "/numbers")
    ModelAndView numbers(@PathVariable String link, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        var typed = NumbersForm.read(form);
        if (!typed.problems().isEmpty()) return Html.page("decide/result", page(decision, typed), HttpStatus.UNPROCESSABLE_CONTENT);
        decisions.save(link, request.getRemoteAddr(), new Written(decision.written().name(), decision.written().answers(), typed.numbers()));
        return Html.seeOther(decision.address() + "/result#cost");
    }

    @GetMapping(LINK + "/result.pdf")
    ResponseEntity<byte[]> pdf(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        return file(decision, "pdf", MediaType.APPLICATION_PDF, Paper.pdf("decide/pdf", page(decision, NumbersForm.NONE)));
    }

    @GetMapping(LINK + "/answers.yaml")
    ResponseEntity<byte[]> answersFile(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        return file(decision, "yaml", MediaType.APPLICATION_YAML, AnswersFile.write(decision.written()).getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(LINK + "/client")
    ModelAndView give(@PathVariable String link, @RequestParam(defaultValue = "") String client, HttpServletRequest request) {
        var actor = Tenancy.actor().orElseThrow(() -> new Refused("client", "Sign in to keep a decision with a client."));
        var decision = decisions.give(link, request.getRemoteAddr(), actor, directory.client(client));
        return Html.seeOther(decision.address() + "/result", "Kept with the client. The private link no longer works.");
    }

    @PostMapping(LINK + "/deletion")
    ModelAndView delete(@PathVariable String link, HttpServletRequest request) {
        decisions.delete(link, request.getRemoteAddr());
        return Html.seeOther("/decide", "The decision is deleted, with everything that hung on it.");
    }

    @GetMapping("/decide/templates/{*name}")
    ModelAndView template(@PathVariable String name) {
        return Html.page("decide/template", Cut.page(name.substring(1)));
    }

    private ResultPage page(Decision decision, NumbersForm typed) {
        var clients = decision.isAnonymous() ? clients() : List.<Client>of();
        return ResultPage.of(decision, wizards.at(decision, ""), wizards.after("").orElse(null), typed, decisions.mayChange(decision), clients);
    }

    private static ResponseEntity<byte[]> file(Decision decision, String kind, MediaType type, byte[] body) {
        var plain = decision.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return ResponseEntity.ok().contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename("%s-decision.%s".formatted(plain.isEmpty() ? "your" : plain, kind)).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store").header("X-Robots-Tag", "noindex, nofollow").body(body);
    }

    static String name(String name) {
        var stripped = name.strip();
        if (stripped.length() > LONGEST_NAME) throw new Refused("name", "The name has %,d characters; %d is the most.".formatted(stripped.length(), LONGEST_NAME));
        return stripped;
    }

    private static Answers answers(Map<String, String> form) {
        var answers = Answers.NONE.planningToHire("yes".equals(form.get("hire")));
        for (var question : Questionnaire.get().questions()) {
            var chosen = form.getOrDefault(question.id(), "0");
            if (!chosen.matches("[0-9]") || chosen.charAt(0) - '0' > question.options().size())
                throw new Refused(question.id(), "%s has no answer '%s'. Choose one of those shown.".formatted(question.id(), chosen.length() > 20 ? chosen.substring(0, 20) + "…" : chosen));
            answers = answers.with(question, chosen.charAt(0) - '0');
        }
        return answers;
    }
}
