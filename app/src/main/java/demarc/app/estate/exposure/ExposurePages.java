package demarc.app.estate.exposure;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.ListQuery;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// Exposure for people.
@Controller
public class ExposurePages {
    private static final int LINES = 50;
    private static final int DAYS = 60;
    private static final int MOST_ASSETS = 200;
    private static final int MOST_TROUBLES = 10;

    /// @param parts by ring and rating
    public record Dashboard(ListQuery query, List<ListQuery.Chip> chips, Map<String, String> clients, Map<Integer, String> names, Map<Integer, String> keys,
            CompliancePicture picture, Compliance.@Nullable Day share, List<Compliance.Part> parts, Compliance.Now now, List<Exposures.Row> rows, @Nullable String next, boolean first,
            List<Exposures.Trouble> troubles, boolean anything, Instant at) {}

    /// @param pilots what to say of one client's rings; empty for nothing
    public record PatchList(Map<String, String> clients, String client, Map<Integer, String> names, List<Exposures.PatchRow> rows, @Nullable String next, Instant at, String pilots) {}

    /// @param packages that an exception could be asked for
    public record FlawPage(Client client, Exposures.Flaw flaw, List<Exposures.Row> rows, List<String> packages, List<Exceptions.Row> exceptions, Map<Integer, String> people,
            boolean mayAsk, ExceptionForm form, Map<String, String> problems, Instant at) {
        public long open() {
            return rows.stream().filter(row -> row.endedAt() == null).count();
        }
    }

    public record ExceptionList(Map<String, String> clients, String client, String state, Map<Integer, String> names, Map<Integer, String> keys, Map<Integer, String> people,
            List<Exceptions.Row> rows, @Nullable String next, boolean mayEnd) {}

    public record AdvisoryList(List<Advisories.Past> imports, boolean mayTake, Advisories.@Nullable Imported done, Map<String, String> problems) {}

    /// @param what a vulnerability or `package NAME`
    public record ExceptionForm(@Nullable String what, @Nullable String asset, @Nullable String owner, @Nullable String reason, @Nullable String control, @Nullable String days) {
        String get(@Nullable String value) {
            return value == null ? "" : value;
        }
    }

    private final Exposures exposures;
    private final Exceptions exceptions;
    private final Compliance compliance;
    private final Advisories advisories;
    private final Directory directory;
    private final Clock clock;

