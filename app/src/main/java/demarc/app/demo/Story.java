package demarc.app.demo;

import demarc.app.platform.Conflict;
import demarc.app.platform.DemoStory;
import demarc.app.platform.StoryClock;
import demarc.app.signals.triage.Runner;
import demarc.app.work.Moments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Lets everything happen in its order, with what the agreements make of it in between: warnings, escalations, moves at the edge of hours.
@Component
class Story implements DemoStory {
    private static final Logger log = LoggerFactory.getLogger(Story.class);
    private static final Map<String, String> PARTIES = Map.of("northwind", "Northwind IT", "sentry-ridge", "Sentry Ridge SOC", "harbor-dental", "Harbor Dental Group",
            "ridgeline", "Ridgeline Manufacturing", "alder-finch", "Alder & Finch LLP", "copper-kettle", "Copper Kettle Foods");

    private final Cast cast;
    private final Contracts contracts;
    private final Things things;
    private final Weaknesses weaknesses;
    private final Night night;
    private final Tales tales;
    private final Moments moments;
    private final Runner triage;
    private final StoryClock clock;

    Story(Cast cast, Contracts contracts, Things things, Weaknesses weaknesses, Night night, Tales tales, Moments moments, Runner triage, StoryClock clock) {
        this.cast = cast;
        this.contracts = contracts;
        this.things = things;
        this.weaknesses = weaknesses;
        this.night = night;
        this.tales = tales;
        this.moments = moments;
        this.triage = triage;
        this.clock = clock;
    }

    @Override public int order() {
        return 0;
    }

    @Override public List<Person> people() {
        return Cast.PARTS.stream().filter(Cast.Part::offered)
                .map(part -> new Person(part.name(), part.email(), Cast.PASSWORD, part.role().label().toLowerCase(Locale.ROOT), PARTIES.get(part.party()))).toList();
    }

    @Override public void tell() {
        var lost = tell(clock.instant());
        if (!lost.isEmpty()) log.warn("{} steps of the demonstration did not fit the hour: {}", lost.size(), lost);
    }

    /// @return what was refused, and why: nothing, whatever the hour
    List<String> tell(Instant now) {
        cast.enter();
        var beats = new ArrayList<>(contracts.beats(now));
        beats.addAll(things.beats(now));
        beats.addAll(weaknesses.beats(now));
        beats.addAll(night.beats(now));
        beats.addAll(tales.beats(now));
        beats.sort(null);
        var lost = new ArrayList<String>();
        try {
            for (var beat : beats) {
                catchUp(beat.at());
                clock.standAt(beat.at());
                try {
                    act(beat);
                } catch (RuntimeException e) {
                    // One line less in one ticket; the rest of the story stands.
                    lost.add(beat.what() + ": " + e.getMessage());
                    log.debug("{}", beat.what(), e);
                }
            }
            catchUp(now);
        } finally {
            clock.goOn();
        }
        return lost;
    }

    /// The jobs run meanwhile and may be faster on a ticket.
    private static void act(Beat beat) {
        for (var attempt = 1; ; attempt++) {
            try {
                beat.act().run();
                return;
            } catch (Conflict e) {
                if (attempt == 5) throw e;
            }
        }
    }

    private void catchUp(Instant until) {
        @Nullable Instant last = null;
        for (var due = next(); !due.isAfter(until); due = next()) {
            if (due.isAfter(clock.instant())) clock.standAt(due);
            if (moments.drain() + triage.drain() == 0 && due.equals(last)) return;
            last = due;
        }
    }

    private Instant next() {
        var work = moments.next().orElse(Instant.MAX);
        var signals = triage.next().orElse(Instant.MAX);
        return work.isBefore(signals) ? work : signals;
    }
}
