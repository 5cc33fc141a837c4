package demarc.app.decide.replay;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Authority;
import demarc.app.agreement.Drafts;
import demarc.app.agreement.Proposals;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.work.Retelling;
import demarc.core.agreement.InForce;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Finds the two texts and the tickets, and replays.
@Component
class Replays {

    /// Replaying so many takes a second or two.
    static final int MOST = 20_000;
    static final int LONGEST_MONTHS = 24;

    /// @param value `draft` or a number
    record Text(String value, String name, InForce inForce) {}

    /// @param since first day of the window, where the client is
    /// @param more  whether older tickets of the window were left out
    record Result(Client client, Text before, Text after, int months, LocalDate since, LocalDate until, Effect effect, boolean more) {}

    private final Directory directory;
    private final Authority authority;
    private final Agreements agreements;
    private final Versions versions;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Retelling retelling;
    private final Clock clock;

    Replays(Directory directory, Authority authority, Agreements agreements, Versions versions, Drafts drafts, Proposals proposals, Retelling retelling, Clock clock) {
        this.directory = directory;
        this.authority = authority;
        this.agreements = agreements;
        this.versions = versions;
        this.drafts = drafts;
        this.proposals = proposals;
        this.retelling = retelling;
        this.clock = clock;
    }

    /// @param from   `draft`, a version's number, or null for the version in force
    /// @param to     the same; null for the draft
    /// @param months how many whole months before this one; this one is replayed, too
    @Transactional(readOnly = true)
    public Result of(Actor actor, String clientKey, @Nullable String from, @Nullable String to, int months) {
        var client = directory.findClient(clientKey).orElseThrow(() -> new NotFound("agreement", clientKey));
        authority.mustRead(actor, client);
        if (months < 1 || months > LONGEST_MONTHS) throw new Refused("months", "%d months cannot be replayed. Choose 1 to %d.".formatted(months, LONGEST_MONTHS));
        var now = clock.instant();
        var before = text(client, from == null || from.isBlank() ? inForce(client, now) : from);
        var after = text(client, to == null || to.isBlank() ? "draft" : to);
        var today = LocalDate.ofInstant(now, client.zone());
        var since = today.withDayOfMonth(1).minusMonths(months);
        var effect = new Effect(before.inForce, after.inForce);
        boolean more = retelling.each(client.id(), since.atStartOfDay(client.zone()).toInstant(), now, MOST, effect::add);
        return new Result(client, before, after, months, since, today, effect, more);
    }

    private String inForce(Client client, Instant now) {
        return agreements.inForce(client.id(), now).map(signed -> String.valueOf(signed.number()))
                .orElseThrow(() -> new Refused("from", "%s has no agreement in force. Name the version to start from.".formatted(client.name())));
    }

    private Text text(Client client, String which) {
        if (which.equals("draft")) {
            var reading = proposals.read(client, drafts.find(client.id()).orElseThrow(() -> new NotFound("draft", client.key())).text());
            var agreement = reading.agreement();
            if (agreement == null || !reading.isWhole() || reading.errors() > 0)
                throw new Refused("to", "The draft has mistakes, so nobody can say what it would have done. Mend them in the editor first.");
            return new Text(which, "the draft", InForce.of(agreement));
        }
        if (!which.matches("\\d{1,7}")) throw new NotFound("version", which);
        var version = versions.get(client.id(), Integer.parseInt(which));
        return new Text(which, "version " + version.number(), agreements.meaning(version));
    }
}
