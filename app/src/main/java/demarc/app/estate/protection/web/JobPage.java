package demarc.app.estate.protection.web;

import demarc.app.directory.Client;
import demarc.app.estate.protection.BackupJob;
import demarc.app.estate.protection.BackupRun;
import demarc.app.estate.protection.Nights;
import demarc.app.estate.protection.ProtectedSystem;
import demarc.app.estate.protection.Protections.JobForm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One job: how its runs went.
///
/// @param chosen the run whose own words are shown; with its `raw`
/// @param opened the part of the page that a refusal belongs to
public record JobPage(Client client, ProtectedSystem system, BackupJob job, Nights nights, List<BackupRun> runs, History sizes, History times, @Nullable BackupRun chosen, @Nullable String raw, JobForm form,
        boolean mayChange, String opened, Map<String, String> problems) {
    public String base() {
        return "/estate/protection/" + client.key();
    }

    public String href() {
        return base() + "/jobs/" + job.key();
    }
}
