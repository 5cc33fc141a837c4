package demarc.app.reporting;

import demarc.app.agreement.Agreements;
import demarc.app.agreement.Signed;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.reporting.HomePage.Block;
import demarc.app.reporting.HomePage.Cell;
import demarc.app.reporting.HomePage.Key;
import demarc.app.reporting.HomePage.Picture;
import demarc.app.reporting.HomePage.Row;
import demarc.app.reporting.HomePage.Table;
import demarc.app.reporting.HomePage.Tile;
import demarc.app.reporting.HomePage.Words;
import demarc.app.work.Docket;
import demarc.app.work.Kind;
import demarc.app.work.Queue;
import demarc.app.work.Queue.Sort;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Bill;
import demarc.core.agreement.Fee;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.money.Money;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A client's own people: the IT manager, who asks who does what and whether the word is kept; and the executive, who asks whether all is well.
@Component
@Transactional(readOnly = true)
class ClientHome {
    private static final int DAYS = 14;
    /// What most tickets are about: its coverage is the picture's.
    private static final String EVERYDAY = "help-desk/first-line";

    private final Figures figures;
    private final Lines lines;
    private final Agreements agreements;
    private final Versions versions;
    private final Docket docket;
    private final Directory directory;
    private final Clock clock;

    ClientHome(Figures figures, Lines lines, Agreements agreements, Versions versions, Docket docket, Directory directory, Clock clock) {
        this.figures = figures;
        this.lines = lines;
        this.agreements = agreements;
        this.versions = versions;
        this.docket = docket;
        this.directory = directory;
        this.clock = clock;
    }

    public HomePage manager(Actor by) {
        var client = directory.client(by.party().id());
        var now = clock.instant();
        var held = figures.held(now, now.plus(Duration.ofHours(1)));
        var broken = ManagerHome.sum(held, Figures.Held::broken);
        var deciding = ManagerHome.sum(held, Figures.Held::deciding);
        var outside = held.stream().filter(each -> each.party() != client.id()).mapToInt(Figures.Held::open).sum();
        var signed = agreements.inForce(client.id(), now);
        var tiles = List.of(
                new Tile(String.valueOf(deciding), "wait for a decision", "/decisions", deciding > 0 ? "warn" : "good"),
                new Tile(String.valueOf(ManagerHome.sum(held, Figures.Held::open) - outside), "open with us", "/queue?client=" + client.key(), ""),
                new Tile(String.valueOf(outside), "open with providers", "/queue?client=" + client.key(), ""),
                new Tile(String.valueOf(broken), "promises broken", "/queue?breached=yes", broken > 0 ? "bad" : "good"));
        var blocks = new ArrayList<Block>();
        toSign(blocks, by, client);
        blocks.add(decisions(by));
        blocks.add(promises(client, now, signed));
        signed.ifPresent(version -> {
            blocks.add(whoNow(client, version, now));
            blocks.add(load(client, version, now));
        });
        blocks.add(promisesByDay(client, now));
        if (signed.isPresent()) blocks.add(holders(client, held));
        blocks.add(lines.of(by, "Offered to us", Lines.filter(false, false, false, null, false, true, null), Sort.DUE, "/queue?offered=yes", "No provider offers you anything across the line."));
        var greeting = signed.map(version -> "Version %d of the agreement is in force. %s".formatted(version.number(),
                deciding > 0 ? "%s for a decision.".formatted(deciding == 1 ? "One matter waits" : deciding + " matters wait") : "Nothing waits for you."))
                .orElse("No agreement is in force: everything lands with your own people.");
        return new HomePage(client.name(), greeting, tiles, blocks);
    }

