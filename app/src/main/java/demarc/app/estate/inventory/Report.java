package demarc.app.estate.inventory;

import demarc.app.estate.Asset.Kind;
import demarc.app.estate.Variant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What was said of one thing. Null means that nothing was said, not that there is none.
///
/// @param origin   how it was said: `agent`, `file`, `snmp`
/// @param partial  tells of some parts only; what it leaves out stays as it is
/// @param software null when nothing was said of it
/// @param sections parts of the report that are kept as they are
record Report(
        String origin, boolean partial, Kind kind, @Nullable Variant variant, Identity identity, Facts facts, Set<Address> addresses, @Nullable List<Package> software,
        Map<String, JsonNode> sections) {

    Report withoutAgent() {
        return new Report(origin, partial, kind, variant, new Identity(null, identity.uuid(), identity.serial(), identity.macs(), identity.name()), facts, addresses, software, sections);
    }

    record Facts(@Nullable String maker, @Nullable String model, @Nullable String board, @Nullable String os, @Nullable String osVersion, @Nullable String build,
            @Nullable String cpu, @Nullable Integer memoryMb, @Nullable Integer diskMb, @Nullable String firmware, @Nullable String usedBy) {}

    /// @param kind MAC, IP or NAME
    record Address(String kind, String value) {}

    record Package(String name, String version, @Nullable String publisher, @Nullable String packaging) {}
}
