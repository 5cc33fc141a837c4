package demarc.app.agreement.web;

import demarc.app.agreement.Signed;
import demarc.app.agreement.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A version's state in words and tone.
record States(String name, String words, String tone) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH);

    static States of(Version version, @Nullable Signed current, Instant now, ZoneId zone) {
        var state = version.state(now, current == null ? null : current.versionId());
        return new States(name(state), switch (state) {
            case PROPOSED -> "waits for signatures; effective %s".formatted(DAY.format(version.effective()));
            case WITHDRAWN -> "withdrawn";
            case UPCOMING -> "in force from %s".formatted(moment(version.from(), zone));
            case IN_FORCE -> "in force since %s".formatted(moment(version.from(), zone));
            case REPLACED -> "was in force from %s".formatted(moment(version.from(), zone));
        }, switch (state) {
            case PROPOSED -> "warn";
            case WITHDRAWN, REPLACED -> "";
            case UPCOMING, IN_FORCE -> "good";
        });
    }

    static String name(Version.State state) {
        return switch (state) {
            case PROPOSED -> "proposed";
            case WITHDRAWN -> "withdrawn";
            case UPCOMING -> "signed";
            case IN_FORCE -> "in force";
            case REPLACED -> "replaced";
        };
    }

    /// A day when it is midnight there, else the minute.
    static String moment(@Nullable Instant at, ZoneId zone) {
        if (at == null) return "";
        var local = at.atZone(zone);
        return local.toLocalTime().toSecondOfDay() == 0 ? DAY.format(local) : MOMENT.format(local);
    }
}
