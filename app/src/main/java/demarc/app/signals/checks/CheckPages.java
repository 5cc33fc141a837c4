package demarc.app.signals.checks;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import demarc.app.signals.Source;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.LookKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Checks for people: what is looked at, one check and its response times, the form that tries before it saves, and the inner networks that are open.
@Controller
public class CheckPages {
    private static final int PAGE = 50;
    private static final List<String> FILTERS = List.of("client", "state", "kind", "runner", "thing");

    public record Line(Check check, Check.Now now, Client client, Times.@Nullable Spark spark) {
        public String href() {
            return "/signals/checks/%s/%d".formatted(client.key(), check.id());
        }
    }

    public record ListPage(List<Line> lines, Map<String, String> filter, List<Client> clients, List<Source> probes, boolean first, @Nullable String next, boolean mayKeep, boolean mayOpen) {
        public boolean is(String field, String value) {
            return filter.getOrDefault(field, "").equals(value);
        }

        public boolean isFiltered() {
            return !filter.isEmpty();
        }

        public String address() {
            return "/signals/checks" + query(filter);
        }
    }

    public record OnePage(Line line, Span span, Times times, Map<String, String> shares, @Nullable String probe, List<String> facts, boolean mayKeep) {}

    /// @param check null for a new one
    public record FormPage(Client client, List<Client> clients, CheckForm form, @Nullable Check check, List<Source> probes, Map<String, String> problems, @Nullable Answer tried) {
        public String action() {
            return check == null ? "/signals/checks/new" : "/signals/checks/%s/%d/edit".formatted(client.key(), check.id());
        }

        public boolean hasSecret() {
            return check != null;
        }
    }

    public record RangesPage(Client client, List<Client> clients, List<OpenedRanges.Opened> opened, List<String> forAll, boolean mayOpen, Map<String, String> typed, Map<String, String> problems) {}

    private final Checks checks;
    private final Trials trials;
    private final Measurements measurements;
    private final OpenedRanges ranges;
    private final Directory directory;
    private final Clock clock;

