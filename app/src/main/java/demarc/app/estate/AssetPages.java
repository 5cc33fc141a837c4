package demarc.app.estate;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetPage.Age;
import demarc.app.estate.AssetPage.Fact;
import demarc.app.estate.AssetPage.FormPage;
import demarc.app.estate.AssetPage.Line;
import demarc.app.estate.AssetPage.ListPage;
import demarc.app.estate.AssetPage.OnePage;
import demarc.app.estate.AssetPage.Support;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The list of assets, one asset, and its form.
@Controller
class AssetPages {
    private static final int PAGE = 50;
    private static final int CHANGES = 15;

    private final Assets assets;
    private final AssetListing listing;
    private final AssetView view;
    private final AssetBook book;
    private final Directory directory;
    private final Runbooks runbooks;
    private final List<AssetPanel> panels;
    private final Clock clock;

    AssetPages(Assets assets, AssetListing listing, AssetView view, AssetBook book, Directory directory, Runbooks runbooks, List<AssetPanel> panels, Clock clock) {
        this.assets = assets;
        this.listing = listing;
        this.view = view;
        this.book = book;
        this.directory = directory;
        this.runbooks = runbooks;
        this.panels = panels.stream().sorted(Comparator.comparingInt(AssetPanel::order)).toList();
        this.clock = clock;
    }

    @GetMapping("/estate")
    @Transactional(readOnly = true)
    ModelAndView list(Actor by, @RequestParam Map<String, String> asked) {
        staff(by);
        var query = AssetQuery.of(asked);
        var clients = directory.clientsSeenBy(by);
        var names = clients.stream().collect(Collectors.toMap(Client::id, Client::name));
        var chosen = query.value("client").isEmpty() ? null : book.client(by, query.value("client"));
        var ids = chosen == null ? by.clients() : List.of(chosen.id());
        var page = listing.page(AssetQuery.listing(query, ids), asked.get("cursor"), PAGE);
        var today = today();
        var lines = page.items().stream().map(row -> new Line(row.asset(), names.getOrDefault(row.asset().client(), ""), row.variant() == null ? row.asset().kind().label() : row.variant().label(),
                row.release(), Support.of(row.release(), row.supportedUntil(), null, today), row.look(), row.replaceOn() != null && !row.replaceOn().isAfter(today))).toList();
        var counts = listing.counts(ids).entrySet().stream().map(each -> new AssetPage.Count(each.getKey(), each.getValue(),
                (query.is("kind", each.getKey().key()) ? query.with("kind", "") : query.with("kind", each.getKey().key())).href(), query.is("kind", each.getKey().key()))).toList();
        return Html.page("estate/list", new ListPage(query, lines, page.next() == null ? null : query.after(page.next()), asked.get("cursor") == null, counts, AssetPage.chips(query, clients), clients,
                chosen == null ? List.of() : directory.sitesOf(chosen.id()), view.twins(ids.toArray(Integer[]::new), null).size(), AssetBook.mayKeep(by), !counts.isEmpty()));
    }

