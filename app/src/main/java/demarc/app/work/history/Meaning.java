package demarc.app.work.history;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a column of a ticket export can mean, and the names the common desks give it. Of several columns that fit one meaning, the name that
/// stands first here wins; where a desk means something else by a name, [Desk] says so.
enum Meaning {
    ID("ticket number", "number", "case id", "case:concept:name", "ticket id", "ticket number", "ticket no", "ticket", "ticket #", "incident id", "incident number",
            "issue key", "key", "request id", "case number", "case", "sr number", "id", "#"),
    EVENT_TIME("time of the row", "sys_updated_at", "sys_updated_on", "complete timestamp", "time:timestamp", "event time", "timestamp", "start timestamp", "end timestamp",
            "changed at", "updated", "updated at", "last updated", "last updated time", "last update time", "last update", "last modified", "derniere modification"),
    STATE("state", "incident_state", "activity", "activity name", "concept:name", "state", "status", "lifecycle:transition", "ticket status", "current status", "event", "statut"),
    SUBSTATE("part of the state", "lifecycle:transition"),
    ORDER("update counter", "sys_mod_count"),
    OPENED("time of opening", "opened_at", "opened", "created", "created at", "created_on", "sys_created_on", "date created", "created date", "created time", "open date", "opened date",
            "opening date", "date entered", "date opened", "reported date", "submit date", "create date", "date occurred", "date logged", "date d'ouverture", "start time", "date"),
    FIRST_RESPONSE("time of the first answer", "first_response_at", "first response", "first response time", "first response date", "first responded at", "responded at",
            "initial response", "initial response time", "response date", "date responded", "[chart] date of first response"),
    ANSWERED_AFTER("minutes until the first answer", "first reply time in minutes"),
    RESOLVED("time of resolution", "resolved_at", "resolved", "resolved date", "resolution date", "date resolved", "resolved time", "last resolved date", "solved at",
            "solution date", "resolutiondate", "date de resolution"),
    CLOSED("time of closing", "closed_at", "closed", "closed date", "date closed", "close date", "closed time", "closing date", "completed date", "complete date",
            "date completed", "date cleared", "date de cloture"),
    PRIORITY("priority", "priority", "seriousness_2", "severity", "prio", "priorite", "seriousness"),
    IMPACT("impact", "impact"),
    URGENCY("urgency", "urgency", "urgence"),
    KIND("kind", "type", "issue type", "ticket type", "record type", "request type"),
    CATEGORY("category", "category", "ticket category", "product", "service", "issue category", "component/s", "component", "components", "topic", "help topic", "categorie"),
    SUBCATEGORY("subcategory", "subcategory", "sub category", "sub-category", "sub-issue type", "item"),
    GROUP("group", "assignment_group", "assignment group", "workgroup", "org:group", "group", "assigned to - technician group", "team", "team assigned", "queue", "board",
            "support group", "assigned group", "attribue a - groupe de techniciens", "department"),
    ASSIGNEE("assignee", "assigned_to", "assigned to", "resource", "org:resource", "assignee", "owner", "technician", "assigned to - technician", "agent", "agent assigned",
            "primary resource", "attribue a - technicien"),
    REQUESTER("requester", "caller_id", "caller", "customer", "requester", "requester - requester", "reporter", "contact", "requested for", "requester name", "client contact",
            "demandeur - demandeur"),
    SITE("site", "location", "site", "site name", "office", "requester location", "lieu"),
    SUBJECT("subject", "short_description", "subject", "summary", "title", "short description", "titre"),
    MADE_SLA("verdict of the source on its own promise", "made_sla", "sla met", "within sla");

    private final String words;
    private final List<String> written;
    private final List<String> names;

    Meaning(String words, String... names) {
        this.words = words;
        written = List.of(names);
        this.names = written.stream().map(Meaning::plain).toList();
    }

    /// For people.
    String words() {
        return words;
    }

    /// As a mapping file names it: `event-time`.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<String> names() {
        return names;
    }

    /// A few of its names as desks write them.
    String examples() {
        return String.join(", ", written.subList(0, Math.min(4, written.size())));
    }

    /// Column names differ by case, accents, blanks and punctuation only.
    static String plain(String column) {
        return Other.SIGNS.matcher(Normalizer.normalize(column, Normalizer.Form.NFD).toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /// Apart, because constants of an enum come before its static fields.
    private static final class Other {
        private static final Pattern SIGNS = Pattern.compile("[^a-z0-9#]+");
    }
}
