package demarc.app.work.web;

import demarc.app.directory.Client;
import demarc.app.directory.Person;
import demarc.app.directory.Site;
import demarc.app.work.ChangeType;
import demarc.app.work.Kind;
import demarc.app.work.OpenedTicket;
import demarc.app.work.Scale;
import demarc.core.agreement.Priority;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A ticket about to be opened.
///
/// @param client   null while it must still be chosen
/// @param problems what is wrong, by field
public record NewTicketPage(
        List<Client> clients, @Nullable Client client, NewTicketForm form, List<Service> services, List<Site> sites, List<Person> people, Preview preview,
        Map<String, String> problems) {
    private static final Set<String> BESIDE = Set.of("subject", "activity", "requester", "impact", "urgency", "amount");

    public record Service(String title, List<TicketPage.Activity> activities) {}

    /// Who would get it; or why that cannot be said yet.
    ///
    /// @param link to the line of the agreement that says so
    public record Preview(@Nullable OpenedTicket ticket, String team, @Nullable String link, String problem) {
        static final Preview NOTHING = new Preview(null, "", null, "");
    }

    public List<Kind> kinds() {
        return List.of(Kind.values());
    }

    public List<Priority> priorities() {
        return List.of(Priority.values());
    }

    public List<ChangeType> changes() {
        return List.of(ChangeType.values());
    }

    public List<Scale> scales() {
        return List.of(Scale.values());
    }

    public String impact(Scale scale) {
        return switch (scale) {
            case HIGH -> "Everybody, or a whole site";
            case MEDIUM -> "Several people";
            case LOW -> "One or two people";
        };
    }

    public String urgency(Scale scale) {
        return switch (scale) {
            case HIGH -> "Work has stopped";
            case MEDIUM -> "There is a way around it";
            case LOW -> "It is a nuisance";
        };
    }

    /// Problems that are not said beside their field.
    public List<String> others() {
        return problems.entrySet().stream().filter(each -> !BESIDE.contains(each.getKey())).map(Map.Entry::getValue).toList();
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
