package demarc.app.signals.web;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.triage.Maintenance;
import demarc.app.signals.triage.Maintenance.Scope;
import demarc.app.signals.triage.Windows;
import demarc.app.signals.web.WindowsPage.Row;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// Maintenance windows, for people. Times are the client's, for a weekly window keeps to the clock on the client's wall.
@Controller
class WindowPages {
    private static final int PAGE = 50;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final DateTimeFormatter SAID = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    private final Windows windows;
    private final Sources sources;
    private final Directory directory;
    private final Clock clock;

    WindowPages(Windows windows, Sources sources, Directory directory, Clock clock) {
        this.windows = windows;
        this.sources = sources;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/signals/windows")
    ModelAndView list(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable String cursor) {
        ConditionPages.staff(by);
        return Html.page("signals/windows", page(by, client, cursor, Map.of(), Map.of()));
    }

    @PostMapping("/signals/windows")
    ModelAndView add(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam Map<String, String> asked) {
        ConditionPages.staff(by);
        try {
            var zone = directory.findClient(client).map(Client::zone).orElse(by.zone());
            var weekly = asked.containsKey("weekly");
            var scope = Arrays.stream(Scope.values()).filter(each -> each.name().equals(asked.get("scope"))).findFirst().orElse(Scope.ALL);
            var window = windows.add(by, client, new Windows.Wanted(moment("from", asked, zone), moment("to", asked, zone), weekly, weekly ? moment("until", asked, zone) : null, scope,
                    asked.get("target"), asked.get("reason")));
            return Html.seeOther("/signals/windows?client=" + client, window.at(clock.instant()).isPresent() ? "The window holds now." : "The window is planned.");
        } catch (Refused refused) {
            var field = refused.field();
            return Html.page("signals/windows", page(by, client, null, asked, Map.of(field == null ? "" : field, refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/signals/windows/{client}/{window}/end")
    ModelAndView end(Actor by, @PathVariable String client, @PathVariable long window) {
        windows.end(by, client, window);
        return Html.seeOther("/signals/windows", "The window is over. What it kept back is looked at now.");
    }

    private WindowsPage page(Actor by, String client, @Nullable String cursor, Map<String, String> form, Map<String, String> problems) {
        var page = windows.page(by, client.isEmpty() ? null : client, cursor, PAGE);
        var clients = directory.clientsSeenBy(by);
        var known = clients.stream().collect(Collectors.toMap(Client::id, Function.identity()));
        var now = clock.instant();
        var names = sources.of(by.clients(), page.items().stream().filter(each -> each.scope() == Scope.SOURCE).map(each -> Long.valueOf(each.target())).distinct().toList()).stream()
                .collect(Collectors.toMap(Source::id, Source::name));
        var rows = page.items().stream().map(window -> row(window, Objects.requireNonNull(known.get(window.client())), names, now)).toList();
        var next = page.next() == null ? null : "/signals/windows?" + (client.isEmpty() ? "" : "client=" + client + "&") + "cursor=" + page.next();
        var filled = new HashMap<>(form);
        if (form.isEmpty()) {
            var zone = client.isEmpty() || clients.isEmpty() ? by.zone() : clients.stream().filter(each -> each.key().equals(client)).map(Client::zone).findFirst().orElse(by.zone());
            filled.put("from", LOCAL.format(now.atZone(zone)));
            filled.put("to", LOCAL.format(now.plus(2, ChronoUnit.HOURS).atZone(zone)));
            filled.put("scope", Scope.THING.name());
        }
        return new WindowsPage(rows, next, clients, client, Windows.mayBeKeptBy(by), filled, problems);
    }

    private static Row row(Maintenance window, Client client, Map<Long, String> sources, Instant now) {
        var here = window.at(now).orElse(null);
        var next = window.next(now).orElse(null);
        var state = here != null ? "holds" : window.endedAt() != null ? "ended" : next != null ? "planned" : "over";
        var shown = here != null ? here : next != null ? next : new Maintenance.Occurrence(window.from(), window.to());
        var time = "%s to %s".formatted(SAID.format(shown.from().atZone(client.zone())), SAID.format(shown.to().atZone(client.zone())));
        return new Row(window, client.name(), client.key(), state, here != null ? "warn" : state.equals("planned") ? "new" : "", here, window.weekly() ? time + ", every week" : time,
                switch (window.scope()) {
                    case ALL -> "everything";
                    case THING -> window.target();
                    case SITE -> "site " + window.target();
                    case SOURCE -> "source " + sources.getOrDefault(Long.valueOf(window.target()), window.target());
                    case ASSET -> "asset " + window.target();
                });
    }

    private static @Nullable Instant moment(String field, Map<String, String> asked, ZoneId zone) {
        var text = asked.getOrDefault(field, "").strip();
        if (text.isEmpty()) return null;
        try {
            return LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refused(field, "'%s' is not a date and time such as 2026-11-24T22:00.".formatted(text));
        }
    }
}
