package demarc.app.reporting;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.reporting.HomePage.Block;
import demarc.app.reporting.HomePage.Cell;
import demarc.app.reporting.HomePage.Row;
import demarc.app.reporting.HomePage.Share;
import demarc.app.reporting.HomePage.Table;
import demarc.app.reporting.HomePage.Tile;
import demarc.app.work.Queue.Sort;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A provider's service manager: every client's promises at risk, work nobody has started, who is overloaded.
@Component
@Transactional(readOnly = true)
class ManagerHome {
    /// More open tickets than somebody can move in a day.
    private static final int MANY = 8;

    private final Figures figures;
    private final Lines lines;
    private final Directory directory;
    private final Clock clock;

    ManagerHome(Figures figures, Lines lines, Directory directory, Clock clock) {
        this.figures = figures;
        this.lines = lines;
        this.directory = directory;
        this.clock = clock;
    }

    public HomePage of(Actor by) {
        var now = clock.instant();
        var held = figures.held(now, now.plus(Duration.ofHours(1)));
        var atRisk = sum(held, Figures.Held::atRisk);
        var broken = sum(held, Figures.Held::broken);
        var unstarted = sum(held, Figures.Held::unstarted);
        var tiles = List.of(
                new Tile(String.valueOf(atRisk), "due within the hour", "/queue?due=1h", atRisk > 0 ? "warn" : "good"),
                new Tile(String.valueOf(broken), "promises broken", "/queue?breached=yes", broken > 0 ? "bad" : "good"),
                new Tile(String.valueOf(unstarted), "not started", "/queue?status=NEW", ""),
                new Tile(String.valueOf(sum(held, Figures.Held::deciding)), "wait for a decision", "/queue?waiting=DECISION", ""));
        var blocks = new ArrayList<Block>();
        blocks.add(clients(held));
        blocks.add(lines.of(by, "Promises broken or at risk", Lines.filter(false, false, false, Duration.ofHours(1), false, false, null), Sort.DUE, "/queue?due=1h", "No promise is due within the hour."));
        blocks.add(lines.of(by, "Nobody has started", Lines.filter(false, true, false, null, false, false, null), Sort.DUE, "/queue?who=nobody", "Everything open has somebody."));
        blocks.add(loads(by));
        var greeting = broken > 0 ? "%s broken; %d more due within the hour.".formatted(broken == 1 ? "One promise is" : broken + " promises are", atRisk)
                : atRisk > 0 ? "%d due within the hour, none broken.".formatted(atRisk) : "Every promise is being kept.";
        return new HomePage("All clients", greeting, tiles, blocks);
    }

    private Table clients(List<Figures.Held> held) {
        var rows = new ArrayList<Row>();
        var names = directory.parties().stream().collect(Collectors.toMap(party -> party.id(), party -> party.name()));
        for (var client : directory.clients()) {
            var own = held.stream().filter(each -> each.client() == client.id()).toList();
            var queue = "/queue?client=" + client.key();
            rows.add(new Row(List.of(
                    Cell.link(client.name(), "/agreements/" + client.key()),
                    Cell.link(String.valueOf(sum(own, Figures.Held::open)), queue),
                    tagged(sum(own, Figures.Held::atRisk), queue + "&due=1h", "warn"),
                    tagged(sum(own, Figures.Held::broken), queue + "&breached=yes", "bad"),
                    Cell.link(String.valueOf(sum(own, Figures.Held::unstarted)), queue + "&status=NEW"),
                    shares(client, own, names))));
        }
        return new Table("Clients", "Open work now, and in whose hands it is.", List.of("Client", "Open", "At risk", "Broken", "Not started", "Held by"), rows,
                "No client yet. Add one in the directory.");
    }

    /// One bar in the sides' colours, the client first, and the same in words.
    static Cell shares(Client client, List<Figures.Held> own, Map<Integer, String> names) {
        var parties = own.stream().sorted(Comparator.comparing((Figures.Held each) -> each.party() != client.id()).thenComparing(Figures.Held::open, Comparator.reverseOrder())).toList();
        double all = sum(parties, Figures.Held::open);
        if (all == 0) return Cell.text("nothing open");
        var words = new ArrayList<String>();
        var bar = new ArrayList<Share>();
        var from = 0.0;
        for (var each : parties) {
            var ours = each.party() == client.id();
            words.add("%s %d".formatted(ours ? client.name() : names.getOrDefault(each.party(), "another provider"), each.open()));
            bar.add(new Share(from, 100 * each.open() / all, ours ? "client" : bar.stream().anyMatch(share -> share.css().equals("provider")) ? "other" : "provider"));
            from += 100 * each.open() / all;
        }
        return new Cell(String.join(" · ", words), "", "", bar);
    }

    private static Cell tagged(int figure, String href, String css) {
        return new Cell(String.valueOf(figure), href, figure > 0 ? css : "");
    }

    private Table loads(Actor by) {
        var loads = figures.loads(by.party().id(), clock.instant().plus(Duration.ofHours(4)));
        var names = directory.people(loads.stream().map(Figures.Load::person).toList()).stream().collect(Collectors.toMap(Person::id, Person::name));
        var rows = loads.stream().map(load -> new Row(List.of(
                Cell.text(names.getOrDefault(load.person(), "Somebody")),
                new Cell(String.valueOf(load.open()), "", load.open() >= MANY ? "warn" : ""),
                Cell.text(String.valueOf(load.dueSoon())),
                new Cell(String.valueOf(load.broken()), "", load.broken() > 0 ? "bad" : "")))).toList();
        return new Table("Who carries how much", "%d or more at once is too much for a day.".formatted(MANY), List.of("Person", "Open", "Due in 4 h", "Broken"), rows,
                "Nobody holds open work.");
    }

    static int sum(List<Figures.Held> held, ToIntFunction<Figures.Held> figure) {
        return held.stream().mapToInt(figure).sum();
    }
}
