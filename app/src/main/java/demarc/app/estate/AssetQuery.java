package demarc.app.estate;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.AssetListing.State;
import demarc.app.platform.ListQuery;
import demarc.app.platform.Refused;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// What the list of assets can be asked for.
final class AssetQuery {
    private static final List<String> NAMES = List.of("client", "kind", "site", "state", "software", "runs", "q");

    private AssetQuery() {}

    static ListQuery of(Map<String, String> asked) {
        return ListQuery.of("/estate", NAMES, asked);
    }

    static AssetListing.Query listing(ListQuery query, Collection<Integer> clients) {
        var kind = query.value("kind");
        var found = kind.isEmpty() ? null : Kind.find(kind);
        if (!kind.isEmpty() && found == null) throw new Refused("kind", "There is no kind '%s'.".formatted(kind));
        return new AssetListing.Query(clients, found, query.said("site"), query.said("state") == null ? State.IN_USE : State.find(query.value("state")), query.said("q"), query.said("software"), query.said("runs"));
    }
}
