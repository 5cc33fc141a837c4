package demarc.app.signals.source.mail;

import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Keeping;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.SourceSecrets;
import jakarta.mail.BodyPart;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.search.FlagTerm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Looks into the mail boxes. A mail is marked as seen only after what it says is on disk: a crash between the two reads it again, which changes nothing.
@Component
class MailReader {
    private static final int AT_ONCE = 200;
    private static final int LARGEST = 1 << 20;
    private static final int TEXT = 8000;
    private static final int TIMEOUT_MILLIS = 20_000;

    private final Sources sources;
    private final SourceSecrets secrets;
    private final Conditions conditions;
    private final Keeping keeping;
    private final OpenedRanges opened;
    private final Clock clock;
    private final Semaphore boxes = new Semaphore(8);
    private final ConcurrentHashMap.KeySetView<Long, Boolean> busy = ConcurrentHashMap.newKeySet();
    /// The last failure of each box: told once, not each minute.
    private final ConcurrentHashMap<Long, String> failing = new ConcurrentHashMap<>();

    MailReader(Sources sources, SourceSecrets secrets, Conditions conditions, Keeping keeping, OpenedRanges opened, Clock clock) {
        this.sources = sources;
        this.secrets = secrets;
        this.conditions = conditions;
        this.keeping = keeping;
        this.opened = opened;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void look() {
        for (var source : Tenancy.asSystem(() -> sources.ofKind("mail"))) {
            if (!busy.add(source.id())) continue;
            Thread.ofPlatform().daemon().name("mail-" + source.id()).start(() -> {
                try {
                    boxes.acquire();
                    try {
                        look(source);
                    } finally {
                        boxes.release();
                    }
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                } finally {
                    busy.remove(source.id());
                }
            });
        }
    }

    /// @return how many mails were read
    int look(Source source) {
        try {
            var read = read(source);
            failing.remove(source.id());
            return read;
        } catch (Refused | MessagingException | IOException e) {
            var why = "The mail box could not be read: %s".formatted(e.getMessage());
            if (!why.equals(failing.put(source.id(), why))) keeping.keep(source, why, "", new byte[0], 0, clock.instant());
            LoggerFactory.getLogger(MailReader.class).warn("mail box of source {}: {}", source.id(), e.getMessage());
            return 0;
        }
    }

    private int read(Source source) throws MessagingException, IOException {
        var settings = MailBox.Settings.read(source.mapping());
        var password = Tenancy.asSystem(() -> secrets.open(source)).orElseThrow(() -> new Refused("No password is kept for it. Enter it on the source's page."));
        try (var store = session(settings, address(source, settings)).getStore()) {
            store.connect(settings.host(), settings.port(), settings.user(), password);
            var folder = store.getFolder(settings.folder());
            if (!folder.exists()) throw new Refused("There is no folder '%s' in it.".formatted(settings.folder()));
            folder.open(Folder.READ_WRITE);
            try {
                var unseen = folder.search(new FlagTerm(new Flags(Flags.Flag.SEEN), false));
                var mails = unseen.length > AT_ONCE ? Arrays.copyOf(unseen, AT_ONCE) : unseen;
                var profile = new FetchProfile();
                profile.add(FetchProfile.Item.ENVELOPE);
                profile.add(FetchProfile.Item.SIZE);
                folder.fetch(mails, profile);
                take(source, settings, mails);
                folder.setFlags(mails, new Flags(Flags.Flag.SEEN), true);
                return mails.length;
            } finally {
                folder.close(false);
            }
        }
    }

    private void take(Source source, MailBox.Settings settings, Message[] mails) throws MessagingException {
        var signals = new ArrayList<Signal>();
        var now = clock.instant();
        for (var mail : mails) {
            try {
                var from = mail.getFrom() != null && mail.getFrom().length > 0 && mail.getFrom()[0] instanceof InternetAddress sender ? sender.getAddress() : "";
                var sent = mail.getSentDate();
                signals.add(MailBox.read(mail.getSubject() == null ? "" : mail.getSubject(), from == null ? "" : from, mail.getSize() > LARGEST ? "" : text(mail, 0),
                        sent == null ? null : sent.toInstant(), settings));
            } catch (Refused refused) {
                keeping.keep(source, refused.message(), "message/rfc822", raw(mail), Math.max(0, mail.getSize() - LARGEST), now);
            } catch (IOException | RuntimeException e) {
                keeping.keep(source, "The mail could not be read: %s".formatted(e.getMessage()), "message/rfc822", raw(mail), 0, now);
            }
        }
        conditions.take(source, signals, now);
    }

    /// The first plain text in it; HTML is not looked at.
    private static String text(Part part, int depth) throws MessagingException, IOException {
        if (depth > 8 || part.getDisposition() != null && part.getDisposition().equalsIgnoreCase(Part.ATTACHMENT)) return "";
        if (part.isMimeType("text/plain")) {
            try (var in = part.getInputStream()) {
                return new String(in.readNBytes(TEXT), StandardCharsets.UTF_8).strip();
            }
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts)
            for (var n = 0; n < Math.min(parts.getCount(), 20); n++) {
                BodyPart each = parts.getBodyPart(n);
                var text = text(each, depth + 1);
                if (!text.isEmpty()) return text;
            }
        return "";
    }

    private static byte[] raw(Message mail) {
        try {
            if (mail.getSize() > LARGEST) return String.valueOf(mail.getSubject()).getBytes(StandardCharsets.UTF_8);
            var bytes = new ByteArrayOutputStream();
            mail.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException | IOException e) {
            return new byte[0];
        }
    }

    private InetAddress address(Source source, MailBox.Settings settings) {
        try {
            var address = opened.of(source.client()).resolve(settings.host());
            if (settings.tls() == MailBox.Tls.NONE && !address.isSiteLocalAddress() && !address.isLoopbackAddress())
                throw new Refused("'tls: no' would send the password in clear over the internet. Only a server in an inner network may go without.");
            return address;
        } catch (UnknownHostException e) {
            throw new Refused("The name server does not know '%s'.".formatted(settings.host()));
        }
    }

    private static Session session(MailBox.Settings settings, InetAddress address) {
        var protocol = settings.tls() == MailBox.Tls.ALWAYS ? "imaps" : "imap";
        var properties = new Properties();
        properties.put("mail.store.protocol", protocol);
        var mail = "mail." + protocol + ".";
        properties.put(mail + "connectiontimeout", TIMEOUT_MILLIS);
        properties.put(mail + "timeout", TIMEOUT_MILLIS);
        properties.put(mail + "writetimeout", TIMEOUT_MILLIS);
        properties.put(mail + "peek", true);
        properties.put(mail + "partialfetch", true);
        properties.put(mail + "starttls.required", settings.tls() == MailBox.Tls.STARTTLS);
        properties.put(mail + "starttls.enable", settings.tls() == MailBox.Tls.STARTTLS);
        properties.put(mail + "ssl.checkserveridentity", true);
        // The name was judged by this address; it must not mean another one a moment later.
        properties.put(mail + "socketFactory", new OneAddress(address));
        properties.put(mail + "socketFactory.fallback", false);
        return Session.getInstance(properties);
    }
}
