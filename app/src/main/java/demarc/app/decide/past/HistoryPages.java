package demarc.app.decide.past;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.Jobs;
import demarc.app.decide.Wizards;
import demarc.app.decide.past.Pasts.Said;
import demarc.app.directory.Directory;
import demarc.app.platform.Attempts;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import demarc.core.agreement.Catalogue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// The step at which a business drops in its own tickets: upload, wait, see what they are good for, say what their names mean.
@Controller
@RequestMapping("/decide/at/{link}/history")
class HistoryPages {

    private static final int MOST_NAMES = 300;
    private static final int UPLOADS = 40;

    private final Decisions decisions;
    private final Wizards wizards;
    private final Pasts pasts;
    private final Jobs jobs;
    private final Directory directory;
    private final Attempts uploads;

    HistoryPages(Decisions decisions, Wizards wizards, Pasts pasts, Jobs jobs, Directory directory, Clock clock) {
        this.decisions = decisions;
        this.wizards = wizards;
        this.pasts = pasts;
        this.jobs = jobs;
        this.directory = directory;
        uploads = new Attempts(clock, UPLOADS, Duration.ofHours(1));
    }

    @ModelAttribute void keepOutOfIndexes(HttpServletResponse response) {
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
    }

    @GetMapping
    ModelAndView page(@PathVariable String link, HttpServletRequest request) {
        return Html.page("decide/history", page(decisions.find(link, request.getRemoteAddr()), Map.of()));
    }

    private Decision changing(String link, HttpServletRequest request) {
        return decisions.changing(link, request.getRemoteAddr(), decision -> decision);
    }

    private HistoryPage page(Decision decision, Map<String, String> problems) {
        return HistoryPage.of(decision, decisions.mayChange(decision), wizards.at(decision, HistoryStep.PATH), wizards.after(HistoryStep.PATH).orElse(null), pasts.find(decision).orElse(null),
                jobs.find(decision, Pasts.READING).orElse(null), zone(decision), problems);
    }

    /// The part that changes while it is read; htmx asks for it.
    @GetMapping("/state")
    ModelAndView state(@PathVariable String link, HttpServletRequest request) {
        var decision = decisions.find(link, request.getRemoteAddr());
        var page = page(decision, Map.of());
        return page.going() == null ? Html.seeOther(page.address()) : Html.page("decide/history-going", page);
    }

    /// The file as it is, so that nothing but a buffer of it is ever in memory. Answers where to go on, or why not, as plain text.
    @PutMapping("/file")
    ResponseEntity<String> put(@PathVariable String link, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String zone, HttpServletRequest request)
            throws IOException {
        try {
            if (request.getContentLengthLong() > Uploads.MOST) throw Uploads.tooLarge();
            var decision = changing(link, request);
            take(decision, name, zone, request.getInputStream(), request.getRemoteAddr());
            return plain(HttpStatus.OK, decision.address() + HistoryStep.PATH);
        } catch (Refused refused) {
            return plain(HttpStatus.UNPROCESSABLE_CONTENT, refused.message());
        }
    }

