package demarc.app.estate;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.AssetListing.State;
import demarc.app.platform.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the list's address asks for.
///
/// @param values only what is said, in a fixed order
public record AssetQuery(Map<String, String> values) {
    static final List<String> NAMES = List.of("client", "kind", "site", "state", "software", "q");

    static AssetQuery of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = asked.getOrDefault(name, "").strip();
            if (!value.isEmpty()) values.put(name, value);
        }
        return new AssetQuery(values);
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public String text() {
        return values.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    public String href() {
        return values.isEmpty() ? "/estate" : "/estate?" + text();
    }

    public String csv() {
        return values.isEmpty() ? "/estate/assets.csv" : "/estate/assets.csv?" + text();
    }

    public String without(String name) {
        return with(name, "").href();
    }

    public String after(String cursor) {
        return values.isEmpty() ? "/estate?cursor=" + cursor : href() + "&cursor=" + cursor;
    }

    AssetQuery with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return of(changed);
    }

    AssetListing.Query listing(Collection<Integer> clients) {
        var kind = value("kind");
        var found = kind.isEmpty() ? null : Kind.find(kind);
        if (!kind.isEmpty() && found == null) throw new Refused("kind", "There is no kind '%s'.".formatted(kind));
        return new AssetListing.Query(clients, found, said("site"), value("state").isEmpty() ? State.IN_USE : State.find(value("state")), said("q"), said("software"));
    }

    private @Nullable String said(String name) {
        return values.get(name);
    }
}
