package demarc.app.reporting;

import demarc.app.platform.Actor;
import demarc.app.reporting.HomePage.Block;
import demarc.app.work.Queue.Sort;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A technician of either side: what is mine now, what is due next, what just crossed the line to me.
@Component
@Transactional(readOnly = true)
class StaffHome {
    private final Lines lines;
    private final Clock clock;

    StaffHome(Lines lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    public HomePage of(Actor by) {
        var dayAgo = clock.instant().minus(Duration.ofDays(1));
        var mine = lines.of(by, "Mine now", Lines.filter(true, false, false, null, false, false, null), Sort.DUE, "/queue?who=me", "Nothing is yours. Take the next one from your team's list.");
        var offered = lines.of(by, "Offered to my teams", Lines.filter(false, false, false, null, false, true, null), Sort.DUE, "/queue?offered=yes", "Nobody offers you anything across the line.");
        var next = lines.of(by, "Due next in my teams", Lines.filter(false, false, true, null, false, false, null), Sort.DUE, "/queue?who=teams", "Your teams have no open work.");
        var crossed = lines.of(by, "Just crossed the line", Lines.filter(false, false, true, null, false, false, dayAgo), Sort.DUE, "/queue?crossed=today", "Nothing crossed to your teams in the last day.");
        var late = mine.lines().stream().filter(line -> line.tone().equals("bad")).count();
        var greeting = mine.lines().isEmpty() ? "Nothing is assigned to you." : late > 0 ? "You hold work whose promise is broken: it comes first."
                : "What is due first stands first.";
        return new HomePage("Hello " + by.name().split(" ")[0], greeting, List.of(), List.<Block>of(mine, offered, next, crossed));
    }
}
