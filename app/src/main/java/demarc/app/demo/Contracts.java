package demarc.app.demo;

import demarc.app.agreement.Drafts;
import demarc.app.agreement.Proof;
import demarc.app.agreement.Proposals;
import demarc.app.agreement.Signing;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What the parties have agreed: drafted, proposed and signed some weeks before it came into force.
@Component
class Contracts {
    private final Drafts drafts;
    private final Proposals proposals;
    private final Signing signing;
    private final Versions versions;
    private final Directory directory;
    private final Cast cast;

    Contracts(Drafts drafts, Proposals proposals, Signing signing, Versions versions, Directory directory, Cast cast) {
        this.drafts = drafts;
        this.proposals = proposals;
        this.signing = signing;
        this.versions = versions;
        this.directory = directory;
        this.cast = cast;
    }

    List<Beat> beats(Instant now) {
        var beats = new ArrayList<Beat>();
        agreed(beats, now, "copper-kettle", "copper-kettle", 1, 14, "marcus", "Written down before we talk to anybody.", "marcus");
        agreed(beats, now, "ridgeline", "ridgeline-1", 1, 13, "maya", "As discussed on site in Dayton.", "maya", "ines");
        agreed(beats, now, "harbor-dental", "harbor-dental", 1, 10, "maya", "Northwind runs it, Sentry Ridge watches it.", "maya", "kira", "helen");
        agreed(beats, now, "alder-finch", "alder-finch", 1, 8, "maya", "Priya leads, we run.", "maya", "priya");
        agreed(beats, now, "ridgeline", "ridgeline-2", 2, 5, "maya", "Sentry Ridge takes over security; containment asks you first.", "maya", "kira", "grace");

        // On the table: signed by the providers, not by Ridgeline.
        var next = firstOfMonth(now, directory("ridgeline"), -1);
        proposed(beats, now.minus(Duration.ofDays(2)), "ridgeline", "ridgeline-3", 3, next, "maya", "Servers on Saturday move to our desk, for 3 dollars a user.");
        signed(beats, now.minus(Duration.ofHours(44)), "ridgeline", 3, "maya");
        signed(beats, now.minus(Duration.ofHours(26)), "ridgeline", 3, "kira");
        var kettle = directory("copper-kettle");
        beats.add(new Beat(now.minus(Duration.ofDays(3)), beats.size(), "copper-kettle draft", () -> {
            var marcus = cast.actor("marcus");
            Tenancy.as(marcus, () -> drafts.save(marcus, kettle, text("copper-kettle-draft", firstOfMonth(now, kettle, -2)), 1, 0));
        }));
        return beats;
    }

    private void agreed(List<Beat> beats, Instant now, String client, String file, int number, int monthsAgo, String by, String note, String... signers) {
        var effective = firstOfMonth(now, directory(client), monthsAgo);
        var begin = effective.atStartOfDay(directory(client).zone()).minusDays(21).withHour(10);
        proposed(beats, begin.toInstant(), client, file, number, effective, by, note);
        for (var i = 0; i < signers.length; i++) signed(beats, begin.plusDays(i + 1L).plusMinutes(17L * (i + 1)).toInstant(), client, number, signers[i]);
    }

    private void proposed(List<Beat> beats, Instant at, String clientKey, String file, int number, LocalDate effective, String by, String note) {
        var client = directory(clientKey);
        beats.add(new Beat(at, beats.size(), "%s %d proposed".formatted(clientKey, number), () -> {
            var actor = cast.actor(by);
            Tenancy.as(actor, () -> {
                var draft = drafts.save(actor, client, text(file, effective), number == 1 ? null : number - 1, 0);
                return proposals.propose(actor, client, draft.version(), true, note);
            });
        }));
    }

    private void signed(List<Beat> beats, Instant at, String clientKey, int number, String by) {
        var client = directory(clientKey);
        beats.add(new Beat(at, beats.size(), "%s %d signed by %s".formatted(clientKey, number, by), () -> {
            var actor = cast.actor(by);
            Tenancy.as(actor, () -> signing.sign(actor, client, number, versions.get(client.id(), number).hash(), new Proof.Token("127.0.0.1")));
        }));
    }

    private Client directory(String key) {
        return Tenancy.asSystem(() -> directory.client(key));
    }

    private static LocalDate firstOfMonth(Instant now, Client client, int monthsAgo) {
        return LocalDate.ofInstant(now, client.zone()).withDayOfMonth(1).minusMonths(monthsAgo);
    }

    private static String text(String file, LocalDate effective) {
        return Resources.text(file + ".yaml").replace("{effective}", effective.toString());
    }
}
