package demarc.app.directory;

import static org.assertj.core.api.Assertions.assertThat;

import demarc.app.platform.Role;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import org.junit.jupiter.api.Test;

@DemarcTest
class SignInTest {
    private final Fixture fixture;

    SignInTest(Fixture fixture) {
        this.fixture = fixture;
    }

    @Test void aStrangerIsSentToTheDoorAndBackToWhereTheyWanted() {
        var manager = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        var pages = fixture.pages();
        var door = pages.get("/directory/teams");
        assertThat(door.path()).isEqualTo("/sign-in");
        assertThat(door.html()).contains("value=\"/directory/teams\"");
        assertThat(pages.post("/sign-in", "email", manager.email(), "password", Fixture.PASSWORD, "next", "/directory/teams").path()).isEqualTo("/directory/teams");
    }

    @Test void aWrongPasswordSaysSoAndKeepsTheEmail() {
        var manager = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        var pages = fixture.pages();
        pages.get("/sign-in");
        var shown = pages.post("/sign-in", "email", manager.email(), "password", "not that one");
        assertThat(shown.status()).isEqualTo(422);
        assertThat(shown.html()).contains("do not match", manager.email());
    }

    @Test void nobodyIsLedToAnotherSite() {
        var manager = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        var pages = fixture.pages();
        pages.get("/sign-in");
        var shown = pages.post("/sign-in", "email", manager.email(), "password", Fixture.PASSWORD, "next", "//evil.example/");
        assertThat(shown.raw().uri().getHost()).isEqualTo("localhost");
    }

    @Test void afterEightWrongPasswordsEvenTheRightOneWaits() {
        var manager = fixture.person(fixture.client("Alder").party(), Role.IT_MANAGER);
        var pages = fixture.pages();
        pages.get("/sign-in");
        for (var n = 0; n < 8; n++) assertThat(pages.post("/sign-in", "email", manager.email(), "password", "guess " + n).status()).isEqualTo(422);
        var shown = pages.post("/sign-in", "email", manager.email(), "password", Fixture.PASSWORD);
        assertThat(shown.status()).isEqualTo(429);
        assertThat(shown.raw().headers().firstValueAsLong("Retry-After")).satisfies(seconds -> assertThat(seconds.getAsLong()).isBetween(1L, 601L));
    }
}
