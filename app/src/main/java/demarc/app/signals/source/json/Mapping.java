package demarc.app.signals.source.json;

import demarc.app.platform.Refused;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/// Where things stand in somebody's JSON.
///
/// @param each       where the list of items is; null when the body is the list, or one item
/// @param thing      what is ill
/// @param check      what of it
/// @param key        the tool's own id for it; null for thing and check
/// @param firing     when it is wrong; null for always, unless `cleared` says otherwise
/// @param cleared    when it is well again
/// @param word       where the severity stands as a word
/// @param severities otherwise, the first that holds
/// @param usual      the severity when nothing says one
/// @param all        an object whose fields are labels
/// @param labels     further ones, by name
record Mapping(
        @Nullable JsonPointer each, Words thing, @Nullable Words check, @Nullable Words key, @Nullable Claim firing, @Nullable Claim cleared, @Nullable Words word,
        List<Level> severities, Severity usual, @Nullable Words summary, @Nullable Words details, @Nullable Words link, @Nullable Words at, @Nullable JsonPointer all,
        Map<String, Words> labels) {

    record Level(Severity severity, Claim when) {}

    Signal signal(JsonNode item) {
        var named = thing.in(item);
        var about = said(check, item);
        var own = said(key, item);
        if (named == null && own == null) throw new Refused("thing", "It names no thing where the mapping looks for it.");
        var state = firing != null && !firing.holds(item) || cleared != null && cleared.holds(item) ? Signal.State.CLEARED : Signal.State.FIRING;
        if (named == null && state == Signal.State.FIRING) throw new Refused("thing", "It fires and names no thing where the mapping looks for it.");
        var what = named == null ? "" : named;
        var of = about == null ? "" : about;
        var says = said(summary, item);
        return new Signal(own == null ? Signal.key(what, of) : own, what, of, state, severity(item), says == null ? of.isEmpty() ? what : of + " on " + what : says,
                said(details, item), said(link, item), labels(item), Moments.read(said(at, item)));
    }

    private Severity severity(JsonNode item) {
        for (var level : severities) if (level.when.holds(item)) return level.severity;
        var said = said(word, item);
        return said == null ? usual : Severity.named(said).orElse(usual);
    }

    private Map<String, String> labels(JsonNode item) {
        var found = new LinkedHashMap<String, String>();
        if (all != null && item.at(all).isObject()) found.putAll(UsualNames.texts(item.at(all)));
        labels.forEach((name, words) -> {
            var said = words.in(item);
            if (said != null) found.put(name, said);
        });
        return found;
    }

    private static @Nullable String said(@Nullable Words words, JsonNode item) {
        return words == null ? null : words.in(item);
    }
}
