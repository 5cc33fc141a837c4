package demarc.app.agreement.web;

import demarc.app.agreement.web.AskPage.Answer;
import demarc.app.agreement.web.AskPage.Deciding;
import demarc.app.agreement.web.AskPage.Step;
import demarc.app.platform.Refused;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads a question as people and programs write it, and puts the engine's answer into words.
record Asking(InForce inForce, Activity activity, Priority priority, Agreement.@Nullable Site site, Instant at) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
    static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    static Asking of(InForce inForce, String activity, String priority, @Nullable String site, Instant at) {
        var agreement = inForce.agreement();
        var found = inForce.activities().stream().filter(each -> each.key().equals(activity) || !each.code().isEmpty() && each.code().equalsIgnoreCase(activity)).findFirst()
                .orElseThrow(() -> new Refused("activity", "This agreement has no activity '%s'. %s".formatted(activity, like(inForce, activity))));
        return new Asking(inForce, found, priority(priority), site(agreement, site), at);
    }

    private static String like(InForce inForce, String activity) {
        var name = activity.substring(activity.indexOf('/') + 1);
        var similar = inForce.activities().stream().map(Activity::key).filter(key -> key.contains(name) || activity.startsWith(key.substring(0, key.indexOf('/') + 1))).limit(5).toList();
        return similar.isEmpty() ? "Write service/activity, for example %s.".formatted(inForce.activities().getFirst().key()) : "Perhaps one of: %s.".formatted(String.join(", ", similar));
    }

    static Priority priority(String text) {
        return Arrays.stream(Priority.values()).filter(each -> each.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> new Refused("priority", "There is no priority '%s'. Use P1, P2, P3 or P4.".formatted(text)));
    }

    private static Agreement.@Nullable Site site(Agreement agreement, @Nullable String key) {
        if (key == null || key.isBlank()) return null;
        var site = agreement.sites().get(key);
        if (site == null) throw new Refused("site", agreement.sites().isEmpty() ? "This agreement names no sites." : "This agreement has no site '%s'. It names: %s.".formatted(key, String.join(", ", agreement.sites().keySet())));
        return site;
    }

    /// `2026-07-04T22:10` where the client is, or with an offset; now when nothing is given.
    static Instant instant(@Nullable String text, ZoneId zone, Instant now) {
        if (text == null || text.isBlank()) return now;
        // In an address a plus sign arrives as a blank.
        var written = text.strip().replace(' ', '+');
        try {
            return written.matches(".*(Z|[+-]\\d\\d:?\\d\\d)") && written.contains("T") ? OffsetDateTime.parse(written).toInstant() : LocalDateTime.parse(written).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("at", "'%s' is no moment. Write 2026-07-04T22:10, or with an offset: 2026-07-04T22:10-05:00.".formatted(text));
        }
    }

    Answer answer(Lines lines, Sides sides, Function<Contact, String> holders) {
        var assignment = inForce.assign(activity, priority, site, at);
        var level = assignment.level();
        var clock = inForce.calendar(level.clock());
        var place = assignment.rule().at();
        var zone = inForce.agreement().zone();
        return new Answer(
                activity.title(), activity.code().isEmpty() ? activity.key() : activity.code() + " · " + activity.key(), moment(at, zone), priority.name(),
                assignment.responsible().title(), assignment.responsible().party().name(), sides.of(assignment.responsible().party()).css(),
                assignment.accountable().name(), sides.of(assignment.accountable()).css(), titles(assignment.rule().helpers()), titles(assignment.consulted()), titles(assignment.informed()),
                moment(level.respond().due(clock, at), zone), moment(level.resolve().due(clock, at), zone), "%s and %s on the clock “%s”".formatted(level.respond(), level.resolve(), level.clock()),
                next(zone), inForce.escalationsFrom(assignment, at).stream().map(due -> new Step(MatrixPage.title(due.to()), moment(due.at(), zone))).toList(),
                deciding(lines, holders), lines.name(place), lines.quote(place), lines.address(place));
    }

    private String next(ZoneId zone) {
        var change = inForce.nextChange(activity, priority, site, at);
        if (change == null) return "at all hours";
        var then = inForce.assign(activity, priority, site, change).responsible();
        return "until %s; then %s".formatted(moment(change, zone), then.title());
    }

    private @Nullable Deciding deciding(Lines lines, Function<Contact, String> holders) {
        var kind = activity.decision();
        if (kind == null) return null;
        var decision = inForce.decide(kind, null, inForce.assign(activity, priority, site, at), at);
        var then = switch (decision.then()) {
            case null -> "";
            case TimeOut.Proceed _ -> "it goes ahead";
            case TimeOut.Refuse _ -> "it is refused";
            case TimeOut.Escalate(var to) -> "%s decides".formatted(MatrixPage.title(to));
        };
        return new Deciding(kind.written().replace('-', ' '), MatrixPage.title(decision.by()), holders.apply(decision.by()), decision.deadline() == null ? "" : moment(decision.deadline(), inForce.agreement().zone()), then,
                lines.name(decision.because()), lines.address(decision.because()));
    }

    private static List<String> titles(List<Contact> contacts) {
        return contacts.stream().map(MatrixPage::title).toList();
    }

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }
}
