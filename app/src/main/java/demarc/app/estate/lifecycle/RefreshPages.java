package demarc.app.estate.lifecycle;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.estate.AssetPage.Support;
import demarc.app.estate.lifecycle.RefreshPage.Due;
import demarc.app.estate.lifecycle.RefreshPage.RuleRow;
import demarc.app.estate.lifecycle.RefreshPage.YearRow;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// The refresh plan, its rules, and the life of one asset.
@Controller
class RefreshPages {
    private static final int PAGE = 50;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final RefreshPlan plan;
    private final Leaving leaving;
    private final LifeCycles cycles;
    private final SoftwareLives software;
    private final Clock clock;
    private final Directory directory;

    RefreshPages(RefreshPlan plan, Leaving leaving, LifeCycles cycles, SoftwareLives software, Clock clock, Directory directory) {
        this.plan = plan;
        this.leaving = leaving;
        this.cycles = cycles;
        this.software = software;
        this.clock = clock;
        this.directory = directory;
    }

    @GetMapping("/estate/refresh")
    @Transactional(readOnly = true)
    ModelAndView page(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable Integer year, @RequestParam(required = false) @Nullable String cursor) {
        if (!by.seesAgreements()) throw new Forbidden("The estate is for those who work on IT or steer it.");
        var clients = directory.clientsSeenBy(by);
        var chosen = client.isEmpty() ? clients.isEmpty() ? null : clients.getFirst() : directory.client(by, client);
        if (chosen == null) return Html.page("estate/refresh", new RefreshPage.Page(null, List.of(), new RefreshPage.Picture(1, 1, List.of(), List.of(), List.of(), ""), List.of(), List.of(), List.of(),
                List.of(), 0, null, 0, "", true, false, by.isAdministrator(), cycles.words(), List.of()));
        var read = plan.of(chosen.id());
        var lives = read.years().stream().flatMap(each -> each.costs().keySet().stream()).distinct().sorted().toList();
        var first = read.years().getFirst().year();
        var shown = year == null ? read.years().stream().filter(each -> each.things() > 0).findFirst().map(RefreshPlan.Year::year).orElse(first) : year;
        var here = "/estate/refresh?client=" + chosen.key();
        var years = read.years().stream().map(each -> new YearRow(each.year(), here + "&year=" + each.year(), each.year() == shown, each.things(), each.sum().human(),
                lives.stream().map(life -> each.costs().containsKey(life) ? "%d · %s".formatted(each.counts().get(life), Objects.requireNonNull(each.costs().get(life)).human()) : "").toList(), each.ref())).toList();
        var after = Cursor.parse(cursor, 2);
        var due = plan.due(chosen.id(), shown, after == null ? null : after.date(0), after == null ? 0 : after.number(1), PAGE);
        var more = due.size() > PAGE;
        var rows = more ? due.subList(0, PAGE) : due;
        var last = rows.isEmpty() ? null : rows.getLast();
        return Html.page("estate/refresh", new RefreshPage.Page(chosen, clients, RefreshPage.picture(read), years, lives.stream().map(Life::label).toList(),
                read.rules().values().stream().map(rule -> new RuleRow(rule.life().key(), rule.life().label(), rule.planYears(), rule.replaceYears(), rule.price().human(), rule.setBy() != null,
                        rule.setBy() != null ? "set by " + rule.setBy() : "default: years by %s, price our own guess".formatted(rule.life().source()))).toList(),
                rows.stream().map(one -> new Due(one.id(), one.name(), one.life().label(), one.on() == null ? "" : DAY.format(one.on()), one.why(), one.usedBy())).toList(), shown,
                more && last != null ? here + "&year=" + shown + "&cursor=" + Cursor.of(last.on(), last.id()) : null, read.ageless(), read.sum().human(),
                read.years().stream().allMatch(each -> each.things() == 0), AssetBook.mayKeep(by), by.isAdministrator(), cycles.words(), software(chosen)));
    }

