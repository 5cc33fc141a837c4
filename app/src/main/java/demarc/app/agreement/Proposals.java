package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Registry;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Live;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.Finding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A draft becomes a version: read, checked, and put before the parties.
@Component
public class Proposals {

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Registry registry;
    private final Versions versions;
    private final Drafts drafts;
    private final Authority authority;
    private final Fit fit;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    Proposals(JdbcClient sql, TransactionTemplate transaction, Registry registry, Versions versions, Drafts drafts, Authority authority, Fit fit, Audit audit, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.registry = registry;
        this.versions = versions;
        this.drafts = drafts;
        this.authority = authority;
        this.fit = fit;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /// What a text means for this client, before anything is done with it.
    public Reading read(Client client, String text) {
        var compilation = Compilation.of("draft.yaml", text);
        var findings = new ArrayList<>(compilation.findings());
        if (compilation.agreement() instanceof Agreement agreement) findings.addAll(fit.findings(client, agreement));
        findings.sort(null);
        return new Reading(text, compilation.agreement(), findings);
    }

    /// What is to be said of a text that was proposed already: everything but that its number is taken.
    public List<Finding> check(Client client, Agreement agreement) {
        return read(client, agreement.text()).findings().stream().filter(finding -> !finding.code().equals("version-taken")).toList();
    }

    /// Puts the draft before the parties as a new version, and clears the desk for the next one.
    ///
    /// @param seen         the draft's version that the proposer read
    /// @param acknowledged that its warnings were read
    public Version propose(Actor actor, Client client, int seen, boolean acknowledged, String note) {
        authority.mustDraft(actor, client);
        var draft = drafts.get(client.id());
        if (draft.version() != seen) throw drafts.overtaken(draft);
        var reading = read(client, draft.text());
        if (!(reading.agreement() instanceof Agreement agreement) || !reading.mayBeProposed()) throw new Refused("text", mistakes(reading));
        if (reading.warnings() > 0 && !acknowledged) throw new Refused("acknowledged", "%s Read them, then say that you have.".formatted(warnings(reading)));
        var parties = fit.parties(client, agreement);
        // As the product itself: whoever may propose for both sides may still not manage both sides' teams.
        for (var team : fit.missingTeams(agreement, parties)) registry.addTeam(Objects.requireNonNull(parties.of(team.party())).id(), team.key(), team.title());
        return Objects.requireNonNull(transaction.execute(_ -> {
            var version = insert(actor, client, agreement, parties, note);
            drafts.discard(actor, client, seen);
            audit.record(actor, client.id(), "proposed", "version %d of %s".formatted(version.number(), client.key()),
                    "sha256 %s, effective %s, %d warnings acknowledged".formatted(version.hash(), version.effective(), reading.warnings()));
            live.changed(client.id(), "agreement");
            return version;
        }));
    }

    private Version insert(Actor actor, Client client, Agreement agreement, Fit.Parties parties, String note) {
        try {
            sql.sql("""
                    insert into agreement.version (client_id, number, text, hash, effective, effective_at, parties, note, created_by, created_at)
                    values (:client, :number, :text, :hash, :effective, :midnight, :parties, :note, :person, :now)
                    """)
                .param("client", client.id()).param("number", agreement.version()).param("text", agreement.text()).param("hash", agreement.hash())
                .param("effective", agreement.effective())
                .param("midnight", SqlTime.of(agreement.effective().atStartOfDay(agreement.zone()).toInstant()))
                .param("parties", parties.signers().toArray(Integer[]::new)).param("note", note.strip()).param("person", actor.personId())
                .param("now", SqlTime.of(clock.instant())).update();
        } catch (DuplicateKeyException e) {
            throw new Refused("text", "Version %d was proposed a moment ago. Reload the page to see it.".formatted(agreement.version()));
        }
        return versions.get(client.id(), agreement.version());
    }

    private static String mistakes(Reading reading) {
        var first = reading.findings().stream().filter(Finding::isError).limit(3).map(f -> "line %d: %s".formatted(f.at().line(), f.message())).collect(Collectors.joining(" "));
        return "The text has %s and cannot be proposed yet. %s".formatted(reading.errors() == 1 ? "an error" : reading.errors() + " errors", first);
    }

    private static String warnings(Reading reading) {
        return reading.warnings() == 1 ? "The text has a warning." : "The text has %d warnings.".formatted(reading.warnings());
    }
}
