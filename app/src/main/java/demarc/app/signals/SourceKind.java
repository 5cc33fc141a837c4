package demarc.app.signals;

import demarc.app.platform.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One way to be told: a tool and the form in which it tells. Each has a folder below `source`, with its own tests on real payloads.
public interface SourceKind {
    /// What a source is asked by: its own bytes, as they came.
    ///
    /// @param contentType without parameters, lower case; empty when none was given
    /// @param parameters  of the query and, for a form, of the body
    /// @param mapping     the source's own mapping, for kinds that have one
    record Body(byte[] bytes, String contentType, Map<String, String> parameters, @Nullable String mapping) {}

    /// What somebody has to put into the tool.
    ///
    /// @param steps  in order, plain sentences
    /// @param file   text to copy, with address and key in place; null when the steps say it all
    /// @param syntax `yaml`, `json`, `ini`, `sh`, `xml`
    record SetUp(List<String> steps, @Nullable String fileName, @Nullable String file, String syntax) {}

    /// What somebody may or must say of a source besides its name, in the source's mapping.
    ///
    /// @param title   `Settings`, `Mapping`, `The way back`
    /// @param hint    what they are for, or how to write them
    /// @param example to begin from
    /// @param needed  without it, nothing is heard
    /// @param secret  what is kept sealed besides: `Password of the mail box`; null when there is nothing
    record Settings(String title, String hint, String example, boolean needed, @Nullable String secret) {}

    /// In addresses and in the API: `alertmanager`.
    String key();

    /// `Prometheus Alertmanager`.
    String label();

    /// What its conditions are about when nothing says otherwise.
    Concern concern();

    /// @return none when the tool only says hello (a subscription, a test button)
    /// @throws Refused what is wrong with it and where; the body is kept for inspection
    List<Signal> read(Body body);

    /// What its tool looks for in the answer, besides how many signals were taken.
    default Map<String, String> answers(Source source, List<Signal> taken) {
        return Map.of();
    }

    /// What a body that holds no signal says to the people who set the source up: a link to confirm, a farewell. Null when it says nothing; what it
    /// says is kept on the source's page with the body.
    default @Nullable String note(Body body) {
        return null;
    }

    /// Null for kinds without a mapping.
    default @Nullable Settings settings() {
        return null;
    }

    /// A command that tries it out: whoever runs it should see the source speak. Null when only the tool itself can.
    default @Nullable String trial(String address, String key) {
        return null;
    }

    /// @param address `https://demarc.example`, without a slash at its end
    SetUp setUp(String address, String key);

    /// For kinds that have a mapping: whether this is one.
    ///
    /// @throws Refused of the field `mapping`, with every mistake
    default void check(String mapping) {
        throw new Refused("mapping", "A source of kind %s has no mapping.".formatted(key()));
    }

    /// After which time what it does not say again is over, when nobody says otherwise; null when it says itself what is over.
    default @Nullable Duration usualQuiet() {
        return null;
    }

    /// How long its silence is borne when nobody says otherwise; null when it means nothing.
    default @Nullable Duration usualSilence() {
        return null;
    }
}
