package demarc.app.decide.web;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.questionnaire.Answers;
import demarc.app.decide.questionnaire.AnswersFile;
import demarc.app.decide.questionnaire.AnswersFile.Written;
import demarc.app.decide.questionnaire.Assessment;
import demarc.app.decide.questionnaire.AssessmentJson;
import demarc.app.decide.questionnaire.Numbers;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Decisions of clients over REST: begun, answered, read, deleted. Their history and what it would mean have callers of their own.
@RestController
@RequestMapping("/api/v1/decisions")
class DecisionApi {

    record BeginJson(@Nullable String client, @Nullable String name) {}

    /// @param id      what its addresses end with
    /// @param answers as `demarc decide --answers` reads them
    record DecisionJson(String id, String client, String name, Instant changedAt, String answers, Map<String, Object> assessment) {}

    record ListedJson(String id, String client, String name, Instant changedAt) {}

    record ListJson(List<ListedJson> items) {}

    private final Decisions decisions;
    private final Directory directory;

    DecisionApi(Decisions decisions, Directory directory) {
        this.decisions = decisions;
        this.directory = directory;
    }

    /// Those of the clients you see, the last changed first, 100 at most.
    @GetMapping
    @Needs(Scope.AGREEMENTS_READ)
    ListJson list() {
        return new ListJson(decisions.ofClients().stream().map(each -> new ListedJson(each.link(), key(each), each.name(), each.changed())).toList());
    }

    @PostMapping
    @Needs(Scope.AGREEMENTS_WRITE)
    ResponseEntity<DecisionJson> begin(Actor actor, @RequestBody BeginJson begin, HttpServletRequest request) {
        var key = begin.client() == null ? "" : begin.client().strip();
        if (key.isEmpty()) throw new Refused("client", "Say whose decision it is: the client's key.");
        var client = directory.findClient(key).filter(decisions::mayKeepWith).orElseThrow(() -> new NotFound("client", key));
        var from = request.getRemoteAddr();
        var begun = decisions.begin(from, new Written(DecidePages.name(begin.name() == null ? "" : begin.name()), Answers.NONE, Numbers.NONE));
        var decision = decisions.give(begun.link(), from, actor, client);
        return ResponseEntity.created(URI.create("/api/v1/decisions/" + decision.link())).body(json(decision));
    }

    @GetMapping("/{link}")
    @Needs(Scope.AGREEMENTS_READ)
    DecisionJson get(@PathVariable String link, HttpServletRequest request) {
        return json(decisions.find(link, request.getRemoteAddr()));
    }

    /// The whole questionnaire as the file that `demarc decide --answers` reads, in YAML or JSON, in the place of what was answered before.
    @PutMapping("/{link}/answers")
    @Needs(Scope.AGREEMENTS_WRITE)
    DecisionJson answer(@PathVariable String link, @RequestBody(required = false) @Nullable String text, HttpServletRequest request) {
        decisions.changing(link, request.getRemoteAddr(), each -> each);
        try {
            return json(decisions.save(link, request.getRemoteAddr(), AnswersFile.read("answers", text == null ? "" : text)));
        } catch (AnswersFile.Unreadable e) {
            throw new Refused("answers", String.valueOf(e.getMessage()));
        }
    }

    @DeleteMapping("/{link}")
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String link, HttpServletRequest request) {
        decisions.delete(link, request.getRemoteAddr());
    }

    private static DecisionJson json(Decision decision) {
        var written = decision.written();
        return new DecisionJson(decision.link(), key(decision), decision.name(), decision.changed(), AnswersFile.write(written), AssessmentJson.of(decision.name(), Assessment.of(written.answers(), written.numbers())));
    }

    private static String key(Decision decision) {
        return decision.client() == null ? "" : decision.client().key();
    }
}