    CheckPages(Checks checks, Trials trials, Measurements measurements, OpenedRanges ranges, Directory directory, Clock clock) {
        this.checks = checks;
        this.trials = trials;
        this.measurements = measurements;
        this.ranges = ranges;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/signals/checks")
    @Transactional(readOnly = true)
    ModelAndView list(Actor by, @RequestParam Map<String, String> asked) {
        staff(by);
        var filter = new LinkedHashMap<String, String>();
        for (var name : FILTERS) if (!asked.getOrDefault(name, "").isBlank()) filter.put(name, asked.get(name));
        var cursor = asked.get("cursor");
        var page = checks.page(by, new Checks.Filter(filter.get("client"), CheckApi.state(filter.get("state")), filter.containsKey("kind") ? LookKind.named(filter.get("kind")) : null,
                CheckApi.runner(filter.get("runner")), filter.get("thing")), cursor, PAGE);
        var clients = directory.clientsSeenBy(by).stream().collect(Collectors.toMap(Client::id, client -> client));
        var lines = page.items().stream().map(seen -> line(seen, clients.get(seen.check().client()))).toList();
        var probes = filter.containsKey("client") ? checks.probes(directory.client(by, filter.get("client")).id()) : List.<Source>of();
        return Html.page("signals/checks/list", new ListPage(lines, filter, directory.clientsSeenBy(by), probes, cursor == null, page.next() == null ? null
                : "/signals/checks" + query(with(filter, "cursor", page.next())), mayKeep(by), by.isAdministrator()));
    }

    @GetMapping("/signals/checks/new")
    @Transactional(readOnly = true)
    ModelAndView fresh(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "http") String kind, @RequestParam(defaultValue = "") String thing) {
        Checks.mayKeep(by);
        var all = directory.clientsSeenBy(by);
        if (all.isEmpty()) throw new Forbidden("There is no client to check anything for. Add one first.");
        var whose = client.isEmpty() ? all.getFirst() : directory.client(by, client);
        var form = CheckForm.fresh(LookKind.named(kind));
        return form(by, whose, thing.isEmpty() ? form : new CheckForm(with(form.values(), "thing", thing)), null, Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/signals/checks/new")
    ModelAndView add(Actor by, @RequestParam Map<String, String> typed) {
        Checks.mayKeep(by);
        var client = directory.client(by, typed.getOrDefault("client", ""));
        var form = new CheckForm(typed);
        try {
            if (form.is("act", "try")) return form(by, client, form, null, Map.of(), trials.look(by, client, form.wanted(), null), HttpStatus.OK);
            var check = checks.create(by, client.key(), form.wanted());
            return Html.seeOther("/signals/checks/%s/%d".formatted(client.key(), check.id()), "Added. It is looked at within half a minute.");
        } catch (Refused refused) {
            return form(by, client, form, null, refused.byField(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/signals/checks/{client}/{check}")
    @Transactional(readOnly = true)
    ModelAndView one(@PathVariable String client, @PathVariable long check, @RequestParam(defaultValue = "day") String span, Actor by) {
        staff(by);
        var seen = checks.get(by, client, check);
        var shown = Span.named(span);
        var shares = new LinkedHashMap<String, String>();
        for (var each : List.of(Span.DAY, Span.WEEK, Span.MONTH)) {
            var share = Span.share(each.points(measurements, seen.check()));
            shares.put(each.key(), share == null ? "–" : Times.share(share));
        }
        var probe = seen.check().probe();
        var name = probe == null ? null : checks.probes(seen.check().client()).stream().filter(source -> source.id() == probe).map(Source::name).findFirst().orElse("a probe that is switched off");
        return Html.page("signals/checks/one", new OnePage(line(seen, directory.client(by, client)), shown, Times.of(shown, shown.points(measurements, seen.check()), clock.instant(), by.zone()), shares, name,
                Facts.of(seen.check()), mayKeep(by)));
    }

    @GetMapping("/signals/checks/{client}/{check}/edit")
    @Transactional(readOnly = true)
    ModelAndView edit(@PathVariable String client, @PathVariable long check, Actor by) {
        var seen = checks.get(by, client, check).check();
        Checks.mayKeep(by);
        return form(by, directory.client(by, client), CheckForm.of(seen), seen, Map.of(), null, HttpStatus.OK);
    }

    @PostMapping("/signals/checks/{client}/{check}/edit")
    ModelAndView change(@PathVariable String client, @PathVariable long check, Actor by, @RequestParam Map<String, String> typed) {
        var seen = checks.get(by, client, check).check();
        var whose = directory.client(by, client);
        Checks.mayKeep(by);
        var form = new CheckForm(typed);
        try {
            if (form.is("act", "try")) return form(by, whose, form, seen, Map.of(), trials.look(by, whose, form.wanted(), seen), HttpStatus.OK);
            var read = form.get("read");
            checks.change(by, client, check, read.matches("\\d{1,9}") ? Integer.valueOf(read) : null, form.wanted());
            return Html.seeOther("/signals/checks/%s/%d".formatted(client, check), "Saved.");
        } catch (Refused refused) {
            return form(by, whose, form, seen, refused.byField(), null, HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/signals/checks/{client}/{check}/look")
    ModelAndView look(@PathVariable String client, @PathVariable long check, Actor by) {
        checks.hasten(by, client, check);
        return Html.seeOther("/signals/checks/%s/%d".formatted(client, check), "It is looked at now; what it brings shows here in a moment.");
    }

    @PostMapping("/signals/checks/{client}/{check}/removal")
    ModelAndView remove(@PathVariable String client, @PathVariable long check, Actor by) {
        checks.remove(by, client, check);
        return Html.seeOther("/signals/checks?client=" + URLEncoder.encode(client, StandardCharsets.UTF_8), "Removed. Conditions it raised are cleared.");
    }

    @GetMapping("/signals/checks/ranges")
    @Transactional(readOnly = true)
    ModelAndView ranges(Actor by, @RequestParam(defaultValue = "") String client) {
        staff(by);
        var all = directory.clientsSeenBy(by);
        if (all.isEmpty()) throw new Forbidden("There is no client to open a network for.");
        return ranges(by, client.isEmpty() ? all.getFirst() : directory.client(by, client), Map.of(), Map.of(), HttpStatus.OK);
    }

    @PostMapping("/signals/checks/ranges")
    ModelAndView open(Actor by, @RequestParam String client, @RequestParam(defaultValue = "") String range, @RequestParam(defaultValue = "") String reason) {
        var whose = directory.client(by, client);
        try {
            ranges.open(by, whose.id(), range, reason);
            return Html.seeOther("/signals/checks/ranges?client=" + whose.key(), "Opened. The server reaches it for %s within five seconds.".formatted(whose.name()));
        } catch (Refused refused) {
            return ranges(by, whose, Map.of("range", range, "reason", reason), refused.byField(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/signals/checks/ranges/removal")
    ModelAndView close(Actor by, @RequestParam String client, @RequestParam String range) {
        var whose = directory.client(by, client);
        ranges.close(by, whose.id(), range);
        return Html.seeOther("/signals/checks/ranges?client=" + whose.key(), "Closed.");
    }

    private ModelAndView ranges(Actor by, Client client, Map<String, String> typed, Map<String, String> problems, HttpStatus status) {
        return Html.page("signals/checks/ranges", new RangesPage(client, directory.clientsSeenBy(by), ranges.opened(client.id()), ranges.openedForAll(), by.isAdministrator(), typed, problems), status);
    }

    private ModelAndView form(Actor by, Client client, CheckForm form, @Nullable Check check, Map<String, String> problems, @Nullable Answer tried, HttpStatus status) {
        return Html.page("signals/checks/form", new FormPage(client, directory.clientsSeenBy(by), form, check, checks.probes(client.id()), problems, tried), status);
    }

    private static Line line(Check.Seen seen, Client client) {
        return new Line(seen.check(), seen.now(), client, Times.Spark.of(seen.now().recent()));
    }

    private static void staff(Actor by) {
        if (!by.seesAgreements()) throw new Forbidden("What is watched is for those who work on IT. If something does not work, ask for help.");
    }

    private static boolean mayKeep(Actor by) {
        return by.worksTickets() && !by.isReadOnly();
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        var more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }

    private static String query(Map<String, String> filter) {
        return filter.isEmpty() ? "" : "?" + filter.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    /// For the form's choices, in the order in which they are offered.
    public static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (var kind : Arrays.asList(LookKind.values())) kinds.put(kind.key(), kind.label());
        return kinds;
    }
}
