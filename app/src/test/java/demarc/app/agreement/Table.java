package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.testing.Fixture;
import org.springframework.context.ApplicationContext;

/// A client and a provider at the table, each with somebody who may sign.
public final class Table {

    public final Client client;
    public final Party provider;
    public final Actor manager;
    public final Actor seller;

    private final Drafts drafts;
    private final Proposals proposals;
    private final Signing signing;
    private final Agreements agreements;

    public Table(Fixture fixture, ApplicationContext context, String name) {
        client = fixture.client(name);
        provider = fixture.provider("northwind", client);
        manager = fixture.person(client.party(), Role.IT_MANAGER);
        seller = fixture.person(provider, Role.SERVICE_MANAGER);
        drafts = context.getBean(Drafts.class);
        proposals = context.getBean(Proposals.class);
        signing = context.getBean(Signing.class);
        agreements = context.getBean(Agreements.class);
    }

    public String text(int version, String effective) {
        return """
                agreement: %s
                version: %d
                effective: %s
                client: %s
                extends: co-managed/keep-the-desk
                time-zone: America/Chicago
                holidays: US-IL

                providers:
                  %s: %s
                """.formatted(client.key(), version, effective, client.name(), provider.key(), provider.name());
    }

    public Draft draft(Actor actor, String text) {
        return Tenancy.as(actor, () -> drafts.save(actor, client, text, null, drafts.find(client.id()).map(Draft::version).orElse(0)));
    }

    public Version propose(int version, String effective) {
        return propose(text(version, effective));
    }

    public Version propose(String text) {
        var draft = draft(seller, text);
        return Tenancy.as(seller, () -> proposals.propose(seller, client, draft.version(), true, ""));
    }

    public Version sign(Actor actor, Version version) {
        return sign(actor, version, version.hash());
    }

    public Version sign(Actor actor, Version version, String hash) {
        return Tenancy.as(actor, () -> signing.sign(actor, client, version.number(), hash, new Proof.Token("192.0.2.1")));
    }

    public Version withdraw(Actor actor, Version version) {
        return Tenancy.as(actor, () -> signing.withdraw(actor, client, version.number(), "A better one comes."));
    }

    /// Proposes and signs for both.
    public Version agree(int number, String effective) {
        var version = propose(number, effective);
        sign(manager, version);
        return sign(seller, version);
    }

    /// `version 2`, or `none`.
    public String inForceAt(String instant) {
        return Tenancy.as(manager, () -> agreements.inForce(client.id(), java.time.Instant.parse(instant)).map(signed -> "version " + signed.number()).orElse("none"));
    }
}
