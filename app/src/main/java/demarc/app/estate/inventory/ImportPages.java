package demarc.app.estate.inventory;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// A list of things from a file: first shown as it was understood, then taken whole or not at all.
@Controller("assetImportPages")
public class ImportPages {
    /// @param upload what the confirmation names
    public record Preview(String client, String clientName, Map<String, String> columns, List<String> ignored, List<Sample> samples, int fresh, int known, List<Wrong> wrong, int wrongs, long upload) {}

    public record Sample(String name, String kind, String detail, boolean known) {}

    /// @param line of the file
    public record Wrong(long line, String name, String why) {}

    public record Page(List<Client> clients, @Nullable Preview preview, Map<String, String> problems) {}

    private final AssetImport imports;
    private final Directory directory;

    ImportPages(AssetImport imports, Directory directory) {
        this.imports = imports;
        this.directory = directory;
    }

    @GetMapping("/estate/import")
    ModelAndView upload(Actor by) {
        AssetBook.keeper(by);
        return Html.page("estate/import", new Page(directory.clientsSeenBy(by), null, Map.of()));
    }

    @PostMapping("/estate/import")
    ModelAndView read(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        AssetBook.keeper(by);
        var of = directory.client(by, client);
        try {
            if (file == null || file.isEmpty()) throw new Refused("file", "Choose the table to import.");
            return Html.page("estate/import", new Page(directory.clientsSeenBy(by), imports.preview(by, of, file.getBytes()), Map.of()));
        } catch (Refused refused) {
            return Html.page("estate/import", new Page(directory.clientsSeenBy(by), null, refused.byField()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/estate/import/confirmed")
    ModelAndView take(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "0") long upload) {
        AssetBook.keeper(by);
        var of = directory.client(by, client);
        return Html.seeOther("/estate?client=" + of.key(), imports.take(by, of, upload));
    }
}
