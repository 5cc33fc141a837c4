package demarc.app.platform;

import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Who is asking, and what they may see. Handed to every verb; controllers take it as an argument.
///
/// @param clients ids of the clients whose rows are visible
/// @param parties ids of the parties whose names and people are visible
/// @param teams   ids of the teams the person is a member of
/// @param scopes  what the token allows; every scope for a session
public record Actor(
        int personId,
        String name,
        String email,
        Party party,
        Role role,
        List<Integer> clients,
        List<Integer> parties,
        List<Integer> teams,
        Set<Scope> scopes,
        ZoneId zone) {

    public Actor {
        clients = List.copyOf(clients);
        parties = List.copyOf(parties);
        teams = List.copyOf(teams);
        scopes = Set.copyOf(scopes);
    }

    public Actor limitedTo(Set<Scope> allowed) {
        return new Actor(personId, name, email, party, role, clients, parties, teams, allowed, zone);
    }

    public boolean sees(int clientId) {
        return clients.contains(clientId);
    }

    public boolean isIn(int teamId) {
        return teams.contains(teamId);
    }

    public boolean isProvider() {
        return party.isProvider();
    }

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }

    /// A guest reads and changes nothing but their own password.
    public boolean isReadOnly() {
        return role == Role.AUDITOR;
    }

    public boolean worksTickets() {
        return role.worksTickets();
    }

    /// Sees the agreement, not only its effects on their own tickets.
    public boolean seesAgreements() {
        return role != Role.EMPLOYEE;
    }

    /// People, teams and sites of a party are kept by its own manager or by an administrator.
    public boolean mayManagePeopleOf(int partyId) {
        return isAdministrator() || managers.contains(role) && party.id() == partyId;
    }

    /// A provider's service manager also keeps the clients that engage it.
    public boolean mayManageClient(int clientId) {
        return mayManagePeopleOf(clientId) || role == Role.SERVICE_MANAGER && sees(clientId);
    }

    public boolean mayCreateClients() {
        return isAdministrator() || role == Role.SERVICE_MANAGER;
    }

    /// Binds their own party. An administrator looks after the installation and binds nobody.
    public boolean maySignFor(int partyId) {
        return party.id() == partyId && signers.contains(role);
    }

    public boolean mayReadAudit() {
        return switch (role) {
            case ADMINISTRATOR, SERVICE_MANAGER, IT_MANAGER, AUDITOR -> true;
            case TECHNICIAN, EXECUTIVE, EMPLOYEE -> false;
        };
    }

    private static final Set<Role> managers = EnumSet.of(Role.SERVICE_MANAGER, Role.IT_MANAGER);
    private static final Set<Role> signers =
            EnumSet.of(Role.SERVICE_MANAGER, Role.IT_MANAGER, Role.EXECUTIVE);
}
