package demarc.app.estate.protection.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demarc.app.agreement.Table;
import demarc.app.platform.Role;
import demarc.app.testing.Browser;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.Pages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;

/// From nothing to a system that is protected, by hand and without scripts; then looked at.
@DemarcTest
class ProtectionPagesTest {
    private final Fixture fixture;
    private final Table table;
    private final Pages pages;
    private final String client;
    private final String base;

    ProtectionPagesTest(Fixture fixture, ApplicationContext context) {
        this.fixture = fixture;
        table = new Table(fixture, context, "Attic");
        table.agree(1, "2026-01-01");
        pages = fixture.pages(table.manager);
        client = table.client.key();
        base = "/estate/protection/" + client;
    }

    @Test void aSystemIsAddedItsJobReportsAndItsRestoreIsProved() {
        assertThat(pages.get("/estate/protection").html()).contains("Nothing is on the list yet");
        assertThat(pages.post("/estate/protection/systems", "client", client, "name", "", "tier", "T3").html()).contains(" is missing.");
        var system = pages.post("/estate/protection/systems", "client", client, "name", "File share", "tier", "T3");
        assertThat(system.path()).isEqualTo(base + "/systems/file-share");
        assertThat(system.html()).contains("Nothing makes a copy of it");
        assertThat(pages.post(base + "/systems/file-share/jobs", "key", "files", "tool", "restic", "schedule", "nightly", "medium", "nas").html()).contains("cannot be read");
        var setUp = pages.post(base + "/systems/file-share/jobs", "key", "files", "tool", "restic", "schedule", "daily 22:00", "medium", "nas", "offsite", "true");
        assertThat(setUp.path()).isEqualTo(base + "/set-up");
        assertThat(setUp.html()).contains("demarc report --job files -- restic backup /srv");
        var issued = pages.post(base + "/keys", "name", "web01", "job", "files");
        assertThat(issued.html()).contains("Copy it now");
        var key = issued.html().replaceAll("(?s).*id=\"secret\">(dmr_[^<]+)<.*", "$1");
        assertThat(pages.get(base + "/set-up").html()).doesNotContain(key);
        assertThat(pages.get(base + "/jobs/files").html()).contains("Waiting for the first report");
        fixture.stranger().post("/api/v1/backups/runs", Map.of("job", "files", "exit", 1, "errors", "Fatal: wrong password or no key found <b>"), "Authorization", "Bearer " + key);
        assertThat(pages.get("/estate/protection").html()).contains("password was refused").contains(">wrong<");
        var job = pages.get(base + "/jobs/files").html();
        assertThat(job).contains("failed").contains("&lt;b&gt;");
        var ticket = job.replaceAll("(?s).*href=\"/tickets/([A-Z0-9]+-\\d+)\".*", "$1");
        assertThat(pages.get("/tickets/" + ticket).html()).contains(base + "/jobs/files");
        fixture.stranger().post("/api/v1/backups/runs", Map.of("job", "files", "output", "{\"message_type\":\"summary\",\"total_files_processed\":7,\"total_bytes_processed\":12300000,\"snapshot_id\":\"ab12\"}"),
                "Authorization", "Bearer " + key);
        assertThat(pages.get(base + "/jobs/files").html()).contains("12 MB").contains("ab12");
        assertThat(pages.get("/estate/protection").html()).contains("files, the last 30 nights: 1 ok").containsPattern("class=\"night ok\"[^>]*href=\"" + base + "/jobs/files\\?run=\\d+#run\"");

        var test = pages.post(base + "/systems/file-share/tests");
        assertThat(test.path()).matches(base + "/tests/\\d+");
        assertThat(test.html()).contains("demarc report draw --seed");
        assertThat(pages.post(test.path(), "scope", "/srv/a.txt").html()).contains("Say whether the restore passed");
        var saved = pages.post(test.path(), "scope", "/srv/a.txt", "result", "passed", "started", "2026-11-01T10:00", "ended", "2026-11-01T09:00");
        assertThat(saved.html()).contains("before it begins");
        assertThat(pages.post(test.path(), "scope", "/srv/a.txt", "result", "passed").html()).contains("Nobody can change it now").doesNotContain("Save for good");
        assertThat(pages.get(base + "/systems/file-share").html()).contains("A restore was verified");
        assertThat(pages.post(base + "/jobs/files", "tool", "restic", "schedule", "every 12h", "medium", "nas", "version", "1").html()).contains("every 12h");
        assertThat(pages.post(base + "/jobs/files", "tool", "restic", "schedule", "every 6h", "medium", "nas", "version", "1").html()).contains("in the meantime");
    }

    @Test void whoOnlyReadsSeesNoForms() {
        pages.post("/estate/protection/systems", "client", client, "name", "File share", "tier", "T3");
        var executive = fixture.pages(fixture.person(table.client.party(), Role.EXECUTIVE));
        assertThat(executive.get(base + "/systems/file-share").html()).contains("File share").doesNotContain("Change the system");
        assertThat(executive.post(base + "/systems/file-share/retirement").status()).isEqualTo(403);
        assertThat(fixture.pages(fixture.person(table.client.party(), Role.EMPLOYEE)).get("/estate/protection").status()).isEqualTo(403);
    }

    @Test void nobodyIsShutOut() {
        assumeTrue(Browser.isInstalled(), Browser.HOW_TO);
        pages.post("/estate/protection/systems", "client", client, "name", "ERP", "tier", "T1");
        pages.post(base + "/systems/erp/jobs", "key", "erp", "tool", "borg", "schedule", "every 24h", "medium", "object", "immutable", "true");
        pages.post(base + "/keys", "name", "web01");
        fixture.api(table.manager).post("/api/v1/backups/runs", Map.of("client", client, "job", "erp", "bytes", 5_000_000, "state", "warning", "message", "Two files were left out."));
        var test = pages.post(base + "/systems/erp/tests").path();
        try (var browser = Browser.open(fixture, 390, 844, true).signIn(table.manager)) {
            for (var path : new String[] {"/estate/protection", base + "/systems/erp", base + "/jobs/erp", base + "/set-up", test}) {
                browser.go(path);
                assertThat(browser.barriers()).as(path).isEmpty();
                assertThat((int) browser.page().evaluate("document.documentElement.scrollWidth - innerWidth")).as("%s is wider than a phone", path).isLessThanOrEqualTo(0);
                browser.screenshot("protection-" + path.replaceAll("[^a-z0-9]+", "-"));
            }
        }
    }
}
