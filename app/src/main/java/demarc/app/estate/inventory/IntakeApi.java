package demarc.app.estate.inventory;

import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// How assets come in, for programs: the keys of inventory agents, what of their reports was not understood, and tables.
@RestController
@RequestMapping("/api/v1/clients/{key}")
@Needs(Scope.ESTATE_READ)
class IntakeApi {
    /// @param until  null for no end
    /// @param secret shown this once, and only to whoever made it
    public record InventoryKeyJson(int number, String madeBy, Instant madeAt, @Nullable Instant until, @Nullable Instant usedAt, @Nullable String secret) {}

    public record InventoryKeysJson(List<InventoryKeyJson> items) {}

    /// @param size in bytes
    public record InventoryKeptJson(long number, Instant at, String why, String by, int size) {}

    public record InventoryKeptsJson(List<InventoryKeptJson> items) {}

    /// @param line of the table
    public record AssetRowWrong(long line, String name, String why) {}

    /// @param dryRun  nothing was written
    /// @param columns what was recognised: the table's word, then the field
    /// @param wrong   the first fifty of `wrongRows`
    public record AssetImportJson(boolean dryRun, Map<String, String> columns, List<String> ignored, int added, int updated, int wrongRows, List<AssetRowWrong> wrong) {}

    private final InventoryKeys keys;
    private final KeptReports kept;
    private final AssetImport imports;
    private final Directory directory;

    IntakeApi(InventoryKeys keys, KeptReports kept, AssetImport imports, Directory directory) {
        this.keys = keys;
        this.kept = kept;
        this.imports = imports;
        this.directory = directory;
    }

    @GetMapping("/inventory-keys")
    @Transactional(readOnly = true)
    InventoryKeysJson keys(Actor by, @PathVariable String key) {
        AssetBook.keeper(by);
        return new InventoryKeysJson(keys.of(directory.client(by, key).id()).stream().map(one -> json(one, null)).toList());
    }

    /// A new key leaves the old ones two weeks.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/inventory-keys")
    @Transactional
    ResponseEntity<InventoryKeyJson> make(Actor by, @PathVariable String key) {
        AssetBook.keeper(by);
        var client = directory.client(by, key);
        var secret = keys.make(by, client.id());
        return ResponseEntity.status(HttpStatus.CREATED).body(json(keys.of(client.id()).getFirst(), secret));
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/inventory-keys/{number}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Actor by, @PathVariable String key, @PathVariable int number) {
        AssetBook.keeper(by);
        keys.end(by, directory.client(by, key).id(), number);
    }

    /// Reports that were not understood, the newest first.
    @GetMapping("/kept-reports")
    @Transactional(readOnly = true)
    InventoryKeptsJson kept(Actor by, @PathVariable String key) {
        AssetBook.keeper(by);
        return new InventoryKeptsJson(kept.of(directory.client(by, key).id()).stream().map(one -> new InventoryKeptJson(one.id(), one.at(), one.why(), one.saidBy(), one.size())).toList());
    }

    /// Takes a table of assets, all rows or none: the body is the table itself, up to 8 MB. What is wrong with it is answered with 422, and nothing is written.
    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/asset-imports")
    ResponseEntity<AssetImportJson> take(Actor by, @PathVariable String key, @RequestParam(defaultValue = "false") boolean dryRun, @RequestBody byte[] table) {
        AssetBook.keeper(by);
        var client = directory.client(by, key);
        var preview = imports.preview(by, client, table);
        if (preview.fresh() + preview.known() + preview.wrongs() == 0) throw new Refused("file", "The table has no rows.");
        var done = !dryRun && preview.wrongs() == 0;
        if (done) imports.take(by, client, preview.upload());
        else imports.drop(by, client, preview.upload());
        var report = new AssetImportJson(!done, preview.columns(), preview.ignored(), preview.fresh(), preview.known(), preview.wrongs(),
                preview.wrong().stream().map(one -> new AssetRowWrong(one.line(), one.name(), one.why())).toList());
        return ResponseEntity.status(preview.wrongs() > 0 && !dryRun ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK).body(report);
    }

    private static InventoryKeyJson json(InventoryKeys.Key one, @Nullable String secret) {
        return new InventoryKeyJson(one.id(), one.madeBy(), one.madeAt(), one.until(), one.usedAt(), secret);
    }
}
