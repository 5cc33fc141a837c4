package demarc.app.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Forbidden;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.platform.Role;
import demarc.app.platform.Scope;
import demarc.app.platform.Tenancy;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import demarc.app.testing.TestClock;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@DemarcTest
class SigningTest {

    private final Fixture fixture;
    private final ApplicationContext context;
    private final TestClock clock;
    private final Signing signing;
    private final Proposals proposals;
    private final Drafts drafts;
    private final Agreements agreements;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Table table;

    SigningTest(Fixture fixture, ApplicationContext context, TestClock clock, Signing signing, Proposals proposals, Drafts drafts, Agreements agreements, JdbcClient sql, TransactionTemplate transaction) {
        this.fixture = fixture;
        this.context = context;
        this.clock = clock;
        this.signing = signing;
        this.proposals = proposals;
        this.drafts = drafts;
        this.agreements = agreements;
        this.sql = sql;
        this.transaction = transaction;
        this.table = new Table(fixture, context, "Harbor");
    }

    @BeforeEach void begin() {
        clock.set("2026-06-20T12:00:00Z");
    }

    @AfterEach void end() {
        clock.reset();
    }

    @Test void aVersionIsInForceOnceEveryPartyHasSigned() {
        var version = table.propose(1, "2026-07-01");
        assertThat(table.sign(table.manager, version).from()).isNull();
        assertThat(table.sign(table.seller, version).from()).isEqualTo("2026-07-01T05:00:00Z");
        assertThat(table.inForceAt("2026-07-01T04:59:59Z")).isEqualTo("none");
        assertThat(table.inForceAt("2026-07-01T05:00:00Z")).isEqualTo("version 1");
    }

