package demarc.app.reporting;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Signed;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.platform.Refused;
import demarc.app.reporting.AuditPage.Answer;
import demarc.app.reporting.AuditPage.Choice;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Priority;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An auditor: who was responsible for X on date D, and the proof of it.
@Component
@Transactional(readOnly = true)
class AuditorHome {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu, HH:mm", Locale.ENGLISH);

    private final Agreements agreements;
    private final Versions versions;
    private final Directory directory;
    private final Queue queue;
    private final Clock clock;

    AuditorHome(Agreements agreements, Versions versions, Directory directory, Queue queue, Clock clock) {
        this.agreements = agreements;
        this.versions = versions;
        this.directory = directory;
        this.queue = queue;
        this.clock = clock;
    }

    /// @param asked an activity, or empty for the first there is
    public AuditPage of(Actor by, String asked, String on) {
        var now = clock.instant();
        var answers = new ArrayList<Answer>();
        var choices = new ArrayList<Choice>();
        var clients = directory.clients();
        var local = on.isEmpty() ? LocalDateTime.ofInstant(now, clients.isEmpty() ? by.zone() : clients.getFirst().zone()).truncatedTo(ChronoUnit.MINUTES) : moment(on);
        for (var client : clients) {
            var signed = agreements.inForce(client.id(), local.atZone(client.zone()).toInstant());
            if (signed.isEmpty()) continue;
            var activity = asked.isEmpty() ? signed.get().inForce().activities().getFirst().key() : asked;
            for (var each : signed.get().inForce().activities())
                if (choices.stream().noneMatch(choice -> choice.key().equals(each.key()))) choices.add(new Choice(each.key(), each.title(), each.key().equals(activity)));
            answer(by, client, signed.get(), activity, local).ifPresent(answers::add);
        }
        return new AuditPage(choices, local.toString(), answers, clients.stream().map(Client::name).collect(Collectors.joining(", ")));
    }

    private java.util.Optional<Answer> answer(Actor by, Client client, Signed signed, String key, LocalDateTime local) {
        var at = local.atZone(client.zone()).toInstant();
        return signed.inForce().findActivity(key).map(activity -> {
            var assignment = signed.inForce().assign(activity, Priority.P2, null, at);
            var version = versions.get(client.id(), signed.number());
            var place = assignment.rule().at();
            return new Answer(client.name(), "%s, %s".formatted(WORDS.format(local), client.zone().getId()), activity.title(),
                    assignment.responsible().title(), assignment.responsible().party().name(), side(assignment.responsible().party()),
                    assignment.accountable().name(), side(assignment.accountable()),
                    signed.number(), version.hash(), Agreements.addressOf(place, client.key(), signed.number()), "%s, line %d".formatted(place.file(), place.line()),
                    signatures(version, client.zone()), tickets(by, client, key, at));
        });
    }

    private List<String> signatures(Version version, ZoneId zone) {
        var people = directory.people(version.signatures().stream().map(Version.Signature::personId).toList()).stream().collect(Collectors.toMap(Person::id, Person::name));
        var parties = directory.parties().stream().collect(Collectors.toMap(Party::id, Party::name));
        return version.signatures().stream().map(signature -> "%s for %s, %s".formatted(people.getOrDefault(signature.personId(), "somebody of theirs"),
                parties.getOrDefault(signature.partyId(), "a party"), WORDS.format(signature.at().atZone(zone)))).toList();
    }

    /// The newest work of that kind that was under way then or since.
    private List<Queue.Row> tickets(Actor by, Client client, String activity, Instant at) {
        return queue.page(by, Queue.Filter.OPEN.ofClient(client.key()).with(EnumSet.allOf(Status.class)), Queue.Sort.NEWEST, null, Queue.MOST).items().stream()
                .filter(row -> activity.equals(row.activity())).limit(10).toList();
    }

    private static String side(Agreement.Party party) {
        return party.isClient() ? "client" : "provider";
    }

    private static LocalDateTime moment(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new Refused("on", "'%s' is no date and time. Write it like 2026-03-03T22:10.".formatted(text));
        }
    }
}