    private static ResponseEntity<String> plain(HttpStatus status, String text) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN).body(text);
    }

    /// The same from a form, for browsers without scripts.
    @PostMapping("/file")
    ModelAndView post(@PathVariable String link, @RequestParam(required = false) @Nullable MultipartFile file, @RequestParam(defaultValue = "") String zone, HttpServletRequest request)
            throws IOException {
        var decision = changing(link, request);
        try {
            if (file == null || file.isEmpty()) {
                var problems = new LinkedHashMap<String, String>();
                problems.put("file", file == null || String.valueOf(file.getOriginalFilename()).isEmpty() ? "Choose the export to read." : "The file is empty.");
                if (!zone.isBlank()) noted(problems, () -> zone(zone));
                return Html.page("decide/history", page(decision, problems), HttpStatus.UNPROCESSABLE_CONTENT);
            }
            try (var in = file.getInputStream()) {
                take(decision, String.valueOf(file.getOriginalFilename()), zone, in, request.getRemoteAddr());
            }
            return Html.seeOther(decision.address() + HistoryStep.PATH);
        } catch (Refused refused) {
            return refused(decision, refused);
        }
    }

    /// So that all mistakes of a form are said at once.
    private static <T> @Nullable T noted(Map<String, String> problems, Supplier<T> read) {
        try {
            return read.get();
        } catch (Refused refused) {
            problems.put(refused.field() == null ? "file" : refused.field(), refused.message());
            return null;
        }
    }

    private ModelAndView refused(Decision decision, Refused refused) {
        return Html.page("decide/history", page(decision, Map.of(refused.field() == null ? "file" : refused.field(), refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
    }

    void take(Decision decision, String name, String zone, InputStream body, String from) throws IOException {
        var wait = uploads.mustWait(from);
        if (wait.isPresent()) throw new Refused("file", "Many files came from your network. Try again in %d minutes.".formatted(wait.get().toMinutes() + 1));
        uploads.failed(from);
        var said = zone.isBlank() ? zone(decision) : new Said(zone(zone), "as you said", null, Map.of());
        var file = Uploads.take(body);
        try {
            decisions.save(decision.link(), from, decision.written()); // it is worth keeping from now on
            pasts.take(decision, name(name), file, said);
        } finally {
            Uploads.remove(file);
        }
    }

    private static String name(String name) {
        var plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("\\p{Cntrl}+", " ").strip();
        return plain.isEmpty() || plain.equals("null") ? "the file" : plain.length() <= 120 ? plain : plain.substring(0, 119) + "…";
    }

    private static ZoneId zone(String written) {
        try {
            return ZoneId.of(written.strip());
        } catch (DateTimeException e) {
            throw new Refused("zone", "There is no time zone '%s'. Write it like Europe/Rome.".formatted(written.strip().length() > 60 ? written.strip().substring(0, 60) + "…" : written.strip()));
        }
    }

    /// Until somebody says more.
    private Said zone(Decision decision) {
        var owner = decision.client() == null ? null : directory.findClient(decision.client().key()).orElse(null);
        return owner == null ? new Said(ZoneOffset.UTC, "assumed", null, Map.of()) : new Said(owner.zone(), "the client's", null, Map.of());
    }

    @PostMapping("/choices")
    ModelAndView choose(@PathVariable String link, @RequestParam Map<String, String> form, HttpServletRequest request) {
        var decision = changing(link, request);
        try {
            var past = pasts.find(decision).orElseThrow(() -> new Refused("file", "There is no history yet. Upload one."));
            var problems = new LinkedHashMap<String, String>();
            var zone = noted(problems, () -> zone(form.getOrDefault("zone", "")));
            var dates = form.getOrDefault("dates", "");
            if (!List.of("", "day-first", "month-first").contains(dates)) problems.put("dates", "Dates are written day first or month first.");
            var services = noted(problems, () -> services(form, past.said().services()));
            if (zone == null || services == null || !problems.isEmpty()) return Html.page("decide/history", page(decision, problems), HttpStatus.UNPROCESSABLE_CONTENT);
            var said = new Said(zone, zone.equals(past.said().zone()) ? past.said().zoneFrom() : "as you said", dates.isEmpty() ? null : dates, services);
            pasts.say(decision, said);
            return Html.seeOther(decision.address() + HistoryStep.PATH);
        } catch (Refused refused) {
            return refused(decision, refused);
        }
    }

    /// What was said before, and what changed in the form: `name.3`, what its tickets were taken for, `was.3`, and what they are now, `service.3`.
    private static Map<String, String> services(Map<String, String> form, Map<String, String> before) {
        var services = new LinkedHashMap<>(before);
        for (int i = 0; form.containsKey("name." + i); i++) {
            var name = form.getOrDefault("name." + i, "");
            var service = form.getOrDefault("service." + i, "");
            if (service.isEmpty() || service.equals(form.get("was." + i))) continue;
            if (name.length() > 200 || !service.equals(name) && !service.equals("other") && Catalogue.services().stream().noneMatch(each -> each.key().equals(service)))
                throw new Refused("services", "There is no service '%s'. Choose one of those shown.".formatted(service.length() > 60 ? service.substring(0, 60) + "…" : service));
            services.put(name, service);
        }
        if (services.size() > MOST_NAMES) throw new Refused("services", "%d names are the most that can be said.".formatted(MOST_NAMES));
        return services;
    }

    @PostMapping("/cancellation")
    ModelAndView cancel(@PathVariable String link, HttpServletRequest request) {
        var decision = changing(link, request);
        jobs.cancel(decision, Pasts.READING);
        return Html.seeOther(decision.address() + HistoryStep.PATH);
    }

    @PostMapping("/deletion")
    ModelAndView delete(@PathVariable String link, HttpServletRequest request) {
        var decision = changing(link, request);
        pasts.remove(decision);
        return Html.seeOther(decision.address() + HistoryStep.PATH, "The history is deleted, file and all.");
    }
}
