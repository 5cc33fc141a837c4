package demarc.app.estate.inventory;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// Asks one network device what it is, or reads what it answered elsewhere.
@Controller
public class DiscoverPages {
    public record Page(List<Client> clients, String client, String address, Map<String, String> problems) {}

    private static final int MOST = 8 << 20;

    private final Inventory inventory;
    private final OpenedRanges ranges;
    private final Directory directory;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DiscoverPages(Inventory inventory, OpenedRanges ranges, Directory directory, Audit audit, TransactionTemplate transaction) {
        this.inventory = inventory;
        this.ranges = ranges;
        this.directory = directory;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping("/estate/discover")
    ModelAndView page(Actor by) {
        AssetBook.keeper(by);
        return Html.page("estate/discover", new Page(clients(by), "", "", Map.of()));
    }

    @PostMapping("/estate/discover")
    ModelAndView ask(Actor by, @RequestParam(defaultValue = "") String client, @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "161") int port,
            @RequestParam(defaultValue = "") String community, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        AssetBook.keeper(by);
        var of = directory.findClient(client).filter(one -> by.sees(one.id())).orElseThrow(() -> new NotFound("client", client));
        try {
            var taken = take(by, of, report(of, address, port, community, file));
            return Html.seeOther("/estate/assets/" + taken.asset(), taken.isNew() ? "It is known now." : "It was known already; what changed stands below.");
        } catch (Refused refused) {
            return Html.page("estate/discover", new Page(clients(by), client, address, Map.of(refused.field() == null ? "" : refused.field(), refused.message())), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// The device is asked outside of any transaction: it may take its time.
    private Report report(Client client, String address, int port, String community, @Nullable MultipartFile file) throws IOException {
        if (file != null && !file.isEmpty()) {
            if (file.getSize() > MOST) throw new Refused("file", "The recording is larger than %d MB.".formatted(MOST >> 20));
            var walk = Walk.recorded(new String(file.getBytes(), StandardCharsets.ISO_8859_1));
            if (walk.values().isEmpty()) throw new Refused("file", "The file has no line like 1.3.6.1.2.1.1.5.0|4|sw-core: it is no recorded walk (.snmprec).");
            return walk.report(null);
        }
        if (address.isBlank()) throw new Refused("address", "Say which device: its address, or a recorded walk.");
        if (community.isBlank() || community.length() > 200) throw new Refused("community", "Say the community by which it may be read.");
        var found = Snmp.allowed(ranges.of(client.id()), address);
        return Snmp.walk(found, port, community).report(found.getHostAddress());
    }

    private Inventory.Taken take(Actor by, Client client, Report report) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var taken = inventory.take(client.id(), report);
            audit.record(by, client.id(), "asked", "asset " + report.identity().name(), "by SNMP");
            return taken;
        }));
    }

    private List<Client> clients(Actor by) {
        return directory.clients().stream().filter(one -> by.sees(one.id())).toList();
    }
}
