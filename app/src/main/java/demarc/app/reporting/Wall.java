package demarc.app.reporting;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.reporting.HomePage.Line;
import demarc.app.work.Queue;
import demarc.core.agreement.Priority;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is wrong now, for whom, and who has it: the open work that nobody asked for, the most urgent first.
@Controller
class Wall {
    private static final int SHOWN = 100;

    private final Lines lines;
    private final Figures figures;
    private final Directory directory;
    private final Clock clock;

    Wall(Lines lines, Figures figures, Directory directory, Clock clock) {
        this.lines = lines;
        this.figures = figures;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/wall")
    ModelAndView wall(Actor by, @RequestParam(defaultValue = "") String screen) {
        if (!by.seesAgreements()) return Html.seeOther("/portal");
        var now = clock.instant();
        var open = lines.page(by, Queue.Filter.OPEN.seenItself(), SHOWN);
        var most = open.stream().sorted(Comparator.comparing((Line line) -> line.row().priority()).thenComparing(line -> line.row().openedAt())).toList();
        var firing = figures.firing(by.clients()).stream().collect(Collectors.toMap(Figures.Firing::client, each -> each));
        var tiles = directory.clients().stream().map(client -> tile(client, most, firing.getOrDefault(client.id(), new Figures.Firing(client.id(), 0, 0, 0)))).sorted(Comparator.comparing((WallPage.Tile tile) -> order(tile.tone()))).toList();
        var words = most.isEmpty() ? "Nothing that was seen is open." : most.size() == 1 ? "One thing that was seen is open." : "%d things that were seen are open.".formatted(most.size());
        return Html.page("reporting/wall", new WallPage(words, tiles, most.stream().map(line -> row(line, now)).toList(), open.size() == SHOWN, screen.equals("wall")));
    }

    private static int order(String tone) {
        return switch (tone) {
            case "bad" -> 0;
            case "warn" -> 1;
            default -> 2;
        };
    }

    private static WallPage.Tile tile(Client client, List<Line> open, Figures.Firing firing) {
        var own = open.stream().filter(line -> line.row().clientId() == client.id()).toList();
        var urgent = own.stream().anyMatch(line -> line.row().priority() == Priority.P1 || line.tone().equals("bad"));
        var words = new ArrayList<String>();
        if (!own.isEmpty()) words.add("%d open".formatted(own.size()));
        var nobody = own.stream().filter(line -> line.assignee() == null).count();
        if (nobody > 0) words.add("%d with nobody".formatted(nobody));
        add(words, firing.firing(), "firing");
        add(words, firing.silent(), "silent");
        add(words, firing.held(), "held back");
        return new WallPage.Tile(client.key(), client.name(), urgent ? "bad" : own.isEmpty() ? "good" : "warn", words.isEmpty() ? "quiet" : String.join(" · ", words));
    }

    private static void add(List<String> words, int figure, String what) {
        if (figure > 0) words.add("%s%,d %s".formatted(figure >= Figures.MOST_FIRING ? "over " : "", figure, what));
    }

    private static WallPage.Row row(Line line, Instant now) {
        var row = line.row();
        return new WallPage.Row(row.ref(), row.priority().name(), row.subject(), row.client(), Lines.span(Duration.between(row.openedAt(), now)), row.team(), line.css(),
                Objects.requireNonNullElse(line.assignee(), ""), line.due(), line.tone());
    }
}
