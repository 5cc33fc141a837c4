package demarc.app.signals.source.mail;

import demarc.app.platform.Refused;
import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.SourceKind;
import demarc.app.signals.source.Draft;
import demarc.app.signals.source.SettingsFile;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Subjects are read: words that tools use say whether something is wrong or over.
@Component
class MailBox implements SourceKind {
    private static final Set<String> NAMES = Set.of("host", "port", "user", "folder", "tls", "subject", "wrong", "right");

    enum Tls { ALWAYS, STARTTLS, NONE }

    record Settings(String host, int port, String user, String folder, Tls tls, Subject.Rules rules) {
        static Settings read(@Nullable String mapping) {
            var file = SettingsFile.read(mapping, NAMES);
            var tls = switch (file.text("tls", "yes")) {
                case "yes", "true" -> Tls.ALWAYS;
                case "starttls" -> Tls.STARTTLS;
                case "no", "false" -> Tls.NONE;
                default -> throw file.wrong("tls", "'tls' is yes, starttls or no.");
            };
            var host = file.needed("host", "the IMAP server");
            if (!host.matches("[A-Za-z0-9_.:\\[\\]-]{1,253}")) throw file.wrong("host", "'%s' is no name of a server.".formatted(host));
            return new Settings(host, file.number("port", tls == Tls.ALWAYS ? 993 : 143, 1, 65_535), file.needed("user", "who signs in to the mail box"), file.text("folder", "INBOX"), tls,
                    rules(file));
        }

        private static Subject.Rules rules(SettingsFile file) {
            try {
                return Subject.Rules.of(file.words("wrong"), file.words("right"), file.text("subject", ""));
            } catch (Refused refused) {
                throw file.wrong("subject", refused.message());
            }
        }
    }

    @Override public String key() {
        return "mail";
    }

    @Override public String label() {
        return "Mail box";
    }

    @Override public Concern concern() {
        return Concern.MONITORING;
    }

    @Override public void check(String mapping) {
        Settings.read(mapping);
    }

    @Override public SourceKind.Settings settings() {
        return new SourceKind.Settings("Settings", "Change what does not fit; the guide explains each line.", """
                host: imap.example.com
                user: alarms@example.com
                folder: INBOX
                # where the tool's subjects are unusual:
                # subject: "{state}: {check} on {thing}"
                # wrong: problem, down
                # right: ok, up
                """, true, "Password of the mail box");
    }

    @Override public List<Signal> read(Body body) {
        throw new Refused("Mail is read from its mail box, not taken by HTTP.");
    }

    /// @param from the sender's address
    static Signal read(String subject, String from, String text, @Nullable Instant sent, Settings settings) {
        var said = Subject.read(subject, from.isEmpty() ? "mail" : from, settings.rules);
        return Draft.firing(said.firing()).of(said.thing(), said.check()).severity(Severity.named(said.word()).filter(named -> named != Severity.INFO).orElse(Severity.MEDIUM))
                .summary(subject.strip()).details(text).label("from", from).at(sent).signal();
    }

    @Override public SetUp setUp(String address, String key) {
        return new SetUp(List.of(
                "Make a mail box that only this reads, and let the tool send its alarms there.",
                "Say in the settings beside where it is; the password is kept sealed. It is looked into every minute, and what was read is marked as seen.",
                "PROBLEM, DOWN, CRITICAL, FAILED and the like fire; RECOVERY, OK, UP, RESOLVED and the like clear. \"Disk full on srv-1\" says what and where; else the sender is the thing.",
                "Where a tool can do better, let it: by %s/v2/enqueue with a key of kind PagerDuty, or by JSON. This source's own key (%s) has no use yet.".formatted(address, key)),
                null, null, "yaml");
    }
}
