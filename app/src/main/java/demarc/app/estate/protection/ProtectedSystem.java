package demarc.app.estate.protection;

import demarc.app.platform.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that must come back after a loss.
///
/// @param client   id
/// @param rpo      how much of it may be lost
/// @param rto      how long it may take to come back
/// @param safeAt   the newest moment to which it can be brought back
/// @param standing 0 something is wrong, 1 worth a look, 2 as it should be
/// @param provedAt the last verified restore
public record ProtectedSystem(
        int client, long id, String key, String name, @Nullable Long asset, Tier tier, Duration rpo, Duration rto, @Nullable String owner, @Nullable String site,
        @Nullable Instant safeAt, @Nullable Instant rpoBrokenAt, int standing, @Nullable Instant testedAt, @Nullable Instant provedAt, Instant createdAt,
        @Nullable Instant retiredAt, int version) {

    static final String COLUMNS = "s.client_id, s.id, s.key, s.name, s.asset_id, s.tier, s.rpo_minutes, s.rto_minutes, s.owner, s.site, s.safe_at, s.rpo_broken_at, "
            + "s.standing, s.tested_at, s.proved_at, s.created_at, s.retired_at, s.version";

    static ProtectedSystem of(ResultSet row, int n) throws SQLException {
        return new ProtectedSystem(row.getInt("client_id"), row.getLong("id"), row.getString("key"), row.getString("name"), row.getObject("asset_id", Long.class),
                Tier.of(row.getInt("tier")), Duration.ofMinutes(row.getInt("rpo_minutes")), Duration.ofMinutes(row.getInt("rto_minutes")), row.getString("owner"),
                row.getString("site"), SqlTime.find(row, "safe_at"), SqlTime.find(row, "rpo_broken_at"), row.getInt("standing"), SqlTime.find(row, "tested_at"),
                SqlTime.find(row, "proved_at"), SqlTime.get(row, "created_at"), SqlTime.find(row, "retired_at"), row.getInt("version"));
    }

    public boolean isRetired() {
        return retiredAt != null;
    }
}
