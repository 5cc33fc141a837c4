package demarc.app.estate;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Cursor;
import demarc.app.platform.Idempotency;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Scope;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
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

/// Assets for programs.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.ESTATE_READ)
class AssetApi {
    /// @param client         key
    /// @param parent         id of what it is reached through
    /// @param release        the release that it runs, as endoflife.date calls it
    /// @param supportedUntil a day, `open` for no end known, `ended` for an end whose day nobody wrote down
    public record AssetJson(long id, String client, String name, String kind, @Nullable String variant, @Nullable String site, @Nullable Long parent, @Nullable String maker, @Nullable String model,
            @Nullable String serial, @Nullable String uuid, @Nullable String os, @Nullable String osVersion, boolean exposed, @Nullable Integer tier, int ring, @Nullable String usedBy,
            @Nullable LocalDate purchasedOn, @Nullable String price, @Nullable LocalDate warrantyUntil, @Nullable String release, @Nullable String supportedUntil, @Nullable LocalDate replaceOn,
            @Nullable LocalDate retiredOn, String origin, Instant firstSeenAt, Instant lastSeenAt, int version) {}

    public record AddressJson(String kind, String value) {}

    /// @param notes       of people
    /// @param replaceWhy  a sentence
    public record WholeJson(AssetJson asset, List<AddressJson> addresses, @Nullable String board, @Nullable String cpu, @Nullable Integer memoryMb, @Nullable Integer diskMb,
            @Nullable String firmware, @Nullable String agent, String notes, @Nullable Long mergedInto, @Nullable String replaceWhy) {}

    public record PackageJson(String name, String version, @Nullable String publisher, @Nullable String packaging, Instant since) {}

    public record AssetChangeJson(long id, Instant at, String field, @Nullable String was, @Nullable String became, String by, boolean look) {}

    public record MergeRequest(long other) {}

    private static final String KEY = "Idempotency-Key";

    private final Assets assets;
    private final AssetListing listing;
    private final AssetView view;
    private final AssetBook book;
    private final Directory directory;
    private final Idempotency idempotency;

    AssetApi(Assets assets, AssetListing listing, AssetView view, AssetBook book, Directory directory, Idempotency idempotency) {
        this.assets = assets;
        this.listing = listing;
        this.view = view;
        this.book = book;
        this.directory = directory;
        this.idempotency = idempotency;
    }

    /// @param client key; all that the caller sees when left out
    /// @param state  `in-use`, `unsupported`, `ending`, `software-ended`, `replace`, `warranty`, `ageless`, `silent`, `look`, `retired`
    /// @param runs   a release of some software, as endoflife.date calls it: `postgresql/11`
    @GetMapping("/assets")
    @Transactional(readOnly = true)
    Page<AssetJson> assets(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String site,
            @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String software, @RequestParam(defaultValue = "") String runs, @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        AssetPages.staff(by);
        var query = AssetQuery.of(Map.of("kind", kind, "site", site, "state", state, "software", software, "runs", runs, "q", q));
        return page(AssetQuery.listing(query, client.isEmpty() ? by.clients() : List.of(book.client(by, client).id())), cursor, limit);
    }

    @GetMapping("/clients/{key}/assets")
    @Transactional(readOnly = true)
    Page<AssetJson> ofClient(Actor by, @PathVariable String key, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        AssetPages.staff(by);
        return page(AssetQuery.listing(AssetQuery.of(Map.of()), List.of(book.client(by, key).id())), cursor, limit);
    }

    @GetMapping("/assets/{id}")
    @Transactional(readOnly = true)
    WholeJson asset(Actor by, @PathVariable long id) {
        AssetPages.staff(by);
        return whole(assets.get(by, id));
    }

