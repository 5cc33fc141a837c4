package demarc.app.signals.source;

import demarc.app.platform.Refused;
import demarc.app.signals.Severity;
import demarc.app.signals.Signal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A signal in the making. Says nothing of lengths and characters: whoever takes signals makes them fit.
public final class Draft {
    private final Signal.State state;
    private String key = "";
    private String thing = "";
    private String check = "";
    private Severity severity = Severity.MEDIUM;
    private String summary = "";
    private @Nullable String details;
    private @Nullable String link;
    private @Nullable Instant at;
    private boolean lasting;
    private final Map<String, String> labels = new TreeMap<>();

    private Draft(Signal.State state) {
        this.state = state;
    }

    public static Draft firing(boolean firing) {
        return new Draft(firing ? Signal.State.FIRING : Signal.State.CLEARED);
    }

    public Draft of(String thing, String check) {
        this.thing = thing.strip();
        this.check = check.strip();
        return this;
    }

    /// The tool's own id for it.
    public Draft key(String key) {
        this.key = key.strip();
        return this;
    }

    public Draft severity(Severity severity) {
        this.severity = severity;
        return this;
    }

    /// The tool's word for it; `otherwise` when it says none, or one that nobody knows.
    public Draft severity(String word, Severity otherwise) {
        return severity(word.isBlank() ? otherwise : Severity.named(word).orElse(otherwise));
    }

    public Draft summary(String summary) {
        this.summary = summary.strip();
        return this;
    }

    public Draft details(String... lines) {
        var text = new StringBuilder();
        for (var line : lines) if (!line.isBlank() && !line.strip().equals(summary)) text.append(text.isEmpty() ? "" : "\n").append(line.strip());
        details = text.isEmpty() ? null : text.toString();
        return this;
    }

    public Draft link(@Nullable String link) {
        this.link = link == null || link.isBlank() ? null : link.strip();
        return this;
    }

    public Draft at(@Nullable Instant at) {
        this.at = at;
        return this;
    }

    /// The tool says itself when it is over.
    public Draft lasting(boolean lasting) {
        this.lasting = lasting;
        return this;
    }

    public Draft label(String name, String value) {
        if (!name.isBlank() && !value.isBlank()) labels.put(name.strip(), value.strip());
        return this;
    }

    public Draft labels(Map<String, String> more) {
        more.forEach(this::label);
        return this;
    }

    /// @throws Refused when what fires is nothing in particular
    public Signal signal() {
        if (state == Signal.State.FIRING && thing.isEmpty()) throw new Refused("It does not say what is ill: no host, site or service is named.");
        if (key.isEmpty() && thing.isEmpty()) throw new Refused("It does not say what is well again: neither an id nor a host is named.");
        var name = summary.isEmpty() ? check.isEmpty() ? thing : check : summary;
        return new Signal(key.isEmpty() ? Signal.key(thing, check) : key, thing, check, state, severity, name, details, link, labels, at, lasting);
    }
}