    ExposurePages(Exposures exposures, Exceptions exceptions, Compliance compliance, Advisories advisories, Directory directory, Clock clock) {
        this.exposures = exposures;
        this.exceptions = exceptions;
        this.compliance = compliance;
        this.advisories = advisories;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/estate/exposure")
    ModelAndView dashboard(@RequestParam Map<String, String> asked, Actor actor) {
        staff(actor);
        var query = ExposureQuery.of(asked);
        var clients = clients(actor, query.value("client"));
        var page = exposures.page(ExposureQuery.filter(query, clients), asked.get("cursor"), LINES);
        var days = compliance.days(clients, DAYS);
        var keys = options(actor);
        return Html.page("estate/exposure", new Dashboard(query, ExposureQuery.chips(query, keys), keys, names(actor), keys(actor),
                CompliancePicture.of(days, today(), span(days)), days.isEmpty() ? null : days.getLast(), compliance.parts(clients), compliance.now(clients), page.items(), page.next(),
                asked.get("cursor") == null, exposures.troubles(clients, MOST_TROUBLES), !page.items().isEmpty() || !query.values().isEmpty() || !days.isEmpty(), clock.instant()));
    }

    @GetMapping("/estate/exposure/patches")
    ModelAndView patches(@RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        staff(actor);
        var clients = clients(actor, client);
        var page = exposures.patches(clients, cursor, LINES);
        var pilots = clients.size() == 1 ? exposures.pilots(clients.iterator().next()).orElse("") : "";
        return Html.page("estate/exposure-patches", new PatchList(options(actor), client, names(actor), page.items(), page.next(), clock.instant(), pilots));
    }

    @GetMapping("/estate/exposure/exceptions")
    ModelAndView exceptions(@RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String state, @RequestParam(required = false) @Nullable String cursor, Actor actor) {
        staff(actor);
        var page = exceptions.page(clients(actor, client), ExposureApi.state(state), cursor, LINES);
        return Html.page("estate/exposure-exceptions", new ExceptionList(options(actor), client, state, names(actor), keys(actor), people(page.items()), page.items(), page.next(),
                !actor.isReadOnly()));
    }

    @GetMapping("/estate/exposure/advisories")
    ModelAndView advisories(Actor actor) {
        staff(actor);
        return Html.page("estate/exposure-advisories", new AdvisoryList(advisories.past(actor, LINES), actor.isAdministrator(), null, Map.of()));
    }

    @PostMapping("/estate/exposure/advisories")
    ModelAndView take(@RequestParam(required = false) @Nullable MultipartFile file, Actor actor) throws IOException {
        try {
            if (file == null || file.isEmpty()) throw new Refused("file", "Choose a file of advisories.");
            try (var in = file.getInputStream()) {
                var done = advisories.take(actor, String.valueOf(file.getOriginalFilename()), in);
                return Html.page("estate/exposure-advisories", new AdvisoryList(advisories.past(actor, LINES), true, done, Map.of()));
            }
        } catch (Refused refused) {
            return Html.page("estate/exposure-advisories", new AdvisoryList(advisories.past(actor, LINES), actor.isAdministrator(), null, Map.of("file", refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @GetMapping("/estate/exposure/{client}/{vulnerability}")
    ModelAndView flaw(@PathVariable String client, @PathVariable String vulnerability, Actor actor) {
        staff(actor);
        return Html.page("estate/exposure-flaw", flaw(actor, directory.client(actor, client), vulnerability, new ExceptionForm(vulnerability, "", actor.name(), "", "", "30"), Map.of()));
    }

    @PostMapping("/estate/exposure/{client}/{vulnerability}/exceptions")
    ModelAndView ask(@PathVariable String client, @PathVariable String vulnerability, @ModelAttribute ExceptionForm form, Actor actor) {
        staff(actor);
        var of = directory.client(actor, client);
        if (exposures.flaw(vulnerability).isEmpty()) throw new NotFound("vulnerability", vulnerability);
        try {
            var what = form.get(form.what);
            var name = what.startsWith("package ") ? what.substring("package ".length()) : null;
            var row = exceptions.ask(actor, of, new Exceptions.Wanted(number("asset", form.asset), name == null ? vulnerability : null, name, form.owner, form.reason, form.control, days(form.days)));
            return Html.seeOther("/estate/exposure/%s/%s".formatted(client, vulnerability), "The exception was asked for%s.".formatted(row.ref() == null ? "" : ": " + row.ref()));
        } catch (Refused refused) {
            var field = refused.field() == null ? "" : refused.field().equals("vulnerability") || refused.field().equals("package") ? "what" : refused.field();
            return Html.page("estate/exposure-flaw", flaw(actor, of, vulnerability, form, Map.of(field, refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/exposure/{client}/exceptions/{exception}/end")
    ModelAndView end(@PathVariable String client, @PathVariable long exception, Actor actor) {
        staff(actor);
        exceptions.withdraw(actor, directory.client(actor, client), exception);
        return Html.seeOther("/estate/exposure/exceptions?client=" + client, "The exception has ended. What it covered is due again.");
    }

    /// `ring 1, general`
    public static String ring(int ring) {
        return "ring %d, %s".formatted(ring, Patch.ringName(ring));
    }

    /// `92.5 %`
    public static String percent(double share) {
        return (share == Math.rint(share) ? "%.0f %%" : "%.1f %%").formatted(share);
    }

    private FlawPage flaw(Actor actor, Client client, String vulnerability, ExceptionForm form, Map<String, String> problems) {
        var rows = exposures.of(client.id(), vulnerability, MOST_ASSETS);
        var flaw = exposures.flaw(vulnerability).orElse(null);
        if (flaw == null) throw new NotFound("vulnerability", vulnerability);
        var packages = rows.stream().map(Exposures.Row::name).distinct().sorted().toList();
        var about = exceptions.about(client.id(), vulnerability, packages);
        return new FlawPage(client, flaw, rows, packages, about, people(about), !actor.isReadOnly() && rows.stream().anyMatch(row -> row.endedAt() == null), form, problems, clock.instant());
    }

    /// Two months, or what there is of them.
    private int span(List<Compliance.Day> days) {
        return days.isEmpty() ? DAYS : (int) Math.clamp(ChronoUnit.DAYS.between(days.getFirst().day(), today()) + 1, 14, DAYS);
    }

    private static void staff(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Exposure is read by those who look after IT.");
    }

    private Collection<Integer> clients(Actor actor, String key) {
        return key.isEmpty() ? actor.clients() : List.of(directory.client(actor, key).id());
    }

    private Map<String, String> options(Actor actor) {
        var options = new LinkedHashMap<String, String>();
        for (var client : directory.clients()) if (actor.sees(client.id())) options.put(client.key(), client.name());
        return options;
    }

    private Map<Integer, String> names(Actor actor) {
        return directory.clients().stream().filter(client -> actor.sees(client.id())).collect(Collectors.toMap(Client::id, Client::name));
    }

    private Map<Integer, String> keys(Actor actor) {
        return directory.clients().stream().filter(client -> actor.sees(client.id())).collect(Collectors.toMap(Client::id, Client::key));
    }

    private Map<Integer, String> people(List<Exceptions.Row> rows) {
        var ids = rows.stream().flatMap(row -> Stream.of(row.askedBy(), row.decidedBy())).filter(Objects::nonNull).distinct().toList();
        return directory.people(ids).stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    private static @Nullable Long number(String field, @Nullable String text) {
        if (text == null || text.isBlank()) return null;
        if (text.strip().matches("\\d{1,18}")) return Long.valueOf(text.strip());
        throw new Refused(field, "'%s' is no number.".formatted(Osv.clip(text, 40)));
    }

    private static @Nullable Integer days(@Nullable String text) {
        var days = number("days", text);
        return days == null ? null : Integer.valueOf((int) Math.min(days, 1000));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
