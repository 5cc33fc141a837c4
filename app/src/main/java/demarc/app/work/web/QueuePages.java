package demarc.app.work.web;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.ListQuery;
import demarc.app.platform.Party;
import demarc.app.platform.Role;
import demarc.app.work.Queue;
import demarc.app.work.web.QueuePage.Line;
import demarc.app.work.web.QueuePage.Result;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// The queue, its saved views, and one change to many tickets.
@Controller
class QueuePages {
    private static final int PAGE = 50;

    private final Queue queue;
    private final SavedViews views;
    private final Bulk bulk;
    private final Directory directory;
    private final Clock clock;

    QueuePages(Queue queue, SavedViews views, Bulk bulk, Directory directory, Clock clock) {
        this.queue = queue;
        this.views = views;
        this.bulk = bulk;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/queue")
    @Transactional(readOnly = true)
    ModelAndView queue(Actor by, @RequestParam Map<String, String> asked) {
        if (by.role() == Role.EMPLOYEE) return Html.seeOther("/portal");
        return page(by, QueueQuery.of(asked), asked.get("cursor"), List.of());
    }

    /// The address keeps the filter, the body says what to do.
    @PostMapping("/queue")
    ModelAndView act(Actor by, @RequestParam Map<String, String> asked, @RequestParam(defaultValue = "") List<String> refs, Bulk.Act act,
            @RequestParam(defaultValue = "0") int person, @RequestParam(defaultValue = "REQUESTER") WaitingOn on,
            @RequestParam(defaultValue = "P3") Priority newPriority, @RequestParam(defaultValue = "") String summary) {
        var results = bulk.act(by, refs, act, new Bulk.With(person, on, newPriority, summary));
        return page(by, QueueQuery.of(asked), null, results);
    }

    @PostMapping("/queue/views")
    ModelAndView save(Actor by, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String query) {
        var wanted = QueueQuery.parse(query);
        views.save(by, name, wanted);
        return Html.seeOther(wanted.href(), "Saved as “%s”.".formatted(name.strip()));
    }

    @PostMapping("/queue/views/{id}/end")
    ModelAndView remove(Actor by, @PathVariable int id) {
        views.remove(by, id);
        return Html.seeOther("/queue", "The view is gone.");
    }

    private ModelAndView page(Actor by, ListQuery query, @Nullable String cursor, List<Result> results) {
        var now = clock.instant();
        var page = queue.page(by, QueueQuery.filter(query, by, now), QueueQuery.sort(query), cursor, PAGE);
        var names = names(page.items());
        var providers = directory.parties().stream().filter(Party::isProvider).map(Party::id).collect(Collectors.toSet());
        var lines = page.items().stream().map(row -> new Line(row, Promise.of(row, now), row.requester(names),
                row.assignee() == null ? null : names.getOrDefault(row.assignee(), "Somebody"), providers.contains(row.partyId()), QueuePage.offeredTo(by, row))).toList();
        var clients = directory.clients();
        var teams = directory.teams();
        var next = page.next();
        return Html.page("work/queue", new QueuePage(query, lines, next == null ? null : query.after(next), cursor == null, QueuePage.views(query, views.of(by)),
                QueuePage.chips(query, clients, teams), clients, teams, by.worksTickets() ? directory.staffOf(by.party().id()) : List.of(), results, by.worksTickets()));
    }

    private Map<Integer, String> names(List<Queue.Row> rows) {
        var ids = new HashSet<Integer>();
        for (var row : rows) {
            ids.add(row.requester());
            if (row.assignee() != null) ids.add(row.assignee());
        }
        return directory.people(ids).stream().collect(Collectors.toMap(Person::id, Person::name));
    }
}
