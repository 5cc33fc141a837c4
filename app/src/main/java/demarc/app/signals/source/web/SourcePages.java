package demarc.app.signals.source.web;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.SourceKinds;
import demarc.app.signals.Sources;
import demarc.app.signals.source.SourceSecrets;
import demarc.app.signals.tell.Words;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Sources, for people.
@Controller
public class SourcePages {
    private static final int EACH = 100;
    private static final int TOLD = 30;
    static final String PLACEHOLDER = "THE-KEY-OF-THIS-SOURCE";

    private final Sources sources;
    private final SourceKinds kinds;
    private final Keeping keeping;
    private final SourceSecrets secrets;
    private final Directory directory;
    private final SourceLines rows;
    private final Conditions conditions;
    private final Words words;
    private final TransactionTemplate transaction;

    SourcePages(Sources sources, SourceKinds kinds, Keeping keeping, SourceSecrets secrets, Directory directory, SourceLines rows, Conditions conditions, Words words, TransactionTemplate transaction) {
        this.sources = sources;
        this.kinds = kinds;
        this.keeping = keeping;
        this.secrets = secrets;
        this.directory = directory;
        this.rows = rows;
        this.conditions = conditions;
        this.words = words;
        this.transaction = transaction;
    }

    @GetMapping("/signals/sources")
    ModelAndView list(@RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String cursor, Actor actor) {
        staff(actor);
        var page = sources.page(actor, client.isEmpty() ? null : client, cursor, EACH);
        var next = page.next() == null ? null : "/signals/sources?cursor=%s%s".formatted(page.next(), client.isEmpty() ? "" : "&client=" + client);
        return Html.page("signals/sources/list", new SourcesPage(rows.of(page.items()), directory.clientsSeenBy(actor), client, rows.cards(), next, mayKeep(actor), rows.listening()));
    }

    @GetMapping("/signals/sources/new")
    ModelAndView choose(@RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String kind, Actor actor) {
        mustKeep(actor);
        return Html.page("signals/sources/new", fresh(actor, new SourcePage.Form(kind, client, null, null, null, null, quiet(kinds.find(kind)), null, null, null, null), Map.of()));
    }

