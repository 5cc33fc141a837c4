package demarc.app.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Agreement.Site;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.Decision;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Place;
import demarc.core.agreement.ServiceLevel;
import demarc.core.agreement.Target;
import demarc.core.agreement.Templates;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answer to one case, for people and for programs.
///
/// @param request a request, which the agreement may promise otherwise than an incident
record WhoAnswer(AgreementText source, InForce inForce, Assignment assignment, @Nullable Site site, Instant at, @Nullable Decision decision, boolean request) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy, HH:mm", Locale.ENGLISH);

    void print(PrintWriter out) {
        var activity = assignment.activity();
        var agreement = inForce.agreement();
        var holiday = agreement.holidays().on(inForce.week().date(at)) ? ", a public holiday" : "";
        out.println("%s (%s), %s%s%s".formatted(activity.key(), activity.title(), assignment.priority(), request ? " request" : "", site == null ? "" : ", " + site.name()));
        out.println("%s in %s%s".formatted(day(at), agreement.zone(), holiday));
        out.println();
        line(out, "Responsible", assignment.responsible().key() + of(assignment.responsible().party()));
        line(out, "Accountable", assignment.accountable().name() + (assignment.accountable().isClient() ? " (client)" : " (provider)"));
        var rule = assignment.rule();
        if (!rule.helpers().isEmpty()) line(out, "Helpers", keys(rule.helpers()) + (rule.split() == null ? "" : " — " + rule.split()));
        if (!rule.consulted().isEmpty()) line(out, "Consulted", keys(rule.consulted()));
        if (!rule.informed().isEmpty()) line(out, "Informed", keys(rule.informed()));
        line(out, "Respond by", due(level().respond()));
        line(out, "Resolve by", due(level().resolve()));
        for (var step : inForce.escalationsFrom(assignment, at)) line(out, "Escalates",
                "to %s, %s, without progress".formatted(step.to().key(), day(step.at())));
        if (decision != null) line(out, "Decision", inWords(decision));
        var next = inForce.nextChange(assignment.activity(), assignment.priority(), site, at);
        if (next != null) line(out, "Until", "%s, then %s".formatted(day(next), inForce.assign(activity, assignment.priority(), site,
                next).responsible().key()));
        out.println();
        out.println("Because of %s, rule %d of %d (%s):".formatted(rule.at(), rule.number(), activity.rules().size(), inWords(rule)));
        quote(out, rule.at());
    }

    Map<String, @Nullable Object> json() {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("activity", assignment.activity().key());
        json.put("priority", assignment.priority().name());
        if (site != null) json.put("site", site.key());
        if (request) json.put("request", true);
        json.put("at", iso(at));
        json.put("responsible", assignment.responsible().key());
        json.put("responsibleParty", assignment.responsible().party().key());
        json.put("accountable", assignment.accountable().key());
        json.put("helpers", list(assignment.rule().helpers()));
        json.put("consulted", list(assignment.consulted()));
        json.put("informed", list(assignment.informed()));
        json.put("respondBy", iso(due(level().respond(), at)));
        json.put("resolveBy", iso(due(level().resolve(), at)));
        json.put("escalation", inForce.escalationsFrom(assignment, at).stream().map(step -> Map.of("to", step.to().key(), "at",
                iso(step.at()))).toList());
        json.put("decision", decision == null ? null : json(decision));
        var next = inForce.nextChange(assignment.activity(), assignment.priority(), site, at);
        json.put("until", next == null ? null : iso(next));
        json.put("because", json(assignment.rule().at(), inWords(assignment.rule())));
        return json;
    }

    private Map<String, @Nullable Object> json(Decision decision) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("kind", decision.kind().written());
        json.put("by", decision.by().key());
        json.put("deadline", decision.deadline() == null ? null : iso(decision.deadline()));
        json.put("then", decision.then() == null ? null : inWords(decision.then()));
        json.put("review", decision.review() == null ? null : decision.review().by().key() + " within " + decision.review().within());
        json.put("because", json(decision.because(), decision.kind().written()));
        return json;
    }

    private ServiceLevel level() {
        var requests = inForce.requestLevel();
        return request && requests != null ? requests : assignment.level();
    }

    private static Map<String, Object> json(Place place, String rule) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", place.file());
        json.put("line", place.line());
        json.put("column", place.column());
        json.put("rule", rule);
        return json;
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("  %-12s %s".formatted(name, value));
    }

    /// The line of the agreement, or of the template it extends, with a mark below the place.
    private void quote(PrintWriter out, Place at) {
        var text = Templates.isTemplate(at.file()) ? Templates.text(at.file()) : source.text();
        var lines = text.lines().skip(at.line() - 1L).limit(1).toList();
        var number = String.valueOf(at.line());
        out.println("  %s | %s".formatted(number, lines.getFirst()));
        out.println("  %s | %s^".formatted(" ".repeat(number.length()), " ".repeat(at.column() - 1)));
    }

    private String due(Target target) {
        return "%s (%s on the clock '%s')".formatted(day(due(target, at)), target, level().clock());
    }

    private Instant due(Target target, Instant from) {
        return target.due(inForce.calendar(level().clock()), from);
    }

    private String inWords(Decision decision) {
        var deadline = decision.deadline() == null ? "" : ", by " + day(decision.deadline());
        var then = decision.then() == null ? "" : ", then " + inWords(decision.then());
        var review = decision.review() == null ? "" : "; reviewed by %s within %s".formatted(decision.review().by().key(),
                decision.review().within());
        return "%s: %s decides%s%s%s".formatted(decision.kind().written(), decision.by().key(), deadline, then, review);
    }

    private static String inWords(TimeOut timeOut) {
        return switch (timeOut) {
            case TimeOut.Proceed _ -> "proceed";
            case TimeOut.Refuse _ -> "refuse";
            case TimeOut.Escalate(var to) -> "escalate to " + to.key();
        };
    }

    static String inWords(Rule rule) {
        var words = new StringBuilder(rule.when() == null ? rule.whenText() : "when " + rule.whenText());
        if (!rule.priorities().isEmpty()) words.append(", ").append(rule.priorities().stream().map(Enum::name).sorted().collect(Collectors.joining(" or ")));
        if (!rule.sites().isEmpty()) words.append(", at ").append(rule.sites().stream().map(Site::key).collect(Collectors.joining(" or ")));
        return words + ": " + rule.responsible().key();
    }

    private static String keys(List<Contact> contacts) {
        return String.join(", ", list(contacts));
    }

    private static List<String> list(List<Contact> contacts) {
        return contacts.stream().map(Contact::key).toList();
    }

    private static String of(Party party) {
        return " of " + party.name();
    }

    private String day(Instant instant) {
        return instant.atZone(inForce.agreement().zone()).format(DAY);
    }

    private String iso(Instant instant) {
        return instant.atZone(inForce.agreement().zone()).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
