package demarc.app.agreement.web;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Drafts;
import demarc.app.agreement.Holders;
import demarc.app.agreement.Question;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Templates;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Reading agreements: the list, and the tabs of one.
@Controller
@Transactional(readOnly = true)
public class AgreementPages {

    private final Frames frames;
    private final Directory directory;
    private final Agreements agreements;
    private final Versions versions;
    private final Drafts drafts;
    private final Authority authority;
    private final Holders holders;
    private final VersionRows versionRows;
    private final Clock clock;

    AgreementPages(Frames frames, Directory directory, Agreements agreements, Versions versions, Drafts drafts, Authority authority, Holders holders, VersionRows versionRows, Clock clock) {
        this.frames = frames;
        this.directory = directory;
        this.agreements = agreements;
        this.versions = versions;
        this.drafts = drafts;
        this.authority = authority;
        this.holders = holders;
        this.versionRows = versionRows;
        this.clock = clock;
    }

    @GetMapping("/agreements")
    public ModelAndView list(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Agreements are for those who look after IT. Ask for help on your own page.");
        var open = versions.open().stream().collect(Collectors.groupingBy(Version::clientId));
        var drafted = drafts.clients();
        return Html.page("agreement/list", new ListPage(directory.clients().stream().map(client -> row(actor, client, open.getOrDefault(client.id(), List.of()), drafted.contains(client.id()))).toList()));
    }

    private ListPage.Row row(Actor actor, Client client, List<Version> open, boolean drafted) {
        var now = clock.instant();
        var current = agreements.inForce(client.id(), now).orElse(null);
        var next = agreements.next(client.id(), now).orElse(null);
        var waiting = open.stream().filter(version -> version.awaits(actor.party().id()) && authority.maySign(actor, client, actor.party().id())).findFirst();
        return new ListPage.Row(client.key(), client.name(),
                current == null ? "" : Frame.inWords(current.inForce().agreement().model()),
                current == null ? null : "Version %d, since %s".formatted(current.number(), States.moment(current.from(), client.zone())),
                next == null ? null : "Version %d from %s".formatted(next.number(), States.moment(next.from(), client.zone())),
                open.isEmpty() ? null : open.getFirst().number(), waiting.map(Version::number).orElse(null), drafted, authority.mayDraft(actor, client),
                current == null ? List.of() : shares(current.inForce().agreement()));
    }

    private static List<ListPage.Share> shares(Agreement agreement) {
        var activities = agreement.services().values().stream().flatMap(service -> service.activities().values().stream()).toList();
        return Sides.of(agreement).all().stream().map(side -> {
            int count = (int) activities.stream().filter(activity -> activity.accountable().stream().anyMatch(claim -> claim.party().key().equals(side.key()))).count();
            return new ListPage.Share(side, count, Math.round(count * 100f / Math.max(1, activities.size())));
        }).filter(share -> share.count() > 0).toList();
    }

    @GetMapping("/agreements/{client}")
    public ModelAndView start(Actor actor, @PathVariable String client) {
        var frame = frames.frame(actor, client, "matrix", null);
        if (frame.shown() != null) return Html.seeOther(frame.path() + "/matrix");
        return frame.hasDraft() && frame.mayDraft() ? Html.seeOther(frame.path() + "/draft") : Html.seeOther(frame.path() + "/versions");
    }

    @GetMapping("/agreements/{client}/matrix")
    public ModelAndView matrix(Actor actor, @PathVariable String client, @Nullable String version, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String party,
            @RequestParam(defaultValue = "") String service, @RequestParam(defaultValue = "false") boolean open, @RequestHeader(name = "HX-Target", defaultValue = "") String target) {
        var frame = shown(actor, client, "matrix", version);
        var page = MatrixPage.of(frame, new MatrixPage.Filter(q, party, service, open));
        return Html.page(target.equals("matrix") ? "agreement/matrix-body" : "agreement/matrix", page);
    }

