package demarc.app.decide.past;

import demarc.app.decide.past.Quality.Assumed;
import demarc.app.work.history.PastRead;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// What a log does not tell, and what is taken instead.
final class Assumptions {

    private Assumptions() {}

    static List<Assumed> of(PastRead read) {
        var seen = read.seen();
        var assumed = new ArrayList<Assumed>();
        assumed.add(new Assumed("How long somebody worked on a ticket: the time until it is resolved is mostly waiting",
                "20, 45 and 120 minutes of work for first, second and third line, with a wide spread, fitted so that today's set-up gives today's waiting times"));
        if (!seen.answers())
            assumed.add(new Assumed("When somebody first answered", seen.events() ? "The moment at which a ticket left its first state" : "Nothing: promises to answer are simulated, not compared with the past"));
        if (!seen.waits())
            assumed.add(new Assumed("How long a ticket waited for the requester or a vendor", "The time that work and queues do not explain is learned as idle time, by service and priority"));
        if (!seen.groups()) assumed.add(new Assumed("Which group had a ticket, and how often it changed hands", "70, 22 and 8 percent of the tickets end in first, second and third line"));
        if (!seen.agents()) assumed.add(new Assumed("How many people were at work", "The number of IT people of the questionnaire"));
        assumed.add(new Assumed("Work that nobody wrote a ticket for: patching, documents, restore tests, projects", "A quarter of an hour for each endpoint and month, and the catalogue's own rhythm"));
        assumed.add(new Assumed("In which zone times without one were written", "%s, %s".formatted(zone(seen.zone()), seen.zoneFrom())));
        if (!seen.priorities()) assumed.add(new Assumed("How urgent a ticket was", "P3 for all"));
        return List.copyOf(assumed);
    }

    static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
