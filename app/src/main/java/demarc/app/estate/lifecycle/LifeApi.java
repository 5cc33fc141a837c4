package demarc.app.estate.lifecycle;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.Asset;
import demarc.app.estate.AssetBook;
import demarc.app.estate.AssetForm;
import demarc.app.estate.AssetView;
import demarc.app.estate.Assets;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The life of assets for programs: what they cost, repairs, how they left, and what will have to be replaced.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.ESTATE_READ)
class LifeApi {
    /// @param cost for example `180 USD`
    public record RepairRequest(@Nullable String what, @Nullable String cost, @Nullable String onDay) {}

    public record RepairJson(long id, LocalDate onDay, String what, @Nullable String cost, String by) {}

    public record Repairs(List<RepairJson> items) {}

    /// What is left out, or null, is not known any more.
    ///
    /// @param version of the asset that was looked at; the newest when left out
    public record Purchase(@Nullable String purchasedOn, @Nullable String price, @Nullable String warrantyUntil, @Nullable Integer version) {}

    /// @param content in base64, up to 2 MB
    public record CertificateFile(@Nullable String name, @Nullable String content) {}

    /// @param method `wiped`, `shredded`, `returned`, `sold`, `donated`, `lost`, `kept`
    public record RetirementRequest(@Nullable String method, @Nullable String doneBy, @Nullable String doneOn, @Nullable String certificate, @Nullable CertificateFile file) {}

    public record Retirement(long asset, @Nullable LocalDate retiredOn, @Nullable String method, @Nullable String doneBy, @Nullable LocalDate doneOn, @Nullable String certificate,
            @Nullable String fileName, @Nullable String fileSha256, @Nullable String notedBy) {}

    public record RefreshPlanLine(String life, int things, String cost) {}

    /// @param ticket that works on it
    public record RefreshPlanYear(int year, int things, String cost, List<RefreshPlanLine> lines, @Nullable String ticket) {}

    public record RefreshRuleJson(String life, String label, int planYears, int replaceYears, String price, boolean own) {}

    /// @param ageless things of which nobody knows when they were bought, 1000 for more
    public record RefreshPlanJson(String client, List<RefreshPlanYear> years, String sum, int ageless, List<RefreshRuleJson> rules) {}

    public record RefreshDueJson(long asset, String name, String life, @Nullable LocalDate replaceOn, String why, @Nullable String usedBy) {}

    /// @param price for example `1,500 USD`
    public record RefreshRuleRequest(@Nullable Integer planYears, @Nullable Integer replaceYears, @Nullable String price) {}

    /// @param release  as endoflife.date calls it; null when it is none that is known here
    /// @param bySystem the distribution mends it as long as it mends the system
    /// @param until    its maker's last day of security updates: a day, `open` for no end known, `ended` for an end whose day nobody wrote down
    public record SoftwareJson(String product, @Nullable String release, String name, String version, boolean bySystem, @Nullable String until, @Nullable String extended) {}

    public record SoftwaresJson(List<SoftwareJson> items) {}

    /// @param runs the filter of the asset list that shows them
    public record EndingJson(String release, @Nullable String until, int assets, String runs) {}

    public record EndingsJson(List<EndingJson> items) {}

    private final Leaving leaving;
    private final RefreshPlan plan;
    private final SoftwareLives software;
    private final Assets assets;
    private final AssetView view;
    private final AssetBook book;
    private final Directory directory;
    private final Idempotency idempotency;

