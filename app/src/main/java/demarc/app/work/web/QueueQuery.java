package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Refused;
import demarc.app.work.Kind;
import demarc.app.work.Queue;
import demarc.app.work.Status;
import demarc.core.agreement.Priority;
import demarc.core.agreement.WaitingOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the queue's address asks for. The address is the state: it can be shared, saved as a view, and gone back to.
///
/// @param values only what is said, in a fixed order
public record QueueQuery(Map<String, String> values) {
    private static final List<String> NAMES = List.of("client", "team", "who", "status", "priority", "kind", "waiting", "due", "breached", "offered", "crossed", "seen", "q", "sort");

    static QueueQuery of(Map<String, String> asked) {
        var values = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = asked.getOrDefault(name, "").strip();
            if (!value.isEmpty()) values.put(name, value);
        }
        return new QueueQuery(values);
    }

    /// As it stands in an address or in a saved view.
    static QueueQuery parse(String text) {
        return of(Arrays.stream(text.split("&")).map(part -> part.split("=", 2)).filter(part -> part.length == 2)
                .collect(Collectors.toMap(part -> part[0], part -> java.net.URLDecoder.decode(part[1], StandardCharsets.UTF_8), (first, _) -> first)));
    }

    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public String text() {
        return values.entrySet().stream().map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    public String href() {
        return values.isEmpty() ? "/queue" : "/queue?" + text();
    }

    public String without(String name) {
        return with(name, "").href();
    }

    public String after(String cursor) {
        return values.isEmpty() ? "/queue?cursor=" + cursor : href() + "&cursor=" + cursor;
    }

    QueueQuery with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return of(changed);
    }

    Queue.Sort sort() {
        return is("sort", "newest") ? Queue.Sort.NEWEST : Queue.Sort.DUE;
    }

    Queue.Filter filter(Actor by, Instant now) {
        var waiting = value("waiting");
        return new Queue.Filter(optional("client"), value("team").isEmpty() ? null : team(), null, statuses(), one(Priority.class, "priority"), one(Kind.class, "kind"),
                waiting.isEmpty() ? null : one(WaitingOn.class, "waiting"), null, is("who", "me"), is("who", "nobody"), is("who", "teams"), within(),
                is("breached", "yes"), is("offered", "yes"), is("crossed", "today") ? now.atZone(by.zone()).toLocalDate().atStartOfDay(by.zone()).toInstant() : null, optional("q"), is("seen", "yes"));
    }

    private @Nullable String optional(String name) {
        return values.get(name);
    }

    private int team() {
        var text = value("team");
        if (!text.matches("\\d{1,9}")) throw new Refused("team", "There is no team '%s'. Choose one from the list.".formatted(text));
        return Integer.parseInt(text);
    }

    private Set<Status> statuses() {
        if (is("status", "all")) return EnumSet.allOf(Status.class);
        var status = one(Status.class, "status");
        return status == null ? Set.of() : EnumSet.of(status);
    }

    private @Nullable Duration within() {
        return switch (value("due")) {
            case "" -> null;
            case "1h" -> Duration.ofHours(1);
            case "4h" -> Duration.ofHours(4);
            case "1d" -> Duration.ofDays(1);
            default -> throw new Refused("due", "Due within '%s'? Choose 1h, 4h or 1d.".formatted(value("due")));
        };
    }

    private <E extends Enum<E>> @Nullable E one(Class<E> type, String name) {
        var text = value(name);
        if (text.isEmpty()) return null;
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new Refused(name, "There is no %s '%s'. There are: %s.".formatted(name, text, Arrays.toString(type.getEnumConstants()))));
    }
}
