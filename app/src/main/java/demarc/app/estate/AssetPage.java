package demarc.app.estate;

import demarc.app.directory.Client;
import demarc.app.directory.Site;
import demarc.app.estate.Asset.Kind;
import demarc.app.estate.AssetListing.State;
import demarc.app.platform.ListQuery.Chip;
import demarc.app.platform.ListQuery;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The pages of assets, as their templates get them.
public final class AssetPage {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /// @param next  null on the last page
    /// @param twins how many may be the same, and fifty for more
    public record ListPage(ListQuery query, List<Line> lines, @Nullable String next, boolean first, List<Count> counts, List<Chip> chips, List<Client> clients, List<Site> sites, int twins,
            boolean mayKeep, boolean anything) {
        public List<State> states() {
            return List.of(State.values());
        }

        public List<Kind> kinds() {
            return List.of(Kind.values());
        }
    }

    public record Line(Asset asset, String client, String is, @Nullable String release, Support support, boolean look, boolean due) {}

    public record Count(Kind kind, int n, String href, boolean current) {}

    /// @param tone `bad`, `warn`, `good` or nothing
    public record Support(String words, String tone) {
        public static Support of(@Nullable String release, @Nullable LocalDate until, @Nullable LocalDate extended, LocalDate today) {
            if (release == null || until == null) return new Support("", "");
            if (until.equals(LocalDate.MAX)) return new Support("supported", "good");
            if (until.equals(LocalDate.MIN)) return new Support("support has ended", "bad");
            if (until.isBefore(today)) return extended != null && !extended.isBefore(today) ? new Support("ended %s, paid until %s".formatted(day(until), day(extended)), "bad")
                    : new Support("support ended %s".formatted(day(until)), "bad");
            return new Support("supported until %s".formatted(day(until)), until.isBefore(today.plusMonths(12)) ? "warn" : "good");
        }

        /// How near the end is, in the steps by which people plan.
        static String near(LocalDate until, LocalDate today) {
            for (var months : new int[] {3, 6, 12}) if (!until.isBefore(today) && until.isBefore(today.plusMonths(months))) return "within %d months".formatted(months);
            return "";
        }
    }

    /// @param share 0 to 100 of its years
    public record Age(String words, int share, String tone, @Nullable String plan, @Nullable String replace) {}

    public record Panel(String title, List<AssetPanel.Row> rows, String otherwise) {}

    public record Fact(String name, String value) {}

    public record Link(long id, String name, String detail) {}

    public record SoftwarePart(List<AssetView.Package> packages, String q, @Nullable String next, boolean first) {}

    public record OnePage(Asset asset, Detail detail, Client client, @Nullable String site, List<Fact> facts, List<AssetView.Address> addresses, Support support, String nearEnd, @Nullable Age age,
            List<AssetParts.Part> parts, SoftwarePart software, List<AssetView.Change> changes, @Nullable String older, List<Link> above, List<Link> children, List<AssetView.Twin> twins,
            List<AssetView.Repair> repairs, AssetView.@Nullable Disposal disposal, List<Panel> panels, List<String> warnings, boolean look, boolean mayKeep, String today,
            List<Runbooks.Runbook> runbooks) {}

    public record FormPage(AssetForm form, @Nullable Long id, List<Client> clients, List<Site> sites, Map<String, String> problems) {
        public Map<String, String> kinds() {
            var all = new LinkedHashMap<String, String>();
            for (var kind : Kind.values()) all.put(kind.key(), kind.label());
            return all;
        }

        public Map<String, String> variants() {
            var all = new LinkedHashMap<String, String>();
            all.put("", "As its kind");
            for (var variant : Variant.values()) all.put(variant.key(), variant.label());
            return all;
        }

        public Map<String, String> siteNames() {
            var all = new LinkedHashMap<String, String>();
            all.put("", "None");
            for (var site : sites) all.put(site.key(), site.name());
            return all;
        }

        public Map<String, String> clientNames() {
            var all = new LinkedHashMap<String, String>();
            for (var client : clients) all.put(client.key(), client.name());
            return all;
        }
    }

    public record TwinsPage(List<AssetView.Twin> twins, boolean mayKeep) {}

    public static final Map<String, String> TIERS = choices("", "Nobody said", "1", "1: minutes", "2", "2: hours", "3", "3: a day", "4", "4: days");
    public static final Map<String, String> RINGS = choices("", "By its tier", "0", "0: pilot", "1", "1: general", "2", "2: critical");

    private AssetPage() {}

    private static Map<String, String> choices(String... pairs) {
        var all = new LinkedHashMap<String, String>();
        for (var n = 0; n < pairs.length; n += 2) all.put(pairs[n], pairs[n + 1]);
        return all;
    }

    public static String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    static List<Chip> chips(ListQuery query, List<Client> clients) {
        var chips = new ArrayList<Chip>();
        query.values().forEach((name, value) -> chips.add(new Chip(switch (name) {
            case "client" -> clients.stream().filter(client -> client.key().equals(value)).map(Client::name).findFirst().orElse(value);
            case "kind" -> Arrays.stream(Kind.values()).filter(kind -> kind.key().equals(value)).map(Kind::label).findFirst().orElse(value);
            case "state" -> State.find(value).label();
            case "site" -> "at " + value;
            case "software" -> "has " + value;
            case "runs" -> "runs " + value.replace('/', ' ');
            default -> "“%s”".formatted(value);
        }, query.without(name))));
        return chips;
    }
}
