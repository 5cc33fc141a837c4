package demarc.app.estate.protection.web;

import demarc.app.directory.Client;
import demarc.app.estate.protection.BackupJob;
import demarc.app.estate.protection.ProtectedSystem;
import demarc.app.estate.protection.RestoreTest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One restore test: what to do, or what came of it.
public record TestPage(Client client, RestoreTest test, @Nullable ProtectedSystem system, @Nullable BackupJob job, String plan, EvidenceForm form, boolean maySave, Map<String, String> problems) {
    /// @param started `2026-11-24T14:05` in the client's zone, as the browser's own field writes it
    public record EvidenceForm(@Nullable String scope, @Nullable String snapshot, @Nullable String started, @Nullable String ended, @Nullable String expectedSha256, @Nullable String actualSha256,
            @Nullable String result, @Nullable String defects) {}

    public String base() {
        return "/estate/protection/" + client.key();
    }
}
