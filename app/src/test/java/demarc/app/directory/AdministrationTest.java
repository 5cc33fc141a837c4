package demarc.app.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.directory.Administration.PersonForm;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may keep whom.
@DemarcTest
class AdministrationTest {
    private final Administration administration;
    private final Fixture fixture;
    private Client alder;
    private Client birch;
    private Party northwind;
    private Actor serviceManager;
    private Actor itManager;
    private Actor technician;
    private Actor administrator;

    AdministrationTest(Administration administration, Fixture fixture) {
        this.administration = administration;
        this.fixture = fixture;
    }

    @BeforeEach void aProviderOfOneClient() {
        alder = fixture.client("Alder");
        birch = fixture.client("Birch");
        northwind = fixture.provider("Northwind", alder);
        serviceManager = fixture.person(northwind, Role.SERVICE_MANAGER);
        technician = fixture.person(northwind, Role.TECHNICIAN);
        administrator = fixture.person(northwind, Role.ADMINISTRATOR);
        itManager = fixture.person(alder.party(), Role.IT_MANAGER);
    }

    @Test void peopleAreKeptByTheirOwnManagerTheProvidersManagerOrAnAdministrator() {
        for (var by : new Actor[] {itManager, serviceManager, administrator})
            assertThat(administration.addPerson(by, somebody(alder.party(), "employee")).person().partyId()).isEqualTo(alder.id());
        assertThatThrownBy(() -> administration.addPerson(technician, somebody(alder.party(), "employee"))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> administration.addPerson(itManager, somebody(northwind, "technician"))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> administration.addPerson(itManager, somebody(birch.party(), "employee"))).isInstanceOf(NotFound.class);
    }

    @Test void nobodyButAnAdministratorMakesOrTouchesAnAdministrator() {
        assertThatThrownBy(() -> administration.addPerson(serviceManager, somebody(northwind, "administrator"))).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> administration.invite(serviceManager, administrator.personId())).isInstanceOf(Forbidden.class);
        assertThat(administration.addPerson(administrator, somebody(northwind, "administrator")).person().role()).isEqualTo(Role.ADMINISTRATOR);
    }

    @Test void aProviderCannotTakeOverWhoeverSignsForItsClient() {
        assertThatThrownBy(() -> administration.invite(serviceManager, itManager.personId())).isInstanceOf(Forbidden.class).hasMessageContaining("may sign for their own party");
        assertThat(administration.invite(administrator, itManager.personId())).isNotBlank();
    }

    @Test void aLinkWorksOnceAndANewOneEndsTheOld() {
        var invited = administration.addPerson(itManager, somebody(alder.party(), "employee"));
        var newer = administration.invite(itManager, invited.person().id());
        assertThat(administration.invited(invited.secret())).isEmpty();
        assertThatThrownBy(() -> administration.choosePassword(newer, "short")).isInstanceOf(Refused.class);
        assertThat(administration.choosePassword(newer, "a short sentence of mine")).isEqualTo(invited.person().id());
        assertThatThrownBy(() -> administration.choosePassword(newer, "another sentence of mine")).isInstanceOf(Refused.class);
        assertThat(fixture.pages().signIn(invited.person().email(), "a short sentence of mine").get("/profile").status()).isEqualTo(200);
    }

    @Test void whoeverIsDeactivatedIsOutAtOnce() {
        var pages = fixture.pages(technician);
        var api = fixture.api(technician);
        assertThat(pages.get("/profile").path()).isEqualTo("/profile");
        administration.deactivate(serviceManager, technician.personId());
        assertThat(pages.get("/profile").path()).isEqualTo("/sign-in");
        assertThat(api.get("/api/v1/me").status()).isEqualTo(401);
        assertThatThrownBy(() -> administration.deactivate(serviceManager, serviceManager.personId())).isInstanceOf(Refused.class);
    }

    @Test void onlyTheClientsSideLetsAProviderInOrOut() {
        var redoubt = fixture.provider("Redoubt");
        assertThatThrownBy(() -> administration.engage(serviceManager, alder.key(), redoubt.key())).isInstanceOf(Forbidden.class);
        administration.engage(itManager, alder.key(), redoubt.key());
        var analyst = fixture.person(redoubt, Role.TECHNICIAN);
        assertThat(analyst.clients()).containsExactly(alder.id());
        administration.endEngagement(itManager, alder.key(), redoubt.key());
        assertThat(fixture.person(redoubt, Role.TECHNICIAN).clients()).isEmpty();
    }

    private static PersonForm somebody(Party party, String role) {
        var key = "p" + UUID.randomUUID().toString().substring(0, 8);
        return new PersonForm(party.key(), "Somebody", key + "@example.com", role, "", "", "", key, "");
    }
}
