package demarc.app.work.history;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A product that exports tickets, known by columns that only it has, and what it means by names that others use for something else.
///
/// The names are those of: ServiceNow's `incident` table and its labels; Jira's "Export CSV (all fields)"; Zendesk's "Export data" CSV; the
/// `csv_headers` of Freshdesk and Freshservice; GLPI's search options, English and French; Zammad's `ExcelSheet::Ticket`; ConnectWise's service
/// board and its reporting view `v_rpt_Service`; the reporting table `faults` of Halo and the labels that its reports give; Autotask's ticket grid;
/// osTicket's `Export::dumpTickets`.
enum Desk {
    SERVICENOW("ServiceNow", "servicenow", "incident_state | sys_updated_at | sys_updated_on | number & assignment group & opened", ""),
    JIRA("Jira Service Management", "jira", "issue key & issue type | key & issuetype & project | key & fix versions & project", """
            category: custom field (request type), custom field (category), custom field (service), component/s, components, component
            site: custom field (location)"""),
    ZENDESK("Zendesk", "zendesk", "requester external id | assignee stations | solved at & initially assigned at | full resolution time in minutes", ""),
    FRESH("Freshservice", "freshservice", "created time & due by time | created time & agent interactions", ""),
    GLPI("GLPI", "glpi", "opening date & requester - requester | opening date & time to resolve | opening date & entity | "
            + "date d'ouverture & demandeur - demandeur | date d'ouverture & entite", ""),
    ZAMMAD("Zammad", "zammad", "close escalation at | create channel & created at", ""),
    CONNECTWISE("ConnectWise", "connectwise", "summary description & board | ticketnbr | ticket # & board", """
            id: ticketnbr, ticket #
            subject: summary description, summary
            group: team_name, board, board_name
            category: servicetype, type
            subcategory: servicesubtype, subtype
            state: status_description, status
            priority: priority, urgency
            first-response: date_responded_utc
            resolved: date_resolved_utc, date resolved
            site: site_name
            assignee: resource_list, resources, resource"""),
    HALO("HaloPSA", "halopsa", "faultid | dateoccured | ticket id & date occurred | ticket id & category 1 | ticket id & date opened & client", """
            id: faultid, ticket id
            opened: dateoccured, date occurred, date opened, date created, date logged
            closed: datecleared, date cleared, date closed
            first-response: fresponsedate, first response, date responded, response date
            category: category2, category 1, category
            group: sectio_, section, team
            subject: symptom, summary
            requester: username, user
            priority: priority, seriousness"""),
    AUTOTASK("Autotask", "autotask", "sub-issue type | ticket number & primary resource", """
            category: issue type
            subcategory: sub-issue type
            kind: ticket type
            group: queue"""),
    OSTICKET("osTicket", "osticket", "ticket number & help topic | ticket number & agent assigned", """
            group: department, team assigned
            requester: from""");

    private final String words;
    private final String key;
    private final List<Set<String>> known;
    private final Map<Meaning, List<String>> names = new EnumMap<>(Meaning.class);

    /// @param known columns that occur together in its exports only; `|` is or
    /// @param names what it calls the meanings of a mapping file, line by line
    Desk(String words, String key, String known, String names) {
        this.words = words;
        this.key = key;
        this.known = Arrays.stream(known.split(" \\| ")).map(together -> Set.copyOf(plain(together.split(" & ")))).toList();
        names.lines().map(line -> line.split(": ", 2)).forEach(line -> this.names.put(meaning(line[0]), plain(line[1].split(", "))));
    }

    private static List<String> plain(String[] names) {
        return Arrays.stream(names).map(Meaning::plain).toList();
    }

    private static Meaning meaning(String key) {
        return Arrays.stream(Meaning.values()).filter(each -> each.key().equals(key)).findFirst().orElseThrow();
    }

    /// @param columns as [Meaning#plain] writes them
    static Optional<Desk> of(Set<String> columns) {
        for (var desk : values()) if (desk.known.stream().anyMatch(columns::containsAll)) return Optional.of(desk);
        return Optional.empty();
    }

    String words() {
        return words;
    }

    /// What the numbers of its tickets are called after.
    String key() {
        return key;
    }

    /// What it means by a name, before what everybody does.
    List<String> names(Meaning meaning) {
        return names.getOrDefault(meaning, List.of());
    }
}