    @PostMapping("/signals/sources")
    ModelAndView add(@ModelAttribute SourcePage.Form form, Actor actor, HttpServletRequest request) {
        mustKeep(actor);
        try {
            var made = transaction.execute(_ -> {
                var with = sources.create(actor, form.said(form.client()), wanted(form));
                if (!form.said(form.secret()).isBlank()) secrets.keep(actor, with.source(), form.said(form.secret()));
                return with;
            });
            return Html.page("signals/sources/source", page(actor, made.source(), made.key(), null, Map.of(), request), HttpStatus.CREATED);
        } catch (Refused refused) {
            return Html.page("signals/sources/new", fresh(actor, form, refused.byField()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/signals/sources/{source}")
    ModelAndView source(@PathVariable("source") long id, Actor actor, HttpServletRequest request) {
        staff(actor);
        return Html.page("signals/sources/source", page(actor, sources.get(actor, id), null, null, Map.of(), request));
    }

    /// Where tools lead that know a condition only by the name they gave it.
    @GetMapping("/signals/sources/{source}/condition")
    ModelAndView condition(@PathVariable("source") long id, @RequestParam(defaultValue = "") String key, Actor actor) {
        staff(actor);
        var condition = conditions.find(sources.get(actor, id), key).orElseThrow(() -> new NotFound("condition", key));
        return Html.seeOther("/signals/conditions/" + condition.id());
    }

    @PostMapping("/signals/sources/{source}/told/retries")
    ModelAndView tellAgain(@PathVariable("source") long id, Actor actor) {
        var tried = words.retry(actor, sources.get(actor, id));
        return Html.seeOther("/signals/sources/" + id + "#told", tried == 0 ? "Nothing waits to be told." : "Tried again now.");
    }

    @PostMapping("/signals/sources/{source}")
    ModelAndView change(@PathVariable("source") long id, @ModelAttribute SourcePage.Form form, Actor actor, HttpServletRequest request) {
        var before = sources.get(actor, id);
        try {
            transaction.executeWithoutResult(_ -> {
                sources.change(actor, id, wanted(form));
                if (!form.said(form.secret()).isBlank()) secrets.keep(actor, before, form.said(form.secret()));
            });
            return Html.seeOther("/signals/sources/" + id, "Saved.");
        } catch (Refused refused) {
            return Html.page("signals/sources/source", page(actor, before, null, form, refused.byField(), request), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/signals/sources/{source}/key")
    ModelAndView rotate(@PathVariable("source") long id, @RequestParam(defaultValue = "false") boolean immediately, Actor actor, HttpServletRequest request) {
        var made = sources.rotate(actor, id, immediately);
        return Html.page("signals/sources/source", page(actor, made.source(), made.key(), null, Map.of(), request), HttpStatus.CREATED);
    }

    @PostMapping("/signals/sources/{source}/deactivation")
    ModelAndView switchOff(@PathVariable("source") long id, Actor actor) {
        sources.enable(actor, id, false);
        return Html.seeOther("/signals/sources/" + id, "Switched off: what it sends is refused. Its conditions stay as they are.");
    }

    @PostMapping("/signals/sources/{source}/activation")
    ModelAndView switchOn(@PathVariable("source") long id, Actor actor) {
        sources.enable(actor, id, true);
        return Html.seeOther("/signals/sources/" + id, "Switched on again.");
    }

    private SourcePage page(Actor actor, Source source, @Nullable String key, SourcePage.@Nullable Form asked, Map<String, String> problems, HttpServletRequest request) {
        var kind = kinds.find(source.kind());
        var shown = key == null ? PLACEHOLDER : key;
        var address = address(request);
        var kept = keeping.of(actor, source).stream().limit(50).map(each -> SourcePage.Kept.of(each.at(), each.problem(), each.body(), each.cut())).toList();
        var form = asked != null ? asked : new SourcePage.Form(source.kind(), null, source.name(), source.concern().name(), source.mapping(), Span.written(source.silentAfter()),
                source.quietAfter() == null ? "" : Span.written(source.quietAfter()), Span.written(source.period()), Span.written(source.grace()),
                source.flood() == null ? "never" : source.flood().toString(), null);
        return new SourcePage(source, directory.client(source.client()), kind, SourceLines.label(kind, source), key, kind == null ? null : kind.setUp(address, shown),
                kind == null ? null : Samples.trial(kind, address, shown), kept, words.of(actor, source, TOLD), form, Arrays.asList(Concern.values()), secrets.isKept(source), mayKeep(actor), problems);
    }

    private NewSourcePage fresh(Actor actor, SourcePage.Form form, Map<String, String> problems) {
        return new NewSourcePage(rows.cards(), kinds.find(form.said(form.kind())), form, directory.clientsSeenBy(actor), Arrays.asList(Concern.values()), problems);
    }

    private static Sources.Wanted wanted(SourcePage.Form form) {
        var concern = form.said(form.concern()).isEmpty() ? null
                : Arrays.stream(Concern.values()).filter(each -> each.name().equals(form.concern())).findFirst()
                    .orElseThrow(() -> new Refused("concern", "There is no concern '%s'.".formatted(form.concern())));
        return new Sources.Wanted(form.said(form.kind()), form.said(form.name()), concern, form.mapping(), Span.parse("silentAfter", form.silentAfter()),
                quiet(form), Span.parse("period", form.period()), Span.parse("grace", form.grace()), Sources.flood(form.flood()));
    }

    /// Left empty means never; where it is not asked for, nothing is said.
    private static @Nullable Duration quiet(SourcePage.Form form) {
        if (form.quietAfter() == null) return null;
        var said = Span.parse("quietAfter", form.quietAfter());
        return said == null ? Duration.ZERO : said;
    }

    private static @Nullable String quiet(@Nullable SourceKind kind) {
        return kind == null ? null : Span.written(kind.usualQuiet());
    }

    static String address(HttpServletRequest request) {
        var port = request.getServerPort();
        var usual = port == (request.isSecure() ? 443 : 80);
        return "%s://%s%s".formatted(request.getScheme(), request.getServerName(), usual ? "" : ":" + port);
    }

    private static boolean mayKeep(Actor actor) {
        return actor.worksTickets() && !actor.isReadOnly();
    }

    private static void mustKeep(Actor actor) {
        staff(actor);
        if (!mayKeep(actor)) throw new Forbidden("Sources are kept by those who work tickets. Ask one of them.");
    }

    private static void staff(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Signals are for those who work on IT.");
    }
}
