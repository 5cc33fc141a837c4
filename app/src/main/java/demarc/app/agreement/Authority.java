package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import org.springframework.stereotype.Component;

/// Who may write agreements, and who may bind a party.
@Component
public class Authority {

    /// Those who look after a party, on either side, write drafts and propose versions.
    public boolean mayDraft(Actor actor, Client client) {
        return mayRead(actor, client.id()) && switch (actor.role()) {
            case SERVICE_MANAGER, IT_MANAGER, EXECUTIVE, ADMINISTRATOR -> true;
            case TECHNICIAN, EMPLOYEE, AUDITOR -> false;
        };
    }

    /// A client is bound by its sponsor or IT manager, a provider by its service manager.
    public boolean maySign(Actor actor, Client client, int partyId) {
        return mayRead(actor, client.id()) && actor.maySignFor(partyId);
    }

    public boolean mayRead(Actor actor, int clientId) {
        return actor.sees(clientId) && actor.seesAgreements();
    }

    void mustDraft(Actor actor, Client client) {
        mustRead(actor, client);
        if (!mayDraft(actor, client)) throw new Forbidden("A %s cannot write agreements. A service manager, an IT manager or an executive can.".formatted(actor.role().label().toLowerCase()));
    }

    /// The same answer as for a client that does not exist.
    public void mustRead(Actor actor, Client client) {
        if (!mayRead(actor, client.id())) throw new NotFound("agreement", client.key());
    }
}