    LifeApi(Leaving leaving, RefreshPlan plan, SoftwareLives software, Assets assets, AssetView view, AssetBook book, Directory directory, Idempotency idempotency) {
        this.leaving = leaving;
        this.plan = plan;
        this.software = software;
        this.assets = assets;
        this.view = view;
        this.book = book;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    @GetMapping("/assets/{id}/repairs")
    @Transactional(readOnly = true)
    Repairs repairs(Actor by, @PathVariable long id) {
        return repairs(asset(by, id));
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/assets/{id}/repairs")
    ResponseEntity<Repairs> repaired(Actor by, @PathVariable long id, @RequestBody RepairRequest request, @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.once(by, key, Map.of("asset", id, "repair", request), Repairs.class, () -> {
            leaving.repaired(by, id, request.what, request.cost, request.onDay);
            return ResponseEntity.status(HttpStatus.CREATED).body(repairs(assets.get(by, id)));
        });
    }

    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/assets/{id}/purchase")
    @Transactional
    Purchase bought(Actor by, @PathVariable long id, @RequestBody Purchase request) {
        AssetBook.keeper(by);
        var before = assets.get(by, id);
        var asset = book.change(by, id, bought(book.form(before.client(), id), request));
        return new Purchase(text(asset.purchasedOn()), asset.price(), text(asset.warrantyUntil()), asset.version());
    }

    @GetMapping("/assets/{id}/retirement")
    @Transactional(readOnly = true)
    Retirement retirement(Actor by, @PathVariable long id) {
        var asset = asset(by, id);
        if (!asset.isRetired()) throw new NotFound("retirement of asset", id);
        return retirement(asset);
    }

    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/assets/{id}/retirement")
    @Transactional
    Retirement retire(Actor by, @PathVariable long id, @RequestBody RetirementRequest request) {
        AssetBook.keeper(by);
        return retirement(leaving.retire(by, id, request.method, request.doneBy, request.doneOn, request.certificate, file(request.file)));
    }

    /// It is in use again.
    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/assets/{id}/retirement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void bringBack(Actor by, @PathVariable long id) {
        leaving.bringBack(by, id);
    }

    @GetMapping("/assets/{id}/retirement/certificate")
    @Transactional(readOnly = true)
    CertificateFile certificate(Actor by, @PathVariable long id) {
        asset(by, id);
        var file = leaving.certificate(by, id);
        return new CertificateFile(file.name(), Base64.getEncoder().encodeToString(file.content()));
    }

    /// Until when installed software is mended, for what endoflife.date keeps dates of.
    @GetMapping("/assets/{id}/software-support")
    @Transactional(readOnly = true)
    SoftwaresJson support(Actor by, @PathVariable long id) {
        var asset = asset(by, id);
        return new SoftwaresJson(software.of(asset.client(), id).stream().map(one -> new SoftwareJson(one.product(), one.release(), one.name(), one.version(), one.bySystem(), until(one.until()),
                until(one.extended()))).toList());
    }

    /// Releases that are mended no more, or for less than a year to come, and on how many assets they are.
    @GetMapping("/clients/{key}/software-support")
    @Transactional(readOnly = true)
    EndingsJson endings(Actor by, @PathVariable String key) {
        return new EndingsJson(software.ending(client(by, key).id()).stream().map(one -> new EndingJson(one.release(), until(one.until()), one.things(), one.product() + "/" + one.cycle())).toList());
    }

    @GetMapping("/clients/{key}/refresh-plan")
    @Transactional(readOnly = true)
    RefreshPlanJson plan(Actor by, @PathVariable String key) {
        var client = client(by, key);
        var read = plan.of(client.id());
        return new RefreshPlanJson(client.key(), read.years().stream().map(LifeApi::year).toList(), read.sum().toString(), read.ageless(),
                read.rules().values().stream().map(rule -> new RefreshRuleJson(rule.life().key(), rule.life().label(), rule.planYears(), rule.replaceYears(), rule.price().toString(), rule.setBy() != null)).toList());
    }

    /// What falls due in a year, the first first; what is overdue belongs to the current one.
    @GetMapping("/clients/{key}/refresh-plan/{year}")
    @Transactional(readOnly = true)
    Page<RefreshDueJson> due(Actor by, @PathVariable String key, @PathVariable int year, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        var client = client(by, key);
        if (year < 1980 || year > 2200) throw new Refused("year", "The year %d is none of a plan.".formatted(year));
        var after = Cursor.parse(cursor, 2);
        var most = Page.limit(limit);
        var page = Page.of(plan.due(client.id(), year, after == null ? null : after.date(0), after == null ? 0 : after.number(1), most), most, last -> Cursor.of(last.on(), last.id()));
        return new Page<>(page.items().stream().map(one -> new RefreshDueJson(one.id(), one.name(), one.life().key(), one.on(), one.why(), one.usedBy())).toList(), page.next());
    }

    /// Makes work of a year's refresh; whose it is says the agreement.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/clients/{key}/refresh-plan/{year}/work")
    @Transactional
    RefreshPlanYear ask(Actor by, @PathVariable String key, @PathVariable int year) {
        var client = client(by, key);
        plan.ask(by, client, year);
        return plan.of(client.id()).years().stream().filter(one -> one.year() == year).map(LifeApi::year).findFirst().orElseThrow();
    }

    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/clients/{key}/refresh-rules/{life}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(Actor by, @PathVariable String key, @PathVariable String life, @RequestBody RefreshRuleRequest request) {
        AssetBook.keeper(by);
        plan.set(by, client(by, key), life(life), said("planYears", request.planYears), said("replaceYears", request.replaceYears), request.price == null ? "" : request.price);
    }

    /// Back to the default.
    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/clients/{key}/refresh-rules/{life}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(Actor by, @PathVariable String key, @PathVariable String life) {
        plan.reset(by, client(by, key), life(life));
    }

    private static RefreshPlanYear year(RefreshPlan.Year year) {
        var lines = new ArrayList<RefreshPlanLine>();
        new TreeMap<>(year.costs()).forEach((life, cost) -> lines.add(new RefreshPlanLine(life.key(), year.counts().getOrDefault(life, 0), cost.toString())));
        return new RefreshPlanYear(year.year(), year.things(), year.sum().toString(), lines, year.ref());
    }

    private Repairs repairs(Asset of) {
        return new Repairs(view.repairs(of).stream().map(one -> new RepairJson(one.id(), one.onDay(), one.what(), one.cost(), one.notedBy())).toList());
    }

    private Retirement retirement(Asset of) {
        var done = view.disposal(of);
        return done == null ? new Retirement(of.id(), of.retiredOn(), null, null, null, null, null, null, null)
                : new Retirement(of.id(), of.retiredOn(), done.method().toLowerCase(Locale.ROOT), done.doneBy(), done.doneOn(), done.certificate(), done.fileName(), done.fileHash(), done.notedBy());
    }

    private static Leaving.@Nullable File file(@Nullable CertificateFile said) {
        if (said == null || said.content == null || said.content.isBlank()) return null;
        try {
            return new Leaving.File(Leaving.fileName(said.name), Base64.getDecoder().decode(said.content.strip()));
        } catch (IllegalArgumentException e) {
            throw new Refused("file", "The content of the certificate is not base64: %s".formatted(e.getMessage()));
        }
    }

    private static AssetForm bought(AssetForm is, Purchase said) {
        return new AssetForm(is.client(), is.name(), is.kind(), is.variant(), is.site(), is.parent(), is.maker(), is.model(), is.serial(), is.os(), is.osVersion(), is.firmware(), is.exposed(), is.tier(),
                is.ring(), is.usedBy(), said.purchasedOn, said.price, said.warrantyUntil, is.notes(), said.version == null ? is.version() : said.version);
    }

    private Asset asset(Actor by, long id) {
        if (!by.seesAgreements()) throw new Forbidden("The estate is for those who work on IT or steer it.");
        return assets.get(by, id);
    }

    private Client client(Actor by, String key) {
        if (!by.seesAgreements()) throw new Forbidden("The estate is for those who work on IT or steer it.");
        return directory.client(by, key);
    }

    private static Life life(String key) {
        var life = Life.find(key);
        if (life == null) throw new NotFound("refresh rule", key);
        return life;
    }

    private static int said(String field, @Nullable Integer years) {
        if (years == null) throw new Refused(field, "Say after how many years.");
        return years;
    }

    private static @Nullable String until(@Nullable LocalDate day) {
        return day == null ? null : day.equals(LocalDate.MAX) ? "open" : day.equals(LocalDate.MIN) ? "ended" : day.toString();
    }

    private static @Nullable String text(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }
}