    @PostMapping("/estate/refresh/{client}/rules/{life}")
    ModelAndView set(Actor by, @PathVariable String client, @PathVariable String life, @RequestParam(defaultValue = "0") int planYears, @RequestParam(defaultValue = "0") int replaceYears,
            @RequestParam(defaultValue = "") String price) {
        var of = directory.client(by, client);
        plan.set(by, of, life(life), planYears, replaceYears, price);
        return Html.seeOther("/estate/refresh?client=" + of.key(), "Set. The plan follows.");
    }

    @PostMapping("/estate/refresh/{client}/rules/{life}/reset")
    ModelAndView reset(Actor by, @PathVariable String client, @PathVariable String life) {
        var of = directory.client(by, client);
        plan.reset(by, of, life(life));
        return Html.seeOther("/estate/refresh?client=" + of.key(), "Back to the default.");
    }

    @PostMapping("/estate/refresh/{client}/years/{year}")
    ModelAndView ask(Actor by, @PathVariable String client, @PathVariable int year) {
        var of = directory.client(by, client);
        plan.ask(by, of, year);
        return Html.seeOther("/estate/refresh?client=%s&year=%d".formatted(of.key(), year), "The refresh of %d is work now.".formatted(year));
    }

    /// Life-cycle dates are the installation's.
    @PostMapping("/estate/refresh/releases")
    ModelAndView releases(Actor by, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        if (!by.isAdministrator()) throw new Forbidden("Life-cycle dates are the installation's: an administrator imports them.");
        if (file == null || file.isEmpty()) throw new Refused("file", "Choose the file to import.");
        try (var in = file.getInputStream()) {
            return Html.seeOther("/estate/refresh", cycles.replace(by, in, String.valueOf(file.getOriginalFilename())));
        }
    }

    @PostMapping("/estate/assets/{id}/repairs")
    ModelAndView repaired(Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String what, @RequestParam(defaultValue = "") String cost, @RequestParam(defaultValue = "") String onDay) {
        leaving.repaired(by, id, what, cost, onDay);
        return Html.seeOther("/estate/assets/" + id, "Noted.");
    }

    @PostMapping("/estate/assets/{id}/retirement")
    ModelAndView retire(Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String method, @RequestParam(defaultValue = "") String doneBy, @RequestParam(defaultValue = "") String doneOn,
            @RequestParam(defaultValue = "") String certificate, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        var kept = file == null || file.isEmpty() ? null : new Leaving.File(Leaving.fileName(file.getOriginalFilename()), file.getBytes());
        return Html.seeOther("/estate/assets/" + id, leaving.retire(by, id, method, doneBy, doneOn, certificate, kept).name() + " is retired.");
    }

    @PostMapping("/estate/assets/{id}/return")
    ModelAndView bringBack(Actor by, @PathVariable long id) {
        return Html.seeOther("/estate/assets/" + id, leaving.bringBack(by, id).name() + " is in use again.");
    }

    /// To be kept, never to be shown: whatever it is, the browser does not open it here.
    @GetMapping("/estate/assets/{id}/certificate")
    ResponseEntity<byte[]> certificate(Actor by, @PathVariable long id) {
        if (!by.seesAgreements()) throw new NotFound("certificate of asset", id);
        var file = leaving.certificate(by, id);
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file.name(), java.nio.charset.StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").body(file.content());
    }

    private List<RefreshPage.Software> software(Client of) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return software.ending(of.id()).stream().map(one -> {
            var support = Support.of(one.release(), one.until(), one.extended(), today);
            return new RefreshPage.Software(one.release(), support.words(), support.tone(), one.things(), "/estate?client=%s&runs=%s/%s".formatted(of.key(), one.product(), one.cycle()));
        }).toList();
    }

    private static Life life(String key) {
        var life = Life.find(key);
        if (life == null) throw new NotFound("refresh rule", key);
        return life;
    }
}