    @GetMapping("/assets/{id}/software")
    @Transactional(readOnly = true)
    Page<PackageJson> software(Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        AssetPages.staff(by);
        var after = Cursor.parse(cursor, 2);
        var most = Page.limit(limit);
        var rows = view.software(assets.get(by, id), q.strip(), after == null ? "" : after.text(0), after == null ? "" : after.text(1), most);
        var page = Page.of(rows, most, last -> Cursor.of(last.name(), last.version()));
        return new Page<>(page.items().stream().map(one -> new PackageJson(one.name(), one.version(), one.publisher(), one.packaging(), one.firstSeenAt())).toList(), page.next());
    }

    @GetMapping("/assets/{id}/changes")
    @Transactional(readOnly = true)
    Page<AssetChangeJson> changes(Actor by, @PathVariable long id, @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable Integer limit) {
        AssetPages.staff(by);
        var after = Cursor.parse(cursor, 1);
        var most = Page.limit(limit);
        var page = Page.of(view.changes(assets.get(by, id), after == null ? Long.MAX_VALUE : after.number(0), most), most, last -> Cursor.of(last.id()));
        return new Page<>(page.items().stream().map(one -> new AssetChangeJson(one.id(), one.at(), one.field(), one.was(), one.became(), one.saidBy(), one.look())).toList(), page.next());
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/assets")
    ResponseEntity<WholeJson> add(Actor by, @RequestBody AssetForm form, @RequestHeader(name = KEY, required = false) @Nullable String key) {
        return idempotency.once(by, key, form, WholeJson.class, () -> {
            var asset = book.add(by, form);
            return ResponseEntity.created(URI.create("/api/v1/assets/" + asset.id())).body(whole(asset));
        });
    }

    /// Replaces what people say of it; what agents report stays. The version is the one that was looked at.
    @Needs(Scope.ESTATE_WRITE)
    @PutMapping("/assets/{id}")
    WholeJson change(Actor by, @PathVariable long id, @RequestBody AssetForm form) {
        return whole(book.change(by, id, form));
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/assets/{id}/merge")
    WholeJson merge(Actor by, @PathVariable long id, @RequestBody MergeRequest request) {
        return whole(book.merge(by, id, request.other()));
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/assets/{id}/look")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void looked(Actor by, @PathVariable long id) {
        book.looked(by, id);
    }

    private Page<AssetJson> page(AssetListing.Query query, @Nullable String cursor, @Nullable Integer limit) {
        var page = listing.page(query, cursor, Page.limit(limit));
        var keys = directory.clients().stream().collect(Collectors.toMap(Client::id, Client::key));
        return new Page<>(page.items().stream().map(row -> json(row.asset(), keys.getOrDefault(row.asset().client(), ""), row.variant(), row.release(), row.supportedUntil(), row.replaceOn())).toList(), page.next());
    }

    private WholeJson whole(Asset asset) {
        var detail = view.detail(asset);
        var client = directory.client(asset.client()).key();
        return new WholeJson(json(asset, client, detail.variant(), detail.release(), detail.supportedUntil(), detail.replaceOn()),
                view.addresses(asset).stream().map(one -> new AddressJson(one.kind().toLowerCase(java.util.Locale.ROOT), one.value())).toList(), detail.board(), detail.cpu(), detail.memoryMb(),
                detail.diskMb(), detail.firmware(), detail.agent(), detail.notes(), detail.mergedInto(), detail.replaceWhy());
    }

    private static AssetJson json(Asset a, String client, @Nullable Variant variant, @Nullable String release, @Nullable LocalDate until, @Nullable LocalDate replaceOn) {
        return new AssetJson(a.id(), client, a.name(), a.kind().key(), variant == null ? null : variant.key(), a.site(), a.parent(), a.maker(), a.model(), a.serial(), a.uuid(), a.os(), a.osVersion(),
                a.exposed(), a.tier(), a.ringInForce(), a.usedBy(), a.purchasedOn(), a.price(), a.warrantyUntil(), release,
                until == null ? null : until.equals(LocalDate.MAX) ? "open" : until.equals(LocalDate.MIN) ? "ended" : until.toString(), replaceOn, a.retiredOn(), a.origin(), a.firstSeenAt(),
                a.lastSeenAt(), a.version());
    }
}
