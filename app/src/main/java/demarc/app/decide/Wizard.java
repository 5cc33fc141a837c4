package demarc.app.decide;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What surrounds each page of a decision: whose it is, and the steps with the one shown. Templates get it as `page.wizard()` and hand it to
/// `@template.decide.wizard`.
///
/// @param address of the decision, to which its pages add their own path
/// @param expires the day it is deleted if nobody changes it
/// @param link    to keep, or null when the decision belongs to a client
public record Wizard(String address, String name, @Nullable String client, @Nullable String link, String expires, List<Stop> stops) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    /// @param number from 1
    /// @param before it lies before the one shown
    public record Stop(int number, String title, String says, String href, boolean current, boolean before) {}

    static Wizard of(Decision decision, List<Step> steps, String path) {
        int current = 0;
        for (int i = 0; i < steps.size(); i++) if (steps.get(i).path().equals(path)) current = i;
        var stops = new ArrayList<Stop>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            stops.add(new Stop(i + 1, step.title(), step.says(), decision.address() + step.path(), i == current, i < current));
        }
        return new Wizard(decision.address(), decision.name(), decision.client() == null ? null : decision.client().name(), decision.isAnonymous() ? decision.address() : null,
                DAY.format(decision.expires().atZone(ZoneOffset.UTC)), List.copyOf(stops));
    }
}