    @GetMapping("/estate/assets/{id}")
    @Transactional(readOnly = true)
    ModelAndView one(Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long before) {
        staff(by);
        var asset = assets.get(by, id);
        var detail = view.detail(asset);
        var client = directory.client(asset.client());
        var today = today();
        var after = Cursor.parse(cursor, 2);
        var software = view.software(asset, q.strip(), after == null ? "" : after.text(0), after == null ? "" : after.text(1), PAGE);
        var more = software.size() > PAGE;
        var shown = more ? software.subList(0, PAGE) : software;
        var here = asset.href() + "?q=" + URLEncoder.encode(q.strip(), StandardCharsets.UTF_8);
        var next = more ? here + "&cursor=" + Cursor.of(shown.getLast().name(), shown.getLast().version()) + "#software" : null;
        var changes = view.changes(asset, before == null ? Long.MAX_VALUE : before, CHANGES);
        var older = changes.size() > CHANGES ? asset.href() + "?before=" + changes.get(CHANGES - 1).id() + "#changes" : null;
        var above = assets.above(asset.client(), id);
        var parents = assets.all(asset.client(), above).stream().sorted(Comparator.comparingInt(one -> above.indexOf(one.id()))).map(AssetPages::link).toList();
        var site = asset.site() == null ? null : directory.findSite(asset.client(), asset.site()).map(found -> found.name()).orElse(asset.site());
        var until = detail.supportedUntil();
        return Html.page("estate/asset", new OnePage(asset, detail, client, site, facts(asset, detail), view.addresses(asset), Support.of(detail.release(), until, detail.extendedUntil(), today),
                until == null ? "" : Support.near(until, today), age(asset, detail, today), AssetParts.of(view.sections(asset)),
                new AssetPage.SoftwarePart(shown, q.strip(), next, after == null), changes.subList(0, Math.min(CHANGES, changes.size())), older, parents,
                view.children(asset, PAGE).stream().map(AssetPages::link).toList(), view.twins(new Integer[] {asset.client()}, id), view.repairs(asset), view.disposal(asset), panels(by, asset),
                warnings(asset, detail, today), changes.stream().anyMatch(AssetView.Change::look), AssetBook.mayKeep(by), today.toString(), runbooks.of(asset)));
    }

    @GetMapping("/estate/new")
    ModelAndView fresh(Actor by, @RequestParam(defaultValue = "") String client) {
        AssetBook.keeper(by);
        var clients = directory.clientsSeenBy(by);
        var chosen = clients.stream().filter(one -> one.key().equals(client)).findFirst().orElse(clients.isEmpty() ? null : clients.getFirst());
        return form(AssetForm.EMPTY, null, chosen, clients, Map.of());
    }

    @PostMapping("/estate/assets")
    ModelAndView add(Actor by, @ModelAttribute AssetForm form) {
        try {
            var asset = book.add(by, form);
            return Html.seeOther(asset.href(), asset.name() + " was added.");
        } catch (Refused refused) {
            return form(form, null, form.client() == null ? null : directory.findClient(form.client()).orElse(null), directory.clientsSeenBy(by), refused.byField());
        }
    }

    @GetMapping("/estate/assets/{id}/edit")
    @Transactional(readOnly = true)
    ModelAndView edit(Actor by, @PathVariable long id) {
        AssetBook.keeper(by);
        var asset = assets.get(by, id);
        var client = directory.client(asset.client());
        var parent = asset.parent() == null ? null : assets.find(asset.client(), asset.parent()).map(Asset::name).orElse(null);
        return form(AssetForm.of(asset, view.detail(asset), client.key(), parent), id, client, List.of(), Map.of());
    }

    @PostMapping("/estate/assets/{id}")
    ModelAndView change(Actor by, @PathVariable long id, @ModelAttribute AssetForm form) {
        try {
            var asset = book.change(by, id, form);
            return Html.seeOther(asset.href(), "Saved.");
        } catch (Refused refused) {
            return form(form, id, directory.client(assets.get(by, id).client()), List.of(), refused.byField());
        }
    }

    @GetMapping("/estate/twins")
    @Transactional(readOnly = true)
    ModelAndView twins(Actor by) {
        staff(by);
        return Html.page("estate/twins", new AssetPage.TwinsPage(view.twins(by.clients().toArray(Integer[]::new), null), AssetBook.mayKeep(by)));
    }

    @PostMapping("/estate/assets/{id}/merge")
    ModelAndView merge(Actor by, @PathVariable long id, @RequestParam long other) {
        var kept = book.merge(by, id, other);
        return Html.seeOther(kept.href(), "They are one now.");
    }

    @PostMapping("/estate/assets/{id}/apart")
    ModelAndView apart(Actor by, @PathVariable long id, @RequestParam long other) {
        book.keepApart(by, id, other);
        return Html.seeOther("/estate/twins", "They stay two.");
    }

    @PostMapping("/estate/assets/{id}/looked")
    ModelAndView looked(Actor by, @PathVariable long id) {
        book.looked(by, id);
        return Html.seeOther("/estate/assets/" + id, "Noted.");
    }