    @Test void signedLateItHoldsFromTheLastSignature() {
        var version = table.propose(1, "2026-06-01");
        table.sign(table.manager, version);
        clock.set("2026-06-21T09:30:00Z");
        assertThat(table.sign(table.seller, version).from()).isEqualTo("2026-06-21T09:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-06-30T23:59:59Z, none
            2026-07-01T05:00:00Z, version 1
            2026-08-01T04:59:59Z, version 1
            2026-08-01T05:00:00Z, version 2
            2026-11-01T04:59:59Z, version 2
            2026-11-02T06:00:00Z, version 3
            2036-01-01T00:00:00Z, version 3
            """)
    void whatWasInForceAtAMomentHasOneAnswer(String at, String answer) {
        table.agree(1, "2026-07-01");
        table.agree(2, "2026-08-01");
        table.agree(3, "2026-11-02");
        table.propose(4, "2026-12-01");
        assertThat(table.inForceAt(at)).isEqualTo(answer);
    }

    @Test void anOlderVersionSignedLateDoesNotReplaceANewerOne() {
        var first = table.propose(1, "2026-07-01");
        table.agree(2, "2026-06-01");
        assertThatThrownBy(() -> table.sign(table.manager, first)).isInstanceOf(Refused.class).hasMessageContaining("Version 2 is signed and replaces version 1");
    }

    @Test void eachPartySignsOnceAndOnlyForItself() {
        var version = table.propose(1, "2026-07-01");
        table.sign(table.manager, version);
        assertThatThrownBy(() -> table.sign(table.manager, version)).isInstanceOf(Refused.class).hasMessageContaining("signed version 1 already");
        var executive = fixture.person(table.client.party(), Role.EXECUTIVE);
        assertThatThrownBy(() -> table.sign(executive, version)).isInstanceOf(Refused.class).hasMessageContaining("Each party signs once");
    }

    @ParameterizedTest
    @CsvSource({"TECHNICIAN, client", "ADMINISTRATOR, client", "TECHNICIAN, provider", "ADMINISTRATOR, provider"})
    void onlyThoseWithAuthoritySign(Role role, String side) {
        var version = table.propose(1, "2026-07-01");
        var somebody = fixture.person(side.equals("client") ? table.client.party() : table.provider, role);
        assertThatThrownBy(() -> table.sign(somebody, version)).isInstanceOf(Forbidden.class).hasMessageContaining("cannot bind");
    }

    @Test void employeesAndStrangersDoNotLearnThatItExists() {
        var version = table.propose(1, "2026-07-01");
        for (var nobody : List.of(fixture.person(table.client.party(), Role.EMPLOYEE), fixture.person(fixture.client("Other").party(), Role.IT_MANAGER), fixture.person(fixture.provider("rival"), Role.SERVICE_MANAGER)))
            assertThatThrownBy(() -> table.sign(nobody, version)).isInstanceOf(NotFound.class);
    }

    @Test void aProviderThatIsNoPartyCannotSign() {
        var version = table.propose(1, "2026-07-01");
        var other = fixture.person(fixture.provider("security", table.client), Role.SERVICE_MANAGER);
        assertThatThrownBy(() -> table.sign(other, version)).isInstanceOf(Forbidden.class).hasMessageContaining("is no party to version 1");
    }

    @Test void anotherTextsHashIsNotSigned() {
        var version = table.propose(1, "2026-07-01");
        assertThatThrownBy(() -> table.sign(table.manager, version, "0".repeat(64))).isInstanceOf(Refused.class).hasMessageContaining("Read the version again");
    }

    @Test void aTokenWithoutTheScopeDoesNotSign() {
        var version = table.propose(1, "2026-07-01");
        var limited = table.manager.limitedTo(EnumSet.of(Scope.AGREEMENTS_WRITE));
        assertThatThrownBy(() -> table.sign(limited, version)).isInstanceOf(Forbidden.class).hasMessageContaining("agreements:sign");
    }

    @Test void thePasswordIsAskedForAgain() {
        var version = table.propose(1, "2026-07-01");
        var wrong = new Proof.Password("not mine at all", "192.0.2.7");
        assertThatThrownBy(() -> Tenancy.as(table.manager, () -> signing.sign(table.manager, table.client, 1, version.hash(), wrong))).isInstanceOf(Refused.class).hasMessageContaining("Nothing was signed");
        var right = new Proof.Password(Fixture.PASSWORD, "192.0.2.7");
        assertThat(Tenancy.as(table.manager, () -> signing.sign(table.manager, table.client, 1, version.hash(), right)).signatures()).hasSize(1);
    }

    @Test void aWithdrawnVersionIsNeitherSignedNorForgotten() {
        var version = table.propose(1, "2026-07-01");
        table.withdraw(table.seller, version);
        assertThatThrownBy(() -> table.sign(table.manager, version)).isInstanceOf(Refused.class).hasMessageContaining("was withdrawn (A better one comes.)");
        assertThatThrownBy(() -> table.propose(1, "2026-07-01")).isInstanceOf(Refused.class).hasMessageContaining("no version is ever edited");
        assertThat(table.agree(2, "2026-07-01").from()).isNotNull();
    }

    @Test void whatEverybodySignedCannotBeWithdrawn() {
        var version = table.agree(1, "2026-07-01");
        assertThatThrownBy(() -> table.withdraw(table.seller, version)).isInstanceOf(Refused.class).hasMessageContaining("A change is a new version");
    }

    @Test void twoWhoSignAtOnceBothCountAndItComesIntoForceOnce() throws Exception {
        var version = table.propose(1, "2026-06-01");
        atOnce(() -> table.sign(table.manager, version), () -> table.sign(table.seller, version));
        assertThat(table.inForceAt("2026-06-20T12:00:00Z")).isEqualTo("version 1");
    }

    @Test void ofTwoWhoSaveAtOnceOneLearnsOfTheOther() throws Exception {
        table.draft(table.manager, "agreement: begun");
        var saved = atOnce(() -> save(table.manager, "theirs"), () -> save(table.seller, "ours"));
        assertThat(saved).containsOnlyOnce("saved").containsOnlyOnce("overtaken");
    }

    private String save(demarc.app.platform.Actor actor, String text) {
        try {
            Tenancy.as(actor, () -> drafts.save(actor, table.client, text, null, 1));
            return "saved";
        } catch (Overtaken e) {
            return "overtaken";
        }
    }

    private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = both.submit(one);
            var second = both.submit(other);
            return List.of(first.get(), second.get());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            agreement: KEY      | agreement: another    | this client is
            version: 1          | version: one          | line 2
            extends: co-managed | extends: co-mangled   | line 5
            PROVIDER: NAME      | strangers: Strangers  | is no provider that works for
            """)
    void aTextThatDoesNotFitIsNotProposed(String right, String wrong, String complaint) {
        var text = table.text(1, "2026-07-01")
                .replace(right.replace("KEY", table.client.key()).replace("PROVIDER", table.provider.key()).replace("NAME", table.provider.name()), wrong);
        assertThatThrownBy(() -> table.propose(text)).isInstanceOf(Refused.class).hasMessageContaining(complaint);
    }

    @Test void warningsMustBeAcknowledged() {
        var draft = table.draft(table.seller, table.text(1, "2026-07-01"));
        // Nobody holds the posts of the template yet.
        assertThatThrownBy(() -> Tenancy.as(table.seller, () -> proposals.propose(table.seller, table.client, draft.version(), false, ""))).isInstanceOf(Refused.class).hasMessageContaining("warning");
    }

    @Test void proposingMakesTheTeamsThatTheTextNames() {
        table.propose(1, "2026-07-01");
        var directory = context.getBean(demarc.app.directory.Directory.class);
        assertThat(Tenancy.as(table.seller, () -> directory.teamsOf(table.provider.id()))).extracting(demarc.app.directory.Team::key).contains("service-desk", "soc");
        assertThat(Tenancy.as(table.manager, () -> directory.teamsOf(table.client.id()))).extracting(demarc.app.directory.Team::key).contains("it-team");
    }

    @Test void theDatabaseRefusesToEditWhatWasProposed() {
        var version = table.propose(1, "2026-07-01");
        for (var change : List.of("update agreement.version set text = 'x' where id = ?", "delete from agreement.version where id = ?", "delete from agreement.signature where version_id = ?"))
            assertThatThrownBy(() -> Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql(change).param(version.id()).update()))).isInstanceOf(DataAccessException.class);
    }

    @Test void theDatabaseRefusesASignatureUnderAnotherText() {
        var version = table.propose(1, "2026-07-01");
        assertThatThrownBy(() -> Tenancy.asSystem(() -> transaction.execute(_ -> sql.sql("""
                insert into agreement.signature (client_id, version_id, party_id, person_id, hash, at, remote_address, statement)
                values (?, ?, ?, ?, ?, now(), '', '')
                """).params(table.client.id(), version.id(), table.client.id(), table.manager.personId(), "f".repeat(64)).update()))).isInstanceOf(DataAccessException.class);
    }

    @Test void comingIntoForceIsAnnouncedOnce() {
        table.agree(1, "2026-07-01");
        var due = context.getBean(ComingIntoForce.class);
        due.drain();
        assertThat(announced()).isZero();
        clock.set("2026-07-01T05:00:00Z");
        due.drain();
        due.drain();
        assertThat(announced()).isOne();
    }

    private long announced() {
        return Tenancy.as(table.manager, () -> transaction.execute(_ -> sql.sql("select count(*) from agreement.term where client_id = ? and announced_at is not null").param(table.client.id()).query(Long.class).single()));
    }

    @Test void whoDoesNotSeeTheClientGetsNoAnswer() {
        table.agree(1, "2026-06-01");
        var stranger = fixture.person(fixture.client("Other").party(), Role.IT_MANAGER);
        assertThat(Tenancy.as(stranger, () -> agreements.inForce(table.client.id(), clock.instant()))).isEmpty();
        assertThat(agreements.inForce(table.client.id(), clock.instant())).isEmpty();
    }
}
