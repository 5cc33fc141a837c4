package demarc.app.work.history;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// Import of a history in the browser: upload, look at what it says, confirm.
@Controller
@RequestMapping("/clients/{key}/import")
public class ImportPages {

    public record UploadPage(String clientKey, String clientName, String zone, boolean agreed, Map<String, String> problems) {}

    /// @param share of the bar, 0 to 100
    public record RunPage(
            String address, String uploadAddress, String clientName, String fileName, String stage, boolean running, boolean tried, @Nullable String failure, int share,
            String progress, @Nullable RecognisedView recognised, @Nullable ReportView report) {}

    public record RecognisedView(String format, String size, String span, String written, List<Column> columns, String unused) {}

    public record Column(String column, String meaning) {}

    public record Team(String team, String party, String opened, int share, String movedIn) {}

    public record Hour(String hour, String opened, int share) {}

    public record Promised(String priority, String party, String respond, String respondCounts, String resolve, String resolveCounts, String target) {}

    public record RefusedRows(String where, String reason, String count, String examples) {}

    public record ReportView(
            String headline, List<Team> teams, String crossed, List<String> crossings, String office, List<Hour> hours, List<Promised> promises, List<RefusedRows> refused,
            List<String> notes) {}

    private final Imports imports;
    private final Runs runs;

    ImportPages(Imports imports, Runs runs) {
        this.imports = imports;
        this.runs = runs;
    }

    @GetMapping
    ModelAndView upload(Actor by, @PathVariable String key) {
        return Html.page("work/history/upload", uploadPage(by, imports.client(by, key), Map.of()));
    }

    private UploadPage uploadPage(Actor by, Client client, Map<String, String> problems) {
        return new UploadPage(client.key(), client.name(), client.zone().getId(), imports.inForce(by, client).isPresent(), problems);
    }

    @PostMapping
    ModelAndView start(Actor by, @PathVariable String key, @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile mapping, @RequestParam(defaultValue = "") String zone) throws IOException {
        var client = imports.client(by, key);
        try {
            if (file == null || file.isEmpty()) throw new Refused("file", "Choose the export to import.");
            var run = runs.start(by, client, file, mapping(mapping), zone(zone));
            return Html.seeOther("/clients/%s/import/%s".formatted(client.key(), run.id));
        } catch (Refused refused) {
            var field = refused.field() == null ? "" : refused.field();
            return Html.page("work/history/upload", uploadPage(by, client, Map.of(field, refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    private static Mapping mapping(@Nullable MultipartFile upload) throws IOException {
        if (upload == null || upload.isEmpty()) return Mapping.none();
        try {
            var name = upload.getOriginalFilename() == null ? "mapping" : Storyteller.shortened(upload.getOriginalFilename());
            return MappingFile.read(name, new String(upload.getBytes(), StandardCharsets.UTF_8));
        } catch (Refused refused) {
            throw new Refused("mapping", refused.message());
        }
    }

    private static @Nullable String zone(String written) {
        if (written.isBlank()) return null;
        try {
            return ZoneId.of(written.strip()).getId();
        } catch (DateTimeException e) {
            throw new Refused("zone", "There is no time zone '%s'. Write it like Europe/Rome.".formatted(written.strip()));
        }
    }

    @GetMapping("/{run}")
    ModelAndView run(Actor by, @PathVariable String key, @PathVariable String run) {
        return Html.page("work/history/run", RunViews.page(runs.get(by, imports.client(by, key), run)));
    }

    /// The changing part of the page, which htmx asks for while it runs.
    @GetMapping("/{run}/state")
    ModelAndView state(Actor by, @PathVariable String key, @PathVariable String run) {
        return Html.page("work/history/state", RunViews.page(runs.get(by, imports.client(by, key), run)));
    }

    @PostMapping("/{run}")
    ModelAndView confirm(Actor by, @PathVariable String key, @PathVariable String run) {
        var client = imports.client(by, key);
        runs.confirm(runs.get(by, client, run));
        return Html.seeOther("/clients/%s/import/%s".formatted(client.key(), run));
    }

    static String n(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