    public HomePage executive(Actor by) {
        var client = directory.client(by.party().id());
        var now = clock.instant();
        var held = figures.held(now, now.plus(Duration.ofHours(1)));
        var broken = ManagerHome.sum(held, Figures.Held::broken);
        var kept = figures.kept(client.id(), monthBegins(client.zone(), now));
        var settled = kept.stream().mapToInt(Figures.Kept::settled).sum();
        var inTime = kept.stream().mapToInt(Figures.Kept::kept).sum();
        var signed = agreements.inForce(client.id(), now);
        var cost = signed.map(version -> atLeast(version.inForce().agreement(), YearMonth.from(now.atZone(client.zone())))).orElse("no fees agreed");
        var tiles = List.of(
                new Tile(broken == 0 ? "All well" : broken + " late", broken == 0 ? "nothing is late today" : "being worked on", "/queue?breached=yes", broken == 0 ? "good" : "bad"),
                new Tile(settled == 0 ? "–" : inTime * 100 / settled + " %", "done in time this month", "/agreements/" + client.key() + "/promises", settled == 0 || inTime * 100 / settled >= 95 ? "good" : "warn"),
                new Tile(cost, "agreed for this month, at least", "/agreements/" + client.key() + "/fees", ""));
        var blocks = new ArrayList<Block>();
        toSign(blocks, by, client);
        blocks.add(decisions(by));
        blocks.add(planned(by, client, now));
        blocks.add(promisesByDay(client, now));
        var greeting = broken == 0 ? "Your IT is in order. Everything that was promised is being kept." : "Your IT is running. %s than promised, and somebody is on it."
                .formatted(broken == 1 ? "One matter takes longer" : broken + " matters take longer");
        return new HomePage(client.name(), greeting, tiles, blocks);
    }

    /// A version that the viewer's party has not signed yet comes first.
    private void toSign(List<Block> blocks, Actor by, Client client) {
        versions.of(client.id()).stream().filter(version -> version.awaits(by.party().id())).findFirst().ifPresent(version -> blocks.add(new Words(
                "A new version of the agreement waits for your signature",
                List.of("Version %d, effective %s. %s".formatted(version.number(), version.effective(), version.note())),
                "/agreements/%s/versions/%d/sign".formatted(client.key(), version.number()), "Read and sign it")));
    }

    private Table decisions(Actor by) {
        var now = clock.instant();
        var rows = docket.of(by).stream().filter(each -> each.decision().mine() || each.decision().reviewMine()).limit(8).map(each -> {
            var decision = each.decision();
            var until = decision.awaitsReview() ? decision.reviewDue() : decision.deadline();
            var asker = decision.asker();
            return new Row(List.of(
                    Cell.link(each.subject(), "/tickets/" + each.ref()),
                    Cell.text((decision.awaitsReview() ? "review of " : "") + decision.kind().written().replace('-', ' ')),
                    Cell.text(decision.amount() == null ? "" : Money.parse(decision.amount()).human()),
                    Cell.text(asker == null ? "the agreement" : asker.name()),
                    until == null ? Cell.text("no limit") : new Cell(until.isBefore(now) ? "overdue" : "in " + Lines.span(Duration.between(now, until)), "",
                            Duration.between(now, until).toHours() < 1 ? "warn" : "")));
        }).toList();
        return new Table("Awaiting your decision", "The agreement says that these are yours, and what happens when the time runs out.", List.of("What", "Kind", "Amount", "Asked by", "Time left"),
                rows, "Nothing waits for you.");
    }

    private Table promises(Client client, Instant now, Optional<Signed> signed) {
        var rows = figures.kept(client.id(), monthBegins(client.zone(), now)).stream().map(kept -> {
            var priority = Priority.values()[kept.priority() - 1];
            var target = signed.map(version -> version.inForce().agreement().serviceLevels().get(priority)).map(level -> level.attainmentPercent()).orElse(0);
            return new Row(List.of(Cell.text(priority.name()), Cell.link(String.valueOf(kept.settled()), "/queue?status=all&priority=" + priority.name()),
                    new Cell(kept.percent() + " %", "", kept.percent() >= target ? "good" : "bad"), Cell.text(target == 0 ? "–" : target + " %")));
        }).toList();
        return new Table("Is the word kept?", "Tickets opened this month whose promise is settled.", List.of("Priority", "Settled", "In time", "Promised"), rows,
                "No promise was settled yet this month.");
    }

    private Table whoNow(Client client, Signed version, Instant now) {
        var inForce = version.inForce();
        var rows = inForce.agreement().services().values().stream().map(service -> {
            var teams = new LinkedHashMap<Agreement.Team, Integer>();
            for (var activity : service.activities().values()) teams.merge(inForce.assign(activity, Priority.P2, null, now).responsible(), 1, Integer::sum);
            var most = teams.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
            var others = teams.keySet().stream().filter(team -> !team.equals(most)).map(Agreement.Team::title).collect(Collectors.joining(", "));
            return new Row(List.of(Cell.link(service.title(), "/agreements/%s/week".formatted(client.key())),
                    new Cell(most.title(), "", most.party().isClient() ? "client" : "provider"), Cell.text(most.party().name()), Cell.text(others)));
        }).toList();
        return new Table("Who does what right now", "By the agreement, at this minute, for a P2.", List.of("Service", "Responsible", "Of", "Also"), rows, "");
    }

