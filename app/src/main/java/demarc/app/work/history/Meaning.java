package demarc.app.work.history;

import java.util.List;
import java.util.Locale;

/// What a column of a ticket export can mean, and the names the common desks give it. Of several columns that fit one meaning, the name that
/// stands first here wins.
enum Meaning {
    ID("ticket number", "number", "case id", "case:concept:name", "ticket id", "ticket number", "ticket no", "ticket", "ticket #", "incident id", "incident number",
            "issue key", "key", "request id", "case number", "sr number", "id"),
    EVENT_TIME("time of the row", "sys_updated_at", "sys_updated_on", "complete timestamp", "time:timestamp", "event time", "timestamp", "changed at", "updated", "updated at",
            "last updated", "last modified"),
    STATE("state", "incident_state", "activity", "state", "status", "lifecycle:transition", "ticket status", "event"),
    ORDER("update counter", "sys_mod_count"),
    OPENED("time of opening", "opened_at", "opened", "created", "created at", "created_on", "sys_created_on", "date created", "created date", "created time", "open date", "opened date",
            "date entered", "date opened", "reported date", "submit date", "start time", "date"),
    FIRST_RESPONSE("time of the first answer", "first_response_at", "first response", "first response time", "first responded at", "responded at", "initial response", "date responded"),
    RESOLVED("time of resolution", "resolved_at", "resolved", "resolved date", "resolution date", "date resolved", "resolved time", "last resolved date", "solved at"),
    CLOSED("time of closing", "closed_at", "closed", "closed date", "date closed", "close date", "closed time", "completed date", "date completed"),
    PRIORITY("priority", "priority", "seriousness_2", "severity", "prio", "seriousness"),
    IMPACT("impact", "impact"),
    URGENCY("urgency", "urgency"),
    KIND("kind", "type", "issue type", "ticket type", "record type"),
    CATEGORY("category", "category", "product", "service", "issue category", "component", "components", "topic"),
    SUBCATEGORY("subcategory", "subcategory", "sub category", "sub-issue type", "item"),
    GROUP("group", "assignment_group", "assignment group", "workgroup", "org:group", "group", "team", "queue", "board", "support group", "assigned group"),
    ASSIGNEE("assignee", "assigned_to", "assigned to", "resource", "org:resource", "assignee", "owner", "technician", "agent"),
    REQUESTER("requester", "caller_id", "caller", "customer", "requester", "reporter", "contact", "requested for", "requester name", "client contact"),
    SITE("site", "location", "site", "site name", "office"),
    SUBJECT("subject", "short_description", "subject", "summary", "title", "short description"),
    MADE_SLA("verdict of the source on its own promise", "made_sla", "sla met", "within sla");

    private final String words;
    private final List<String> names;

    Meaning(String words, String... names) {
        this.words = words;
        this.names = List.of(names).stream().map(Meaning::plain).toList();
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

    /// Column names differ by case, blanks and punctuation only.
    static String plain(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9#]+", "");
    }
}