    @GetMapping("/agreements/{client}/week")
    public ModelAndView week(Actor actor, @PathVariable String client, @Nullable String version, @RequestParam(defaultValue = "P2") String priority, @Nullable String site, @Nullable String service) {
        return Html.page("agreement/week", WeekPage.of(shown(actor, client, "week", version), Question.priority(priority), site, service, clock.instant()));
    }

    @GetMapping("/agreements/{client}/promises")
    public ModelAndView promises(Actor actor, @PathVariable String client, @Nullable String version) {
        var frame = shown(actor, client, "promises", version);
        return Html.page("agreement/promises", TermsPage.of(frame, holders.of(frame.client(), frame.inForce().agreement())));
    }

    @GetMapping("/agreements/{client}/fees")
    public ModelAndView fees(Actor actor, @PathVariable String client, @Nullable String version, @RequestParam Map<String, String> asked) {
        var frame = shown(actor, client, "fees", version);
        return Html.page("agreement/fees", FeesPage.of(frame, asked, YearMonth.from(LocalDate.ofInstant(clock.instant(), frame.client().zone()))));
    }

    @GetMapping("/agreements/{client}/text")
    public ModelAndView text(Actor actor, @PathVariable String client, @Nullable String version) {
        return Html.page("agreement/text", TextPage.of(shown(actor, client, "text", version)));
    }

    @GetMapping("/agreements/{client}/versions")
    public ModelAndView versions(Actor actor, @PathVariable String client) {
        var frame = frames.frame(actor, client, "versions", null);
        return Html.page("agreement/versions", new VersionsPage(frame, versionRows.of(actor, frame.client())));
    }

    @GetMapping("/agreements/{client}/ask")
    public ModelAndView ask(Actor actor, @PathVariable String client, @Nullable String version, @RequestParam(defaultValue = "") String activity, @RequestParam(defaultValue = "P3") String priority,
            @RequestParam(defaultValue = "") String site, @RequestParam(defaultValue = "") String at) {
        var frame = shown(actor, client, "ask", version);
        var agreement = frame.inForce().agreement();
        var sides = Sides.of(agreement);
        @Nullable String problem = null;
        AskPage.@Nullable Answer answer = null;
        var when = clock.instant();
        if (!activity.isBlank()) {
            try {
                when = Question.instant(at, agreement.zone(), when);
                answer = new Asking(Question.of(frame.inForce(), activity.strip(), priority, site, when, false), lines(frame), sides, holders.of(frame.client(), agreement)).answer();
            } catch (Refused refused) {
                problem = refused.message();
            }
        }
        var field = problem == null ? Asking.FIELD.format(when.atZone(agreement.zone())) : at;
        return Html.page("agreement/ask", new AskPage(frame, sides, List.copyOf(agreement.services().values()), List.copyOf(agreement.sites().values()), activity, priority, site, field, agreement.zone().getId(), problem, answer));
    }

    @GetMapping("/templates/{*name}")
    public ModelAndView template(Actor actor, @PathVariable String name) {
        if (!actor.seesAgreements()) throw new NotFound("template", name);
        var bare = name.substring(1);
        if (!Templates.names().contains(bare) && !bare.equals("common")) throw new NotFound("template", bare);
        return Html.page("agreement/template", TemplatePage.of(bare));
    }

    /// Where there is nothing to show yet, the versions tab says what to do.
    private Frame shown(Actor actor, String client, String tab, @Nullable String version) {
        var frame = frames.frame(actor, client, tab, version);
        if (frame.shown() == null)
            throw new Refused("draft".equals(version) ? "The draft has mistakes that leave its meaning open. Mend them in the editor first." : "%s has no agreement yet.".formatted(frame.client().name()));
        return frame;
    }

    private static Lines lines(Frame frame) {
        return java.util.Objects.requireNonNull(frame.shown()).lines(frame.client());
    }
}
