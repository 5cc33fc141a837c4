package demarc.app.demo;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Tenancy;
import demarc.app.signals.Conditions;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What was seen lately, and the night in which a storm came, by `demo/signals.txt`:
///
/// ```
/// source RDG alertmanager: Prometheus at the plant
/// night 02:10:21 RDG Prometheus at the plant: MEDIUM rdg-ap-1..3 / HostDown: {thing} does not answer
/// now -41m RDG Prometheus at the plant: cleared rdg-ap-1..3 / HostDown
/// ```
@Component
class Night {
    private static final Pattern SOURCE = Pattern.compile("source ([A-Z]{3}) ([a-z]+): (.+)");
    private static final Pattern SIGNAL = Pattern.compile("(night \\d\\d:\\d\\d:\\d\\d|now -\\w+) ([A-Z]{3}) ([^:]+): ([A-Za-z]+) (\\S+) / ([^:]+)(?:: (.+))?");
    private static final Pattern RANGE = Pattern.compile("(.+?)(\\d+)\\.\\.(\\d+)");
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private record Where(String client, String name) {}

    private final Sources sources;
    private final Conditions conditions;
    private final Directory directory;
    private final Cast cast;

    Night(Sources sources, Conditions conditions, Directory directory, Cast cast) {
        this.sources = sources;
        this.conditions = conditions;
        this.directory = directory;
        this.cast = cast;
    }

    List<Beat> beats(Instant now) {
        var clients = Tenancy.asSystem(directory::clients).stream().collect(Collectors.toMap(Client::code, client -> client));
        var beats = new ArrayList<Beat>();
        var made = new HashMap<Where, Source>();
        var severities = new HashMap<String, Severity>();
        Resources.text("signals.txt").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).forEach(line -> {
            var source = SOURCE.matcher(line);
            if (source.matches()) beats.add(new Beat(now.minus(Duration.ofDays(20)), beats.size(), line, () -> add(source, clients, made)));
            else {
                var signal = matched(line);
                var at = at(signal.group(1), Objects.requireNonNull(clients.get(signal.group(2))).zone(), now);
                beats.add(new Beat(at, beats.size(), line, () -> say(signal, made, severities, at)));
            }
        });
        return beats;
    }

    /// The last one that whoever comes in the morning has heard of.
    static LocalDate last(Instant now, ZoneId zone) {
        var here = now.atZone(zone);
        return here.toLocalTime().isBefore(MORNING) ? here.toLocalDate().minusDays(1) : here.toLocalDate();
    }

    private void add(Matcher source, Map<String, Client> clients, Map<Where, Source> made) {
        var client = Objects.requireNonNull(clients.get(source.group(1)));
        var by = cast.actor(client.key().equals("copper-kettle") ? "marcus" : "maya");
        var wanted = new Sources.Wanted(source.group(2), source.group(3), null, null, null, null, null);
        made.put(new Where(source.group(1), source.group(3)), Tenancy.as(by, () -> sources.create(by, client.key(), wanted)).source());
    }

    private void say(Matcher signal, Map<Where, Source> made, Map<String, Severity> severities, Instant at) {
        var source = Objects.requireNonNull(made.get(new Where(signal.group(2), signal.group(3))), signal.group(3));
        var cleared = signal.group(4).equals("cleared");
        var check = signal.group(6);
        conditions.take(source, things(signal.group(5)).map(thing -> {
            var key = Signal.key(thing, check);
            if (!cleared) severities.put(key, Severity.valueOf(signal.group(4)));
            var summary = cleared ? "%s is well again".formatted(thing) : signal.group(7).replace("{thing}", thing);
            return new Signal(key, thing, check, cleared ? Signal.State.CLEARED : Signal.State.FIRING, severities.getOrDefault(key, Severity.MEDIUM), summary, null, null, Map.of(), at);
        }).toList(), at);
    }

    private static Stream<String> things(String written) {
        var range = RANGE.matcher(written);
        return range.matches() ? IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3))).mapToObj(n -> range.group(1) + n) : Stream.of(written);
    }

    private static Instant at(String when, ZoneId zone, Instant now) {
        if (when.startsWith("now -")) return now.minus(Tale.duration(when.substring("now -".length())));
        return last(now, zone).atTime(LocalTime.parse(when.substring("night ".length()))).atZone(zone).toInstant();
    }

    private static Matcher matched(String line) {
        var matcher = SIGNAL.matcher(line);
        if (!matcher.matches()) throw new IllegalArgumentException("the script's line (%s) is not like (%s)".formatted(line, SIGNAL));
        return matcher;
    }
}
