package demarc.app.estate.protection.web;

import demarc.app.directory.Client;
import demarc.app.estate.protection.ReportKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the machines of a client report.
///
/// @param secret a key just made, in clear
/// @param job    that the lines are written for
public record SetUpPage(Client client, String url, List<ReportKeys.Key> keys, @Nullable String secret, List<String> jobs, String job, List<Lines> lines, boolean mayChange, Map<String, String> problems) {
    /// Lines to copy.
    ///
    /// @param id of the element that holds them
    public record Lines(String id, String title, String words, String text) {}

    static List<Lines> lines(String url, String job, @Nullable String secret) {
        var key = secret == null ? "dmr_…" : secret;
        return List.of(
                new Lines("env", "Where and by which key", "Once on each machine, readable by root alone: /etc/demarc-report.env", "DEMARC_URL=%s\nDEMARC_REPORT_KEY=%s\n".formatted(url, key)),
                new Lines("restic", "restic", "Before the command you have. Its output and exit code stay as they are.", "demarc report --job %s -- restic backup /srv\n".formatted(job)),
                new Lines("borg", "Borg", "The same; checks and prunes are told as well.", "demarc report --job %1$s -- borg create ::'{hostname}-{now}' /srv\ndemarc report --job %1$s -- borg check\n".formatted(job)),
                new Lines("cron", "cron", "In /etc/cron.d/backup:", "0 22 * * * root set -a; . /etc/demarc-report.env; demarc report --job %s -- restic backup /srv\n".formatted(job)),
                new Lines("systemd", "systemd", "In the backup's unit:", "[Service]\nType=oneshot\nEnvironmentFile=/etc/demarc-report.env\nExecStart=demarc report --job %s -- restic backup /srv\n".formatted(job)),
                new Lines("other", "Any other tool", "Its exit code counts.", """
                        demarc report --job %1$s -- /usr/local/bin/my-backup
                        """.formatted(job)),
                new Lines("ping", "With nothing but curl", "No demarc on the machine: a start, and an end with the exit status and the log. What restic and Borg say with --json is read.", """
                        curl -fsS -m 10 --retry 5 "$DEMARC_URL/ping/$DEMARC_REPORT_KEY/start?job=%1$s"
                        /usr/local/bin/my-backup > backup.log 2>&1
                        curl -fsS -m 10 --retry 5 --data-binary @backup.log "$DEMARC_URL/ping/$DEMARC_REPORT_KEY/$??job=%1$s"
                        """.formatted(job)),
                new Lines("restore", "A restore test", "Runs the restore, takes its time, compares the hashes and saves the evidence.", """
                        demarc report restore-test --job %s --restored /tmp/r/srv/a.txt --original /srv/a.txt -- \\
                            restic restore latest --target /tmp/r --include /srv/a.txt
                        """.formatted(job)));
    }
}
