package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Drafts;
import demarc.app.agreement.Proof;
import demarc.app.agreement.Proposals;
import demarc.app.agreement.Signing;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Finding;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Comparing two texts, and signing one.
@Controller
public class SigningPages {

    private final Frames frames;
    private final Agreements agreements;
    private final Versions versions;
    private final VersionRows rows;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Signing signing;
    private final Authority authority;
    private final Reviews reviews;
    private final People people;
    private final Clock clock;

    SigningPages(Frames frames, Agreements agreements, Versions versions, VersionRows rows, Drafts drafts, Proposals proposals, Signing signing, Authority authority, Reviews reviews, People people, Clock clock) {
        this.frames = frames;
        this.agreements = agreements;
        this.versions = versions;
        this.rows = rows;
        this.drafts = drafts;
        this.proposals = proposals;
        this.signing = signing;
        this.authority = authority;
        this.reviews = reviews;
        this.people = people;
        this.clock = clock;
    }

    private record Side(String name, String text, @Nullable Agreement agreement) {}

    @GetMapping("/agreements/{key}/compare")
    public ModelAndView compare(Actor actor, @PathVariable String key, @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to) {
        var frame = frames.frame(actor, key, "versions", null);
        if (from.isEmpty() || to.isEmpty()) {
            // The newest two, as far as there are two.
            var newest = versions.of(frame.client().id()).stream().map(version -> String.valueOf(version.number())).toList();
            if (newest.isEmpty()) throw new NotFound("version of the agreement of", key);
            return Html.seeOther("/agreements/%s/compare?from=%s&to=%s".formatted(key, newest.get(Math.min(1, newest.size() - 1)), newest.getFirst()));
        }
        var older = side(frame.client(), from);
        var newer = side(frame.client(), to);
        var changes = older.agreement == null || newer.agreement == null ? null
                : Changes.between(older.name, older.agreement, newer.name, newer.agreement, YearMonth.from(newer.agreement.effective()));
        return Html.page("agreement/compare", new ComparePage(frame, from, to, older.name, newer.name, changes, LineDiff.between(older.text, newer.text)));
    }

    private Side side(Client client, String which) {
        if (which.equals("draft")) {
            var text = drafts.get(client.id()).text();
            var reading = proposals.read(client, text);
            return new Side("the draft", text, reading.isWhole() ? reading.agreement() : null);
        }
        if (!which.matches("\\d{1,7}")) throw new NotFound("version", which);
        var version = versions.get(client.id(), Integer.parseInt(which));
        var agreement = agreements.meaning(version).agreement();
        return new Side("version " + version.number(), agreement.text(), agreement);
    }

    @GetMapping("/agreements/{key}/versions/{number}/sign")
    public ModelAndView page(Actor actor, @PathVariable String key, @PathVariable int number) {
        return Html.page("agreement/sign", page(actor, key, number, null));
    }

    @PostMapping("/agreements/{key}/versions/{number}/signatures")
    public ModelAndView sign(Actor actor, @PathVariable String key, @PathVariable int number, @RequestParam String hash, @RequestParam String password, HttpServletRequest request) {
        var client = frames.client(actor, key);
        try {
            var signed = signing.sign(actor, client, number, hash, new Proof.Password(password, request.getRemoteAddr()));
            return Html.seeOther("/agreements/%s/versions".formatted(client.key()), signed.from() == null
                    ? "Signed for %s. Version %d now waits for the other side.".formatted(actor.party().name(), number)
                    : "Signed for %s. Every party has signed: version %d %s %s.".formatted(actor.party().name(), number, signed.from().isAfter(clock.instant()) ? "comes into force on" : "is in force since", States.moment(signed.from(), client.zone())));
        } catch (Refused refused) {
            return Html.page("agreement/sign", page(actor, key, number, refused.message()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/agreements/{key}/versions/{number}/withdrawal")
    public ModelAndView withdraw(Actor actor, @PathVariable String key, @PathVariable int number, @RequestParam String reason) {
        var client = frames.client(actor, key);
        try {
            signing.withdraw(actor, client, number, reason);
        } catch (Refused refused) {
            return Html.page("agreement/sign", page(actor, key, number, refused.message()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        return Html.seeOther("/agreements/%s/versions".formatted(client.key()), "Version %d is withdrawn. It stays on record.".formatted(number));
    }

    private SignPage page(Actor actor, String key, int number, @Nullable String problem) {
        var frame = frames.frame(actor, key, "versions", String.valueOf(number)).withoutNotice();
        var client = frame.client();
        var version = versions.get(client.id(), number);
        var agreement = frame.inForce().agreement();
        var names = rows.names(List.of(version));
        var shown = Objects.requireNonNull(frame.shown());
        var warnings = proposals.check(client, agreement).stream().filter(finding -> finding.severity() == Finding.Severity.WARNING).toList();
        var current = agreements.inForce(client.id(), clock.instant());
        boolean may = version.awaits(actor.party().id()) && authority.maySign(actor, client, actor.party().id());
        return new SignPage(frame, number, version.hash(), VersionRows.DAY.format(version.effective()), shown.state(), shown.tone(), shown.model(), names.getOrDefault(version.createdBy(), "Somebody"), version.note(),
                VersionRows.marks(client, version, names, people.parties()), FindingRow.of(warnings), version.isOpen() ? reviews.changes(client, agreement, "version " + number) : null,
                current.map(signed -> String.valueOf(signed.number())).orElse(null), may ? version.statement(actor.name(), actor.party().name(), client.name()) : null, why(actor, version),
                version.isOpen(), version.isOpen() && authority.mayDraft(actor, client) && version.parties().contains(actor.party().id()), comesIntoForce(version, client), problem);
    }

    private static String why(Actor actor, Version version) {
        if (!version.isOpen()) return "";
        if (!version.parties().contains(actor.party().id())) return "%s is no party to this version.".formatted(actor.party().name());
        if (version.signatureOf(actor.party().id()).isPresent()) return "%s has signed.".formatted(actor.party().name());
        return "A %s cannot sign for %s. %s can.".formatted(actor.role().label().toLowerCase(), actor.party().name(), actor.isProvider() ? "A service manager" : "An executive or an IT manager");
    }

    private String comesIntoForce(Version version, Client client) {
        return version.effectiveAt().isAfter(clock.instant()) ? "on %s, once every party has signed".formatted(States.moment(version.effectiveAt(), client.zone())) : "with the last signature, since its date has passed";
    }
}
