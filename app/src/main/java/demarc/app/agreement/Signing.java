package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Confirmation;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Audit;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Live;
import demarc.app.platform.Refused;
import demarc.app.platform.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Signatures and withdrawals. What happens to the versions of one client happens one after the other (an advisory lock): the last
/// signature, which puts the version in force, is last for everybody.
@Component
public class Signing {

    private static final int LOCK = 0x416772;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Directory directory;
    private final Confirmation confirmation;
    private final Agreements agreements;
    private final Versions versions;
    private final Authority authority;
    private final Audit audit;
    private final Live live;
    private final Clock clock;

    Signing(JdbcClient sql, TransactionTemplate transaction, Directory directory, Confirmation confirmation, Agreements agreements, Versions versions, Authority authority, Audit audit, Live live, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.directory = directory;
        this.confirmation = confirmation;
        this.agreements = agreements;
        this.versions = versions;
        this.authority = authority;
        this.audit = audit;
        this.live = live;
        this.clock = clock;
    }

    /// Signs for the actor's own party. With the last party's signature the version comes into force: on its effective date, or now if
    /// that has passed.
    ///
    /// @param hash of the text the signer read
    public Version sign(Actor actor, Client client, int number, String hash, Proof proof) {
        authority.mustRead(actor, client);
        var asked = versions.get(client.id(), number);
        mustBind(actor, client, asked);
        proof.hold(actor, confirmation);
        return inTurn(client, () -> {
            var version = versions.get(client.id(), number);
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            mustBeSignable(actor, version, hash);
            mustComeInOrder(version, now);
            record(actor, client, version, proof.address(), now);
            audit.record(actor, client.id(), "signed", "version %d of %s".formatted(number, client.key()), "sha256 " + version.hash());
            var signed = versions.get(client.id(), number);
            if (signed.signatures().size() == signed.parties().size()) comesIntoForce(actor, client, signed, now);
            return versions.get(client.id(), number);
        });
    }

    /// Takes a version back that not everybody has signed. It stays on record.
    public Version withdraw(Actor actor, Client client, int number, String reason) {
        authority.mustDraft(actor, client);
        if (reason.isBlank()) throw new Refused("reason", "Say why version %d is withdrawn: the other side will ask.".formatted(number));
        return inTurn(client, () -> {
            var version = versions.get(client.id(), number);
            if (!version.parties().contains(actor.party().id()))
                throw new Forbidden("%s is no party to version %d and cannot withdraw it.".formatted(actor.party().name(), number));
            mustBeOpen(version);
            sql.sql("insert into agreement.withdrawal (client_id, version_id, person_id, at, reason) values (:client, :version, :person, :now, :reason)")
                .param("client", client.id()).param("version", version.id()).param("person", actor.personId()).param("now", SqlTime.of(clock.instant())).param("reason", reason.strip()).update();
            audit.record(actor, client.id(), "withdrew", "version %d of %s".formatted(number, client.key()), reason.strip());
            return versions.get(client.id(), number);
        });
    }

    private void mustBind(Actor actor, Client client, Version version) {
        var party = actor.party();
        if (!version.parties().contains(party.id())) throw new Forbidden("%s is no party to version %d; only its parties sign.".formatted(party.name(), version.number()));
        if (!authority.maySign(actor, client, party.id()))
            throw new Forbidden("A %s cannot bind %s. %s can.".formatted(actor.role().label().toLowerCase(), party.name(), party.isProvider() ? "A service manager" : "An executive or an IT manager"));
    }

    private static void mustBeSignable(Actor actor, Version version, String hash) {
        version.signatureOf(actor.party().id()).ifPresent(signature -> {
            throw new Refused("%s has signed version %d already. Each party signs once.".formatted(actor.party().name(), version.number()));
        });
        mustBeOpen(version);
        if (!hash.equals(version.hash()))
            throw new Refused("hash", "The text of version %d has the SHA-256 %s, not %s. Read the version again and sign that.".formatted(version.number(), version.hash(), hash));
    }

    private static void mustBeOpen(Version version) {
        if (version.withdrawal() != null) throw new Refused("Version %d was withdrawn (%s). Propose a new version.".formatted(version.number(), version.withdrawal().reason()));
        if (version.from() != null) throw new Refused("Version %d is signed by every party. A change is a new version.".formatted(version.number()));
    }

    /// An older version signed late must not come after a newer one.
    private void mustComeInOrder(Version version, Instant now) {
        var starts = starts(version, now);
        for (var other : versions.of(version.clientId()))
            if (other.number() > version.number() && other.from() != null && !other.from().isAfter(starts))
                throw new Refused("Version %d is signed and replaces version %d before that could begin. Propose a new version instead.".formatted(other.number(), version.number()));
    }

    private void record(Actor actor, Client client, Version version, String address, Instant now) {
        sql.sql("""
                insert into agreement.signature (client_id, version_id, party_id, person_id, hash, at, remote_address, statement)
                values (:client, :version, :party, :person, :hash, :now, :address, :statement)
                """)
            .param("client", client.id()).param("version", version.id()).param("party", actor.party().id()).param("person", actor.personId())
            .param("hash", version.hash()).param("now", SqlTime.of(now)).param("address", address)
            .param("statement", version.statement(actor.name(), actor.party().name(), client.name())).update();
        live.changed(client.id(), "agreement");
    }

    private void comesIntoForce(Actor actor, Client client, Version version, Instant now) {
        var starts = starts(version, now);
        sql.sql("insert into agreement.term (client_id, version_id, number, starts_at) values (:client, :version, :number, :starts)")
            .param("client", client.id()).param("version", version.id()).param("number", version.number()).param("starts", SqlTime.of(starts)).update();
        audit.record(actor, client.id(), "completed the signatures of", "version %d of %s".formatted(version.number(), client.key()), "in force from " + starts);
        agreements.forget(client.id());
    }

    private static Instant starts(Version version, Instant now) {
        return version.effectiveAt().isAfter(now) ? version.effectiveAt() : now;
    }

    private Version inTurn(Client client, java.util.function.Supplier<Version> work) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            sql.sql("select true from pg_advisory_xact_lock(?, ?)").param(LOCK).param(client.id()).query(Boolean.class).single();
            return work.get();
        }));
    }
}
