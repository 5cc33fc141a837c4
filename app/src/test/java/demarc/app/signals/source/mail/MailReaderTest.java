package demarc.app.signals.source.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import demarc.app.platform.Actor;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Role;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Condition;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.SourceSecrets;
import demarc.app.testing.DemarcTest;
import demarc.app.testing.Fixture;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real IMAP server, and mails in it.
@DemarcTest
class MailReaderTest {
    private final MailReader reader;
    private final Sources sources;
    private final SourceSecrets secrets;
    private final Conditions conditions;
    private final Keeping keeping;
    private final OpenedRanges opened;
    private final Fixture fixture;
    private final GreenMail server = new GreenMail(new ServerSetup[] {new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)});

    MailReaderTest(MailReader reader, Sources sources, SourceSecrets secrets, Conditions conditions, Keeping keeping, OpenedRanges opened, Fixture fixture) {
        this.reader = reader;
        this.sources = sources;
        this.secrets = secrets;
        this.conditions = conditions;
        this.keeping = keeping;
        this.opened = opened;
        this.fixture = fixture;
    }

    @BeforeEach void start() {
        server.start();
        server.setUser("alarms@demarc.test", "alarms", "open sesame");
    }

    @AfterEach void stop() {
        server.stop();
    }

    @Test void mailsBecomeConditionsAndAreSeenOnce() {
        var mailbox = source("open sesame", true);
        mail("PROBLEM: Disk space low on srv-file-02");
        mail("Newsletter of November");
        assertThat(reader.look(mailbox.source)).isEqualTo(2);
        assertThat(reader.look(mailbox.source)).isZero();
        assertThat(state(mailbox)).containsExactly(Condition.State.FIRING);
        assertThat(Tenancy.as(mailbox.person, () -> keeping.of(mailbox.person, mailbox.source))).singleElement()
                .satisfies(kept -> assertThat(kept.problem()).contains("Newsletter of November").contains("says neither"));
        mail("RECOVERY: Disk space low on srv-file-02");
        reader.look(mailbox.source);
        assertThat(state(mailbox)).containsExactly(Condition.State.CLEARED);
        assertThat(Arrays.stream(server.getReceivedMessages()).filter(mail -> isUnseen(mail))).isEmpty();
    }

    @Test void aMailBoxThatDoesNotOpenIsToldOnce() {
        var mailbox = source("wrong", true);
        reader.look(mailbox.source);
        reader.look(mailbox.source);
        assertThat(Tenancy.as(mailbox.person, () -> keeping.of(mailbox.person, mailbox.source))).singleElement()
                .satisfies(kept -> assertThat(kept.problem()).startsWith("The mail box could not be read: "));
    }

    @Test void anInnerAddressIsNotConnectedToUnlessItWasOpened() {
        var mailbox = source("open sesame", false);
        mail("PROBLEM: Disk space low on srv-file-02");
        assertThat(reader.look(mailbox.source)).isZero();
        assertThat(Tenancy.as(mailbox.person, () -> keeping.of(mailbox.person, mailbox.source))).singleElement().satisfies(kept -> assertThat(kept.problem()).contains("this machine itself"));
    }

    private record Box(Source source, Actor person) {}

    private Box source(String password, boolean open) {
        var client = fixture.client("Mail");
        var person = fixture.person(client.party(), Role.IT_MANAGER);
        if (open) {
            var administrator = fixture.person(client.party(), Role.ADMINISTRATOR);
            Tenancy.as(administrator, () -> opened.open(administrator, client.id(), "127.0.0.1/32", "the test's own mail server"));
        }
        var settings = "host: 127.0.0.1\nport: %d\nuser: alarms\ntls: no\n".formatted(server.getImap().getPort());
        var source = Tenancy.as(person, () -> sources.create(person, client.key(), new Sources.Wanted("mail", "Alarms by mail", null, settings, null, null, null)).source());
        Tenancy.as(person, () -> secrets.keep(person, source, password));
        return new Box(source, person);
    }

    private void mail(String subject) {
        GreenMailUtil.sendTextEmail("alarms@demarc.test", "nas@demarc.test", subject, "more of it", server.getSmtp().getServerSetup());
    }

    private List<Condition.State> state(Box box) {
        return Tenancy.as(box.person, () -> conditions.page(box.person, new Conditions.Filter(null, box.source.id(), Set.of(), null, null, null, null), null, 10)).items().stream()
                .map(Condition::state).toList();
    }

    private static boolean isUnseen(Message mail) {
        try {
            return !mail.isSet(Flags.Flag.SEEN);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
