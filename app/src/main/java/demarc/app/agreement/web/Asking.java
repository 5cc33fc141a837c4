package demarc.app.agreement.web;

import demarc.app.agreement.Question;
import demarc.app.agreement.web.AskPage.Answer;
import demarc.app.agreement.web.AskPage.Deciding;
import demarc.app.agreement.web.AskPage.Step;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Assignment;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The engine's answer to a question, in words.
record Asking(Question question, Lines lines, Sides sides, Function<Contact, String> holders) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", Locale.ENGLISH);
    static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    Answer answer() {
        var inForce = question.inForce();
        var activity = question.activity();
        var at = question.at();
        var assignment = question.assignment();
        var level = assignment.level();
        var clock = inForce.calendar(level.clock());
        var place = assignment.rule().at();
        return new Answer(
                activity.title(), activity.code().isEmpty() ? activity.key() : activity.code() + " · " + activity.key(), moment(at), question.priority().name(),
                assignment.responsible().title(), assignment.responsible().party().name(), sides.of(assignment.responsible().party()).css(),
                assignment.accountable().name(), sides.of(assignment.accountable()).css(), titles(assignment.rule().helpers()), titles(assignment.consulted()), titles(assignment.informed()),
                moment(level.respond().due(clock, at)), moment(level.resolve().due(clock, at)), "%s and %s on the clock “%s”".formatted(level.respond(), level.resolve(), level.clock()),
                next(), escalation(assignment), deciding(), lines.name(place), lines.quote(place), lines.address(place));
    }

    private String next() {
        var inForce = question.inForce();
        var change = inForce.nextChange(question.activity(), question.priority(), question.site(), question.at());
        if (change == null) return "at all hours";
        var then = inForce.assign(question.activity(), question.priority(), question.site(), change).responsible();
        return "until %s; then %s".formatted(moment(change), then.title());
    }

    private List<Step> escalation(Assignment assignment) {
        return question.inForce().escalationsFrom(assignment, question.at()).stream().map(due -> new Step(MatrixPage.title(due.to()), moment(due.at()))).toList();
    }

    private @Nullable Deciding deciding() {
        var decision = question.decision();
        if (decision == null) return null;
        var then = switch (decision.then()) {
            case null -> "";
            case TimeOut.Proceed _ -> "it goes ahead";
            case TimeOut.Refuse _ -> "it is refused";
            case TimeOut.Escalate(var to) -> "%s decides".formatted(MatrixPage.title(to));
        };
        return new Deciding(decision.kind().written().replace('-', ' '), MatrixPage.title(decision.by()), holders.apply(decision.by()),
                decision.deadline() == null ? "" : moment(decision.deadline()), then, lines.name(decision.because()), lines.address(decision.because()));
    }

    private static List<String> titles(List<Contact> contacts) {
        return contacts.stream().map(MatrixPage::title).toList();
    }

    private String moment(Instant at) {
        return moment(at, question.inForce().agreement().zone());
    }

    static String moment(Instant at, ZoneId zone) {
        return MOMENT.format(at.atZone(zone));
    }
}