    private ModelAndView form(AssetForm form, @Nullable Long id, @Nullable Client client, List<Client> clients, Map<String, String> problems) {
        var page = new FormPage(form, id, clients, client == null ? List.of() : directory.sitesOf(client.id()), problems);
        return problems.isEmpty() ? Html.page("estate/form", page) : Html.page("estate/form", page, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private List<AssetPage.Panel> panels(Actor by, Asset asset) {
        var shown = new ArrayList<AssetPage.Panel>();
        for (var panel : panels) {
            var rows = panel.rows(by, asset);
            if (!rows.isEmpty() || !panel.otherwise().isEmpty()) shown.add(new AssetPage.Panel(panel.title(), rows, panel.otherwise()));
        }
        return shown;
    }

    private static List<Fact> facts(Asset asset, Detail detail) {
        var facts = new ArrayList<Fact>();
        fact(facts, "Maker and model", join(asset.maker(), asset.model()));
        fact(facts, "Serial number", asset.serial());
        fact(facts, "Main board", detail.board());
        fact(facts, "UUID", asset.uuid());
        fact(facts, "Processor", detail.cpu());
        fact(facts, "Memory", detail.memoryMb() == null ? null : AssetParts.size(detail.memoryMb()));
        fact(facts, "Disks", detail.diskMb() == null ? null : AssetParts.size(detail.diskMb()));
        fact(facts, "Firmware", detail.firmware());
        fact(facts, "Used by", asset.usedBy());
        fact(facts, "Tier of recovery", asset.tier() == null ? null : "T" + asset.tier());
        fact(facts, "Ring of patches", switch (asset.ringInForce()) {
            case 0 -> "0, pilot";
            case 1 -> "1, general";
            default -> "2, critical";
        } + (asset.ring() == null ? " (by its tier)" : ""));
        fact(facts, "From the internet", asset.exposed() ? "reachable" : "not reachable");
        fact(facts, "Inventory agent", detail.agent());
        return facts;
    }

    private static void fact(List<Fact> to, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) to.add(new Fact(name, value));
    }

    private static String join(@Nullable String one, @Nullable String other) {
        return ((one == null ? "" : one) + " " + (other == null ? "" : other)).strip();
    }

    private static @Nullable Age age(Asset asset, Detail detail, LocalDate today) {
        var bought = asset.purchasedOn();
        var replace = detail.replaceOn();
        if (bought == null || replace == null) return null;
        var all = Math.max(1, ChronoUnit.DAYS.between(bought, replace));
        var lived = Math.max(0, ChronoUnit.DAYS.between(bought, today));
        var months = ChronoUnit.MONTHS.between(bought, today);
        var tone = !replace.isAfter(today) ? "late" : detail.planOn() != null && !detail.planOn().isAfter(today) ? "soon" : "kept";
        return new Age(months < 24 ? months + " months old" : "%.1f years old".formatted(months / 12.0), (int) Math.min(100, lived * 100 / all), tone, AssetPage.day(detail.planOn()), AssetPage.day(replace));
    }

    private static List<String> warnings(Asset asset, Detail detail, LocalDate today) {
        var warnings = new ArrayList<String>();
        var until = detail.supportedUntil();
        var ended = until != null && until.isBefore(today);
        if (ended && detail.variant() != null && detail.variant().isEdge() && !asset.isRetired()) {
            var seen = LocalDate.ofInstant(asset.firstSeenAt(), java.time.ZoneOffset.UTC);
            var known = until.equals(LocalDate.MIN) || until.isBefore(seen) ? seen : until;
            warnings.add("It stands at the edge of the network and %s gets no security updates. By the rule for edge devices (CISA BOD 26-02) it is out by %s, twelve months after that was known."
                    .formatted(detail.release(), AssetPage.day(known.plusMonths(12))));
        } else if (ended && asset.exposed() && !asset.isRetired()) warnings.add("%s gets no security updates, and it is reachable from the internet.".formatted(detail.release()));
        return warnings;
    }

    private static AssetPage.Link link(Asset asset) {
        return new AssetPage.Link(asset.id(), asset.name(), asset.kind().label());
    }

    static void staff(Actor by) {
        if (!by.seesAgreements()) throw new Forbidden("The estate is for those who work on IT or steer it.");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
    }
}
