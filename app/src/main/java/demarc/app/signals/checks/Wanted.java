package demarc.app.signals.checks;

import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import demarc.app.signals.checks.look.LookKind;
import demarc.app.signals.checks.look.Settings;
import org.jspecify.annotations.Nullable;

/// A check as somebody wants it. Null takes what is usual.
///
/// @param name  usually the kind
/// @param thing usually the host that the target names
/// @param probe id of a source of kind `probe`; the server looks when null
public record Wanted(
        @Nullable String name, @Nullable String thing, LookKind kind, String target, @Nullable Integer everySeconds, Settings settings, @Nullable Long probe,
        @Nullable Severity severity, @Nullable Integer fails, @Nullable Concern concern, boolean enabled) {}
