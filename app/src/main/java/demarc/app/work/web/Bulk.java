package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.NotFound;
import demarc.app.platform.Refused;
import demarc.app.work.Changed;
import demarc.app.work.Tickets;
import demarc.app.work.web.QueuePage.Result;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// One change to many tickets. Each stands alone: what is refused says why, and the others are done.
@Component
class Bulk {
    private static final int MOST = 200;

    enum Act { TAKE, ASSIGN, WAIT, PRIORITY, RESOLVE }

    /// What the form says beside the tickets.
    record With(int person, WaitingOn on, Priority priority, String summary) {}

    private final Tickets tickets;

    Bulk(Tickets tickets) {
        this.tickets = tickets;
    }

    /// @param chosen `HDG-1042 7`: a ref and the version the person was looking at
    List<Result> act(Actor by, List<String> chosen, Act act, With with) {
        if (chosen.isEmpty()) throw new Refused("refs", "Choose tickets first: tick them, or press x on a row.");
        if (chosen.size() > MOST) throw new Refused("refs", "%d tickets at once are too many; %d is the most.".formatted(chosen.size(), MOST));
        var results = new ArrayList<Result>();
        for (var each : chosen) {
            var parts = each.split(" ", 2);
            var ref = parts[0];
            if (parts.length < 2 || !parts[1].matches("\\d{1,9}")) throw new Refused("refs", "'%s' is no ticket with a version.".formatted(each));
            try {
                var changed = one(by, ref, Integer.parseInt(parts[1]), act, with);
                results.add(new Result(ref, true, changed.note() == null ? "done" : changed.note()));
            } catch (Refused | NotFound no) {
                results.add(new Result(ref, false, String.valueOf(no.getMessage())));
            }
        }
        return List.copyOf(results);
    }

    private Changed one(Actor by, String ref, int version, Act act, With with) {
        return switch (act) {
            case TAKE -> tickets.take(by, ref, version);
            case ASSIGN -> tickets.assign(by, ref, version, with.person);
            case WAIT -> tickets.waitFor(by, ref, version, with.on, null, null);
            case PRIORITY -> tickets.reprioritise(by, ref, version, with.priority, null);
            case RESOLVE -> tickets.resolve(by, ref, version, with.summary);
        };
    }
}
