package demarc.app.signals.checks;

import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.checks.look.Look;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something the product looks at every so often.
///
/// @param client   id
/// @param name     what is checked: `website`
/// @param thing    whose: the host or service, as the estate calls it where it is known there
/// @param settings with secrets opened; never shown
/// @param probe    id of the source of kind `probe` that looks; null for the server
/// @param fails    looks that must fail in a row before it is said
public record Check(
        int client, long id, String name, String thing, LookKind kind, String target, Duration every, Settings settings, @Nullable Long probe, Severity severity,
        int fails, Concern concern, boolean enabled, int version) {

    /// How it stands.
    ///
    /// @param since            since when it is up or down; null before the first look
    /// @param words            what the last look brought
    /// @param recent           milliseconds of the last looks, oldest first; below zero where it failed
    public record Now(
            boolean down, int fails, @Nullable Instant since, @Nullable Instant lastAt, @Nullable Instant dueAt, @Nullable String words, @Nullable Double value,
            Standing.Certificate certificate, @Nullable Instant certificateUntil, List<Float> recent, boolean blind) {
        public State state() {
            if (lastAt == null) return State.NEW;
            if (down) return State.DOWN;
            if (blind && fails > 0) return State.BLIND;
            return fails > 0 ? State.FAILING : State.UP;
        }
    }

    public enum State {
        NEW("Not looked at yet"), UP("Up"), FAILING("Looking again"), DOWN("Down"), BLIND("Not seen");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public record Seen(Check check, Now now) {}

    Look look() {
        return Look.of(kind, target, settings);
    }

    String signalKey() {
        return "check/" + id;
    }

    String certificateKey() {
        return "check/" + id + "/certificate";
    }
}
