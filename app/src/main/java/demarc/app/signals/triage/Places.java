package demarc.app.signals.triage;

import demarc.app.agreement.Agreements;
import demarc.app.directory.Directory;
import demarc.app.signals.Concern;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Where and when a client works.
@Component
class Places {
    private static final String OFFICE = "office";
    private static final int OPENS = 8;
    private static final int CLOSES = 18;
    private static final String BY_DAY = "NMS-03";
    private static final String AT_NIGHT = "NMS-04";

    private final Directory directory;
    private final Agreements agreements;

    Places(Directory directory, Agreements agreements) {
        this.directory = directory;
        this.agreements = agreements;
    }

    ZoneId zone(int client) {
        return directory.client(client).zone();
    }

    /// The best first. Watching by day and watching by night are two activities, and often two teams'.
    List<String> activities(int client, Concern concern, Instant now) {
        var wanted = new ArrayList<>(concern.activities());
        if (wanted.contains(BY_DAY) && !isOffice(client, now) && wanted.remove(AT_NIGHT)) wanted.addFirst(AT_NIGHT);
        return List.copyOf(wanted);
    }

    /// The next moment of the client's office hours, or outside of them; now when there is none within a week.
    Instant someTime(int client, Instant now, boolean office) {
        for (var hour = 0; hour < 7 * 24; hour++) {
            var at = now.plus(Duration.ofHours(hour));
            if (isOffice(client, at) == office) return at;
        }
        return now;
    }

    private boolean isOffice(int client, Instant now) {
        var signed = agreements.inForce(client, now).orElse(null);
        if (signed != null && signed.inForce().agreement().hours().containsKey(OFFICE)) return signed.inForce().calendar(OFFICE).open(now);
        var local = now.atZone(zone(client));
        return local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && local.getHour() >= OPENS && local.getHour() < CLOSES;
    }
}
