package demarc.app.estate.inventory;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.estate.AssetBook;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Html;
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
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/// Asks one network device what it is, or reads what it answered elsewhere.
@Controller
public class DiscoverPages {
    public record Page(List<Client> clients, String client, Asked asked, Map<String, String> problems) {}

    /// @param community of version 2c
    /// @param user      of version 3, which goes before it
    public record Asked(@Nullable String address, @Nullable Integer port, @Nullable String community, @Nullable String user, @Nullable String auth, @Nullable String authPassword, @Nullable String privacy,
            @Nullable String privacyPassword) {
        static final Asked NOTHING = new Asked(null, null, null, null, null, null, null, null);

        public String said(@Nullable String text) {
            return text == null ? "" : text.strip();
        }

        Snmp.Access access() {
            if (said(user).isEmpty()) {
                if (said(community).isEmpty() || said(community).length() > 200) throw new Refused("community", "Say the community by which it may be read, or a user of SNMP 3.");
                return new Snmp.Access.Community(said(community));
            }
            return new Snmp.Access.User(said(user), said(auth).isEmpty() ? "SHA256" : said(auth), said(authPassword), said(privacy).isEmpty() ? "AES128" : said(privacy),
                    said(privacyPassword).isEmpty() ? null : said(privacyPassword));
        }
    }

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
        return Html.page("estate/discover", new Page(directory.clientsSeenBy(by), "", Asked.NOTHING, Map.of()));
    }

    @PostMapping("/estate/discover")
    ModelAndView ask(Actor by, @RequestParam(defaultValue = "") String client, @ModelAttribute Asked asked, @RequestParam(required = false) @Nullable MultipartFile file) throws IOException {
        AssetBook.keeper(by);
        var of = directory.client(by, client);
        try {
            var taken = take(by, of, report(of, asked, file));
            return Html.seeOther("/estate/assets/" + taken.asset(), taken.isNew() ? "It is known now." : "It was known already; what changed stands below.");
        } catch (Refused refused) {
            return Html.page("estate/discover", new Page(directory.clientsSeenBy(by), client, asked, refused.byField()), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    /// The device is asked outside of any transaction: it may take its time.
    private Report report(Client client, Asked asked, @Nullable MultipartFile file) throws IOException {
        if (file != null && !file.isEmpty()) {
            if (file.getSize() > MOST) throw new Refused("file", "The recording is larger than %d MB.".formatted(MOST >> 20));
            var walk = Walk.recorded(new String(file.getBytes(), StandardCharsets.ISO_8859_1));
            if (walk.values().isEmpty()) throw new Refused("file", "The file has no line like 1.3.6.1.2.1.1.5.0|4|sw-core: it is no recorded walk (.snmprec).");
            return walk.report(null);
        }
        if (asked.said(asked.address).isEmpty()) throw new Refused("address", "Say which device: its address, or a recorded walk.");
        var access = asked.access();
        var found = Snmp.allowed(ranges.of(client.id()), asked.said(asked.address));
        return Snmp.walk(found, asked.port == null ? 161 : asked.port, access).report(found.getHostAddress());
    }

    private Inventory.Taken take(Actor by, Client client, Report report) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var taken = inventory.take(client.id(), report);
            audit.record(by, client.id(), "asked", "asset " + report.identity().name(), "by SNMP");
            return taken;
        }));
    }
}
