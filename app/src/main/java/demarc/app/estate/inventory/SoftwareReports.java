package demarc.app.estate.inventory;

import demarc.app.estate.Asset;
import demarc.app.estate.inventory.Report.Facts;
import demarc.app.estate.inventory.Report.Package;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Says what is installed on a thing that is known, as the agent on it would.
@Component
public class SoftwareReports {
    public record Installed(String name, String version, @Nullable String publisher, String packaging) {}

    private final Inventory inventory;

    SoftwareReports(Inventory inventory) {
        this.inventory = inventory;
    }

    /// In a transaction that sees the client.
    ///
    /// @param software all of it
    /// @return whether the agent's report was told from everybody else's
    public boolean report(int client, Asset asset, List<Installed> software) {
        var packages = software.stream().map(each -> new Package(each.name, each.version, each.publisher, each.packaging)).toList();
        var said = new Report("agent", true, asset.kind(), null, new Identity(asset.name() + "-agent", null, asset.serial(), Set.of(), asset.name()),
                new Facts(null, null, null, null, null, null, null, null, null, null, null), Set.of(), packages, Map.of());
        return inventory.take(client, said).asset() == asset.id();
    }
}
