package demarc.app.signals.source.web;

import demarc.app.directory.Client;
import demarc.app.signals.Concern;
import demarc.app.signals.Source;
import demarc.app.signals.SourceKind;
import demarc.app.signals.tell.Word;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param kind    null for one that speaks from inside the product
/// @param key     in clear, right after it was made; null ever after
/// @param trial   a command that tries it out
/// @param told    what the tool was told of the work, the newest first
/// @param form    as somebody filled it in, or as it is
/// @param sealed  a secret is kept
public record SourcePage(
        Source source, Client client, @Nullable SourceKind kind, String label, @Nullable String key, SourceKind.@Nullable SetUp setUp, @Nullable String trial, List<Kept> kept,
        List<Word> told, Form form, List<Concern> concerns, boolean sealed, boolean mayKeep, Map<String, String> problems) {

    /// What somebody writes of a source; durations in words of minutes, hours and days.
    public record Form(
            @Nullable String kind, @Nullable String client, @Nullable String name, @Nullable String concern, @Nullable String mapping, @Nullable String silentAfter,
            @Nullable String quietAfter, @Nullable String period, @Nullable String grace, @Nullable String flood, @Nullable String secret) {
        public String said(@Nullable String field) {
            return field == null ? "" : field;
        }
    }

    /// A body that could not be read.
    public record Kept(Instant at, String problem, String text, long cut) {
        static Kept of(Instant at, String problem, byte[] body, long cut) {
            var text = new String(body, 0, Math.min(body.length, 4000), StandardCharsets.UTF_8).replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
            return new Kept(at, problem, text, cut + Math.max(0, body.length - 4000));
        }
    }

    /// Something waits to be told, or was given up.
    public boolean isUntold() {
        return told.stream().anyMatch(word -> word.toldAt() == null);
    }

    public boolean isHeard() {
        return source.lastAt() != null;
    }
}
