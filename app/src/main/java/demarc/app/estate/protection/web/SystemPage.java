package demarc.app.estate.protection.web;

import demarc.app.directory.Client;
import demarc.app.estate.protection.BackupJob;
import demarc.app.estate.protection.Copies;
import demarc.app.estate.protection.ProtectedSystem;
import demarc.app.estate.protection.Protections.JobForm;
import demarc.app.estate.protection.Protections.SystemForm;
import demarc.app.estate.protection.RestoreTest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One system: its copies, its jobs, its restores.
///
/// @param asset      name and address of the thing it runs on
/// @param cannotKeep why no run can keep the RPO
/// @param adding     what somebody wrote of another job
public record SystemPage(Client client, ProtectedSystem system, @Nullable Thing asset, Bar bar, Copies copies, @Nullable String cannotKeep, List<BackupJob> jobs, List<RestoreTest> tests,
        SystemForm form, JobForm adding, boolean mayChange, String opened, Map<String, String> problems) {
    public record Thing(String name, String href) {}

    public String base() {
        return "/estate/protection/" + client.key();
    }
}
