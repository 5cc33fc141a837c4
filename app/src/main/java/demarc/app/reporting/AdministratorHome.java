package demarc.app.reporting;

import demarc.app.agreement.Agreements;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Party;
import demarc.app.reporting.HomePage.Cell;
import demarc.app.reporting.HomePage.Row;
import demarc.app.reporting.HomePage.Step;
import demarc.app.reporting.HomePage.Steps;
import demarc.app.reporting.HomePage.Table;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// An administrator: what is still missing before work can be routed.
@Component
@Transactional(readOnly = true)
class AdministratorHome {
    private final Directory directory;
    private final Agreements agreements;
    private final Clock clock;

    AdministratorHome(Directory directory, Agreements agreements, Clock clock) {
        this.directory = directory;
        this.agreements = agreements;
        this.clock = clock;
    }

    public HomePage of(Actor by) {
        var clients = directory.clients();
        var providers = directory.parties().stream().filter(Party::isProvider).toList();
        var now = clock.instant();
        var agreed = clients.stream().filter(client -> agreements.inForce(client.id(), now).isPresent()).toList();
        var engaged = clients.stream().filter(client -> !directory.providersOf(client.id()).isEmpty()).toList();
        var teams = directory.teams();
        var staffed = teams.stream().filter(team -> !directory.membersOf(team.id()).isEmpty()).count();
        var steps = new Steps("From nothing to routed work", List.of(
                new Step(!clients.isEmpty(), "Add a client: the business whose IT is shared", "/directory"),
                new Step(!providers.isEmpty(), "Add a provider, if one works for it", "/directory"),
                new Step(!engaged.isEmpty(), "Engage the provider for the client", "/directory"),
                new Step(!teams.isEmpty(), "Add teams and the people in them", "/directory"),
                new Step(staffed == teams.size() && !teams.isEmpty(), "Put somebody into every team (%d of %d have people)".formatted(staffed, teams.size()), "/directory"),
                new Step(!agreed.isEmpty() && agreed.size() == clients.size(), "Have an agreement signed for every client (%d of %d)".formatted(agreed.size(), clients.size()), "/agreements")));
        var rows = clients.stream().map(client -> new Row(List.of(
                Cell.link(client.name(), "/agreements/" + client.key()),
                Cell.text(directory.providersOf(client.id()).stream().map(Party::name).reduce((a, b) -> a + ", " + b).orElse("none")),
                agreements.inForce(client.id(), now).map(signed -> new Cell("version " + signed.number(), "", "good")).orElse(new Cell("none in force", "", "warn"))))).toList();
        var table = new Table("Clients", "Who works for whom, and by which agreement.", List.of("Client", "Providers", "Agreement"), rows, "No client yet.");
        var open = steps.steps().stream().filter(step -> !step.done()).count();
        return new HomePage("Set-up", open == 0 ? "Everything is in place; work is routed by signed agreements." : "%d steps are left.".formatted(open), List.of(), List.of(steps, table));
    }
}
