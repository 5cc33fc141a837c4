package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Draft;
import demarc.app.agreement.Drafts;
import demarc.app.agreement.Overtaken;
import demarc.app.agreement.Proposals;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.core.agreement.Templates;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Writing: where a draft begins, the editor with its findings, and the proposal.
@Controller
public class DraftPages {

    private final Frames frames;
    private final Directory directory;
    private final Agreements agreements;
    private final Versions versions;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Authority authority;
    private final Reviews reviews;
    private final People people;
    private final Clock clock;

    DraftPages(Frames frames, Directory directory, Agreements agreements, Versions versions, Drafts drafts, Proposals proposals, Authority authority, Reviews reviews, People people, Clock clock) {
        this.frames = frames;
        this.directory = directory;
        this.agreements = agreements;
        this.versions = versions;
        this.drafts = drafts;
        this.proposals = proposals;
        this.authority = authority;
        this.reviews = reviews;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/agreements/{key}/draft/start")
    public ModelAndView start(Actor actor, @PathVariable String key) {
        var client = writable(actor, key);
        if (drafts.find(client.id()).isPresent()) return Html.seeOther(path(client));
        return Html.page("agreement/start", new StartPage(client, directory.providersOf(client.id()), newest(client), TemplatePage.CARDS));
    }

    /// Begins a draft from a shipped template, or from a version.
    @PostMapping("/agreements/{key}/draft/start")
    public ModelAndView begin(Actor actor, @PathVariable String key, @RequestParam(defaultValue = "") String template, @Nullable Integer version) {
        var client = writable(actor, key);
        if (drafts.find(client.id()).isPresent()) return Html.seeOther(path(client), "There is a draft already.");
        if (version != null) drafts.save(actor, client, FirstText.next(versions.text(client.id(), version), next(client), tomorrow(client)), version, 0);
        else if (Templates.names().contains(template)) drafts.save(actor, client, FirstText.of(client, directory.providersOf(client.id()), template, next(client), tomorrow(client)), null, 0);
        else throw new Refused("template", "There is no template '%s'.".formatted(template));
        return Html.seeOther(path(client));
    }

    @GetMapping("/agreements/{key}/draft")
    public ModelAndView edit(Actor actor, @PathVariable String key) {
        var client = writable(actor, key);
        var draft = drafts.find(client.id());
        return draft.isEmpty() ? Html.seeOther(path(client) + "/start") : Html.page("agreement/editor", page(client, draft.get().text(), draft.get(), null, null));
    }

    /// The findings of a text as it is being typed; nothing is saved.
    @PostMapping("/agreements/{key}/draft/findings")
    public ModelAndView findings(Actor actor, @PathVariable String key, @RequestParam String text) {
        var client = writable(actor, key);
        if (text.length() > Drafts.LONGEST) throw new Refused("text", "The text has %,d characters; a draft holds %,d.".formatted(text.length(), Drafts.LONGEST));
        return Html.page("agreement/findings", reviews.of(client, text));
    }

    /// @param then what the author pressed: `save`, `check` or `propose`
    @PostMapping("/agreements/{key}/draft")
    public ModelAndView save(Actor actor, @PathVariable String key, @RequestParam String text, @RequestParam int seen, @RequestParam(defaultValue = "save") String then,
            @RequestParam(defaultValue = "false") boolean acknowledged, @RequestParam(defaultValue = "") String note) {
        var client = writable(actor, key);
        if (then.equals("check")) {
            var draft = drafts.get(client.id());
            return Html.page("agreement/editor", page(client, text, draft.version() == seen ? draft : new Draft(client.id(), text, draft.basedOn(), seen, draft.updatedBy(), draft.updatedAt()), null, null));
        }
        Draft saved;
        try {
            saved = drafts.save(actor, client, text, null, seen);
        } catch (Overtaken overtaken) {
            var theirs = overtaken.theirs();
            var conflict = new EditorPage.Conflict(name(theirs.updatedBy()), theirs.text(), LineDiff.between(theirs.text(), text.replace("\r\n", "\n")));
            // Saving again after having seen theirs is a decision, and is then taken as one.
            return Html.page("agreement/editor", page(client, text, theirs, overtaken.message(), conflict), HttpStatus.CONFLICT);
        }
        if (!then.equals("propose")) return Html.seeOther(path(client), "Saved.");
        try {
            var version = proposals.propose(actor, client, saved.version(), acknowledged, note);
            return Html.seeOther("/agreements/%s/versions/%d/sign".formatted(client.key(), version.number()), "Version %d is proposed. It comes into force once every party has signed it.".formatted(version.number()));
        } catch (Refused refused) {
            return Html.page("agreement/editor", page(client, saved.text(), saved, refused.message(), null), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/agreements/{key}/draft/discard")
    public ModelAndView discard(Actor actor, @PathVariable String key, @RequestParam int seen) {
        var client = writable(actor, key);
        drafts.discard(actor, client, seen);
        return Html.seeOther("/agreements/" + client.key(), "The draft is discarded.");
    }

    private EditorPage page(Client client, String text, Draft draft, @Nullable String problem, EditorPage.@Nullable Conflict theirs) {
        var saved = "Saved by %s, %s".formatted(name(draft.updatedBy()), Asking.moment(draft.updatedAt(), client.zone()));
        return new EditorPage(client, text, draft.version(), saved, (int) text.lines().count() + 1, problem, theirs, reviews.of(client, text));
    }

    private Client writable(Actor actor, String key) {
        var client = frames.client(actor, key);
        if (!authority.mayDraft(actor, client)) throw new Forbidden("A %s reads agreements but does not write them. A service manager, an IT manager or an executive does.".formatted(actor.role().label().toLowerCase()));
        return client;
    }

    private String name(int personId) {
        return people.names(List.of(personId)).getOrDefault(personId, "somebody");
    }

    private @Nullable Integer newest(Client client) {
        var current = agreements.inForce(client.id(), clock.instant());
        if (current.isPresent()) return current.get().number();
        return versions.of(client.id()).stream().filter(version -> version.withdrawal() == null).map(Version::number).findFirst().orElse(null);
    }

    private int next(Client client) {
        return versions.of(client.id()).stream().mapToInt(Version::number).max().orElse(0) + 1;
    }

    private LocalDate tomorrow(Client client) {
        return LocalDate.ofInstant(clock.instant(), client.zone()).plusDays(1);
    }

    private static String path(Client client) {
        return "/agreements/" + client.key() + "/draft";
    }
}
