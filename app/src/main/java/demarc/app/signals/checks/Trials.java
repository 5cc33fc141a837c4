package demarc.app.signals.checks;

import demarc.app.directory.Client;
import demarc.app.platform.Actor;
import demarc.app.platform.Attempts;
import demarc.app.platform.OpenedRanges;
import demarc.app.platform.Refused;
import demarc.app.signals.checks.look.Answer;
import demarc.app.signals.checks.look.Looker;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// One look by the server before a check is kept, held to the same walls, and to so many a minute that nobody scans with it.
@Component
class Trials {
    private final Checks checks;
    private final OpenedRanges ranges;
    private final Attempts made;

    Trials(Checks checks, OpenedRanges ranges, Clock clock) {
        this.checks = checks;
        this.ranges = ranges;
        made = new Attempts(clock, 20, Duration.ofMinutes(1));
    }

    /// @param like the check whose secrets are taken where none are given
    Answer look(Actor by, Client client, Wanted wanted, @Nullable Check like) {
        Checks.mayKeep(by);
        var look = checks.look(client, wanted, like);
        if (wanted.probe() != null) throw new Refused("probe", "The probe looks from inside its network, and is asked by nobody. Save the check, and it looks within a minute.");
        var name = String.valueOf(by.personId());
        var wait = made.mustWait(name);
        if (wait.isPresent()) throw new Refused("Twenty trials a minute are enough. Wait %d s.".formatted(wait.get().toSeconds() + 1));
        made.failed(name);
        return new Looker(ranges.of(client.id())).look(look);
    }
}
