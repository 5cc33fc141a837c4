package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.core.agreement.Finding;
import demarc.core.agreement.Place;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Agreements over REST. A repeated signature answers like the first; a draft is saved only over the version its writer read.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.AGREEMENTS_READ)
class AgreementApi {

    private final Directory directory;
    private final Agreements agreements;
    private final Versions versions;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Signing signing;
    private final Authority authority;
    private final Clock clock;

    AgreementApi(Directory directory, Agreements agreements, Versions versions, Drafts drafts, Proposals proposals, Signing signing, Authority authority, Clock clock) {
        this.directory = directory;
        this.agreements = agreements;
        this.versions = versions;
        this.drafts = drafts;
        this.proposals = proposals;
        this.signing = signing;
        this.authority = authority;
        this.clock = clock;
    }

    /// @param inForceFrom null until every party has signed
    record VersionJson(int version, String state, String hash, LocalDate effective, @Nullable Instant inForceFrom, Instant proposedAt, @Nullable String proposedBy, String note, List<SignatureJson> signatures, List<String> awaits, @Nullable String withdrawn) {}

    record SignatureJson(@Nullable String party, @Nullable String person, Instant at, String hash, String statement) {}

    record InForceJson(String client, String model, VersionJson version, String text) {}

    /// @param text of the draft
    record DraftJson(int draft, long errors, long warnings, boolean mayBeProposed, List<FindingJson> findings, String text) {}

    record FindingJson(String file, int line, int column, String code, String severity, String message, @Nullable String witness, @Nullable String hint, List<NoteJson> related) {}

    record NoteJson(String file, int line, int column, String message) {}

    record DraftText(@Nullable String text) {}

    record Proposal(@Nullable Boolean acknowledgeWarnings, @Nullable String note) {}

    /// @param password needed in a browser's session; a token signs by its scope
    record SignatureRequest(@Nullable String hash, @Nullable String password) {}

    record Items<T>(List<T> items, @Nullable String next) {}

    @GetMapping("/clients/{key}/agreement")
    InForceJson inForce(Actor actor, @PathVariable String key, @RequestParam(required = false) @Nullable String at) {
        var client = client(actor, key);
        var signed = inForce(client, at);
        var agreement = signed.inForce().agreement();
        return new InForceJson(client.key(), agreement.model().name().toLowerCase(Locale.ROOT).replace('_', '-'), json(client).of(versions.get(client.id(), signed.number())), agreement.text());
    }

    @GetMapping("/clients/{key}/agreement/versions")
    Items<VersionJson> versions(Actor actor, @PathVariable String key) {
        var client = client(actor, key);
        var json = json(client);
        return new Items<>(versions.of(client.id()).stream().map(json::of).toList(), null);
    }

    @GetMapping("/clients/{key}/agreement/draft")
    ResponseEntity<DraftJson> draft(Actor actor, @PathVariable String key) {
        var client = client(actor, key);
        return answer(client, drafts.find(client.id()).orElseThrow(() -> new NotFound("draft", key)));
    }

    @PutMapping(path = "/clients/{key}/agreement/draft", consumes = "application/json")
    @Needs(Scope.AGREEMENTS_WRITE)
    ResponseEntity<DraftJson> save(Actor actor, @PathVariable String key, @RequestBody DraftText draft, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String read) {
        return saveText(actor, key, required("text", draft.text()), read);
    }

    @PutMapping(path = "/clients/{key}/agreement/draft", consumes = {"text/yaml", "application/yaml", "text/plain"})
    @Needs(Scope.AGREEMENTS_WRITE)
    ResponseEntity<DraftJson> saveText(Actor actor, @PathVariable String key, @RequestBody(required = false) @Nullable String text, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String read) {
        var client = client(actor, key);
        return answer(client, drafts.save(actor, client, text == null ? "" : text, null, seen(read).orElse(0)));
    }

    @PostMapping("/clients/{key}/agreement/versions")
    @Needs(Scope.AGREEMENTS_WRITE)
    ResponseEntity<VersionJson> propose(Actor actor, @PathVariable String key, @RequestBody(required = false) @Nullable Proposal proposal, @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String read) {
        var client = client(actor, key);
        var seen = seen(read).orElseGet(() -> drafts.find(client.id()).map(Draft::version).orElseThrow(() -> new NotFound("draft", key)));
        boolean acknowledged = proposal != null && Boolean.TRUE.equals(proposal.acknowledgeWarnings());
        var version = proposals.propose(actor, client, seen, acknowledged, proposal == null || proposal.note() == null ? "" : proposal.note());
        return ResponseEntity.created(URI.create("/api/v1/clients/%s/agreement/versions/%d".formatted(client.key(), version.number()))).body(json(client).of(version));
    }

    @GetMapping("/clients/{key}/agreement/versions/{number}")
    VersionJson version(Actor actor, @PathVariable String key, @PathVariable int number) {
        var client = client(actor, key);
        return json(client).of(versions.get(client.id(), number));
    }

    @GetMapping(path = "/clients/{key}/agreement/versions/{number}/text", produces = "text/yaml;charset=UTF-8")
    String text(Actor actor, @PathVariable String key, @PathVariable int number) {
        return versions.text(client(actor, key).id(), number);
    }