    private Picture holders(Client client, List<Figures.Held> held) {
        var names = directory.parties().stream().collect(Collectors.toMap(party -> party.id(), party -> party.name()));
        return new Picture("In whose hands", "Open tickets by who has them now.", Chart.holders(held, client.id(), names),
                List.of(new Key("client", "Our own team"), new Key("provider", "A provider")), "/queue?client=" + client.key());
    }

    private Picture load(Client client, Signed version, Instant now) {
        var since = now.minus(Duration.ofDays(DAYS));
        var covered = coverage(version.inForce(), workday(version.inForce().agreement(), LocalDate.ofInstant(now, client.zone())), client.zone());
        return new Picture("When work comes in, and who covers it", "The last %d days by hour of the day; colour says who covers the help desk then, on a working day.".formatted(DAYS),
                Chart.load(figures.hours(client.id(), since, client.zone()), covered, "Tickets by hour of the day over the last %d days, with who covers each hour.".formatted(DAYS)),
                List.of(new Key("client", "Our own team"), new Key("provider", "A provider")), "/agreements/%s/week".formatted(client.key()));
    }

    /// Today, or the next day that is neither weekend nor holiday.
    private static LocalDate workday(Agreement agreement, LocalDate day) {
        return day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue() || agreement.holidays().on(day) ? workday(agreement, day.plusDays(1)) : day;
    }

    private static List<String> coverage(InForce inForce, LocalDate day, ZoneId zone) {
        var activity = inForce.findActivity(EVERYDAY).orElse(inForce.activities().getFirst());
        var covered = new ArrayList<String>();
        for (var hour = 0; hour < 24; hour++) {
            var at = day.atTime(hour, 30).atZone(zone).toInstant();
            covered.add(inForce.assign(activity, Priority.P3, null, at).responsible().party().isClient() ? "client" : "provider");
        }
        return covered;
    }

    private Picture promisesByDay(Client client, Instant now) {
        var first = LocalDate.ofInstant(now, client.zone()).minusDays(DAYS - 1);
        var days = figures.days(client.id(), first.atStartOfDay(client.zone()).toInstant(), client.zone());
        return new Picture("Promises, day by day", "Tickets by the day they were opened.", Chart.promises(first, DAYS, days),
                List.of(new Key("good", "In time so far"), new Key("bad", "Late")), "/queue?status=all&sort=newest&client=" + client.key());
    }

    private Block planned(Actor by, Client client, Instant now) {
        var changes = lines.of(by, "Planned", new Queue.Filter(client.key(), null, null, Set.of(), null, Kind.CHANGE, null, null, false, false, false, null, false, false, null, null, false),
                Sort.NEWEST, "/queue?kind=CHANGE", "No change is planned.");
        var next = versions.of(client.id()).stream().filter(version -> version.from() != null && version.from().isAfter(now)).map(Version::number).findFirst();
        return next.isEmpty() ? changes : new HomePage.Tickets("Planned, besides version %d of the agreement".formatted(next.get()), changes.all(), changes.lines(), changes.empty());
    }

    /// What the agreement costs at the least: minimum counts, no extra hours.
    private static String atLeast(Agreement agreement, YearMonth month) {
        var units = new LinkedHashMap<String, Integer>();
        for (var fee : agreement.fees()) if (fee instanceof Fee.PerUnit unit) units.put(unit.unit(), Math.max(1, unit.minimum()));
        var total = Bill.rate(agreement, month, new Bill.Usage(units, Map.of())).total();
        return total.isEmpty() ? "no fees agreed" : total.stream().map(Money::human).collect(Collectors.joining(" and "));
    }

    private static Instant monthBegins(ZoneId zone, Instant now) {
        return LocalDate.ofInstant(now, zone).withDayOfMonth(1).atStartOfDay(zone).toInstant();
    }
}
