package demarc.app.agreement;

import demarc.app.platform.Refused;
import demarc.core.Nearest;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Assignment;
import demarc.core.agreement.Decision;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One case, as people and programs write it: an activity by key or code, a priority, perhaps a site, a moment.
public record Question(InForce inForce, Activity activity, Priority priority, Agreement.@Nullable Site site, Instant at, boolean request) {

    /// @throws Refused that names what is unknown, and the nearest known name
    public static Question of(InForce inForce, String activity, String priority, @Nullable String site, Instant at, boolean request) {
        var found = inForce.activities().stream().filter(each -> each.key().equals(activity) || !each.code().isEmpty() && each.code().equalsIgnoreCase(activity)).findFirst()
                .orElseThrow(() -> new Refused("activity", "This agreement has no activity '%s'. %s".formatted(activity, near(activity, inForce.activities().stream().map(Activity::key).toList()))));
        return new Question(inForce, found, priority(priority), site(inForce.agreement(), site), at, request);
    }

    public static Priority priority(String text) {
        return Arrays.stream(Priority.values()).filter(each -> each.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> new Refused("priority", "There is no priority '%s'. Use P1, P2, P3 or P4.".formatted(text)));
    }

    /// Calendars and clocks answer between these.
    static final Instant FIRST = Instant.parse("1990-01-01T00:00:00Z");
    static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /// `2026-07-04T22:10` or `2026-07-04` where the client is, or with an offset; now when nothing is given.
    public static Instant instant(@Nullable String text, ZoneId zone, Instant now) {
        if (text == null || text.isBlank()) return now;
        // In an address a plus sign arrives as a blank.
        var written = text.strip().replace(' ', '+');
        try {
            var moment = written.length() == 10 ? LocalDate.parse(written).atStartOfDay(zone).toInstant()
                    : written.matches(".*T.*(Z|[+-]\\d\\d:?\\d\\d)") ? OffsetDateTime.parse(written).toInstant() : LocalDateTime.parse(written).atZone(zone).toInstant();
            if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) return moment;
            throw new Refused("at", "'%s' lies outside the years 1990 to 2199. Check the year.".formatted(text));
        } catch (DateTimeException e) {
            throw new Refused("at", "'%s' is no moment. Write 2026-07-04T22:10, or with an offset: 2026-07-04T22:10-05:00.".formatted(text));
        }
    }

    private static Agreement.@Nullable Site site(Agreement agreement, @Nullable String key) {
        if (key == null || key.isBlank()) return null;
        var site = agreement.sites().get(key);
        if (site == null) throw new Refused("site", "This agreement has no site '%s'. %s".formatted(key, near(key, agreement.sites().keySet())));
        return site;
    }

    private static String near(String name, Collection<String> known) {
        if (known.isEmpty()) return "It names none.";
        return Nearest.to(name, known).map("Did you mean %s?"::formatted).orElseGet(() -> "It names, for example, %s.".formatted(String.join(", ", known.stream().limit(4).toList())));
    }

    public Assignment assignment() {
        return inForce.assign(activity, priority, site, at);
    }

    /// The decision that the activity waits for, or null.
    public @Nullable Decision decision() {
        var kind = activity.decision();
        return kind == null ? null : inForce.decide(kind, null, assignment(), at);
    }

    /// As `demarc who --format json` answers it.
    public Map<String, @Nullable Object> json() {
        return new WhoAnswer(new AgreementText(inForce.agreement().file(), inForce.agreement().text()), inForce, assignment(), site, at, decision(), request).json();
    }
}