    @PostMapping("/clients/{key}/agreement/{number}/signatures")
    @Needs(Scope.AGREEMENTS_SIGN)
    ResponseEntity<VersionJson> sign(Actor actor, @PathVariable String key, @PathVariable int number, @RequestBody SignatureRequest signature, HttpServletRequest request) {
        var client = client(actor, key);
        var hash = required("hash", signature.hash());
        var known = versions.get(client.id(), number).signatureOf(actor.party().id());
        if (known.isPresent() && known.get().personId() == actor.personId() && known.get().hash().equals(hash)) return ResponseEntity.ok(json(client).of(versions.get(client.id(), number)));
        var proof = signature.password() == null && request.getHeader(HttpHeaders.AUTHORIZATION) != null
                ? new Proof.Token(request.getRemoteAddr())
                : new Proof.Password(signature.password() == null ? "" : signature.password(), request.getRemoteAddr());
        var signed = signing.sign(actor, client, number, hash, proof);
        return ResponseEntity.status(HttpStatus.CREATED).body(json(client).of(signed));
    }

    record Withdrawal(@Nullable String reason) {}

    @PostMapping("/clients/{key}/agreement/{number}/withdrawal")
    @Needs(Scope.AGREEMENTS_WRITE)
    ResponseEntity<VersionJson> withdraw(Actor actor, @PathVariable String key, @PathVariable int number, @RequestBody Withdrawal withdrawal) {
        var client = client(actor, key);
        var withdrawn = signing.withdraw(actor, client, number, required("reason", withdrawal.reason()));
        return ResponseEntity.status(HttpStatus.CREATED).body(json(client).of(withdrawn));
    }

    /// One case: who, by when, who decides, and the line that says so.
    @GetMapping("/who")
    Map<String, @Nullable Object> who(Actor actor, @RequestParam String client, @RequestParam String activity, @RequestParam(defaultValue = "P3") String priority, @RequestParam(required = false) @Nullable String site, @RequestParam(required = false) @Nullable String at, @RequestParam(defaultValue = "false") boolean request) {
        var found = client(actor, client);
        var signed = inForce(found, at);
        var question = Question.of(signed.inForce(), activity, priority, site, Question.instant(at, found.zone(), clock.instant()), request);
        var json = question.json();
        json.put("version", signed.number());
        return json;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> overtaken(Overtaken overtaken, HttpServletRequest request) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.PRECONDITION_FAILED, request.getHeader(HttpHeaders.IF_MATCH) != null ? overtaken.message()
                : "There is a draft already. Read it, and name the version you read: If-Match: %s".formatted(tag(overtaken.theirs())));
        problem.setTitle("Changed meanwhile");
        problem.setProperty("draft", overtaken.theirs().version());
        return ResponseEntity.status(HttpStatus.PRECONDITION_FAILED).eTag(tag(overtaken.theirs())).body(problem);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) throw new Refused(field, "'%s' is missing.".formatted(field));
        return value;
    }

    private Client client(Actor actor, String key) {
        var client = directory.findClient(key).orElseThrow(() -> new NotFound("client", key));
        if (!authority.mayRead(actor, client.id())) throw new NotFound("client", key);
        return client;
    }

    private Signed inForce(Client client, @Nullable String at) {
        return agreements.inForce(client.id(), Question.instant(at, client.zone(), clock.instant()))
                .orElseThrow(() -> new NotFound("agreement in force", at == null ? client.key() : client.key() + " at " + at));
    }

    /// The draft's version in `If-Match: "3"`.
    private static Optional<Integer> seen(@Nullable String header) {
        if (header == null || header.isBlank()) return Optional.empty();
        var tag = header.strip().replaceFirst("^W/", "").replace("\"", "");
        if (!tag.matches("\\d{1,9}")) throw new Refused("If-Match", "If-Match is the draft's ETag, such as \"3\"; '%s' is not.".formatted(header));
        return Optional.of(Integer.parseInt(tag));
    }

    private static String tag(Draft draft) {
        return "\"" + draft.version() + "\"";
    }

    private ResponseEntity<DraftJson> answer(Client client, Draft draft) {
        var reading = proposals.read(client, draft.text());
        return ResponseEntity.ok().eTag(tag(draft))
                .body(new DraftJson(draft.version(), reading.errors(), reading.warnings(), reading.mayBeProposed(), reading.findings().stream().map(AgreementApi::json).toList(), draft.text()));
    }

    private static FindingJson json(Finding finding) {
        var at = finding.at();
        return new FindingJson(at.file(), at.line(), at.column(), finding.code(), finding.severity().name().toLowerCase(Locale.ROOT), finding.message(), finding.witness(), finding.hint(),
                finding.related().stream().map(related -> note(related.at(), related.note())).toList());
    }

    private static NoteJson note(Place at, String message) {
        return new NoteJson(at.file(), at.line(), at.column(), message);
    }

    private Rendering json(Client client) {
        var parties = directory.parties().stream().collect(Collectors.toMap(Party::id, Party::key));
        return new Rendering(parties, clock.instant(), agreements.inForce(client.id(), clock.instant()).map(Signed::versionId).orElse(null));
    }

    /// Turns versions into JSON with the keys of the parties the caller may know.
    private final class Rendering {
        private final Map<Integer, String> parties;
        private final Instant now;
        private final @Nullable Long current;

        Rendering(Map<Integer, String> parties, Instant now, @Nullable Long current) {
            this.parties = parties;
            this.now = now;
            this.current = current;
        }

        VersionJson of(Version version) {
            var withdrawal = version.withdrawal();
            return new VersionJson(version.number(), version.state(now, current).name().toLowerCase(Locale.ROOT).replace('_', '-'), version.hash(), version.effective(), version.from(), version.createdAt(), name(version.createdBy()), version.note(),
                    version.signatures().stream().map(signature -> new SignatureJson(parties.get(signature.partyId()), name(signature.personId()), signature.at(), signature.hash(), signature.statement())).toList(),
                    version.parties().stream().filter(version::awaits).map(party -> parties.getOrDefault(party, "another party")).toList(), withdrawal == null ? null : withdrawal.reason());
        }

        private @Nullable String name(int person) {
            return directory.findPerson(person).map(found -> found.name()).orElse(null);
        }
    }
}
