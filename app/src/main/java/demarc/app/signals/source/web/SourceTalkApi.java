package demarc.app.signals.source.web;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import demarc.app.signals.Source;
import demarc.app.signals.Sources;
import demarc.app.signals.source.SourceSecrets;
import demarc.app.signals.tell.Word;
import demarc.app.signals.tell.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What a source's tool is told, and by what secret, for programs.
@RestController
@RequestMapping("/api/v1/clients/{client}/sources/{source}")
@Needs(Scope.SIGNALS_READ)
class SourceTalkApi {
    private static final int MOST = 100;

    /// @param secret a mail box's password, an SNMP user's phrases, an API token; kept sealed and never shown
    public record SecretRequest(@Nullable String secret) {}

    /// @param about   the tool's own numbers of the problems
    /// @param problem why the last attempt failed
    /// @param nextAt  when it is tried again; null when it was told or given up
    public record WordJson(
            long id, String step, String ticket, String says, List<String> about, Instant at, @Nullable Instant toldAt, @Nullable Instant nextAt, int attempts,
            @Nullable String problem) {}

    public record RetriedJson(int tried) {}

    private final Sources sources;
    private final SourceSecrets secrets;
    private final Words words;
    private final Directory directory;

    SourceTalkApi(Sources sources, SourceSecrets secrets, Words words, Directory directory) {
        this.sources = sources;
        this.secrets = secrets;
        this.words = words;
        this.directory = directory;
    }

    @Needs(Scope.SIGNALS_WRITE)
    @PutMapping("/secret")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void secret(@PathVariable String client, @PathVariable long source, @RequestBody SecretRequest request, Actor actor) {
        if (request.secret() == null) throw new Refused("secret", "The field 'secret' is missing.");
        secrets.keep(actor, of(actor, client, source), request.secret());
    }

    /// The newest hundred, the newest first.
    @GetMapping("/told")
    Page<WordJson> told(@PathVariable String client, @PathVariable long source, Actor actor) {
        return new Page<>(words.of(actor, of(actor, client, source), MOST).stream().map(SourceTalkApi::json).toList(), null);
    }

    /// What waits is tried now, and what was given up within the last week once more.
    @Needs(Scope.SIGNALS_WRITE)
    @PostMapping("/told/retries")
    RetriedJson retry(@PathVariable String client, @PathVariable long source, Actor actor) {
        return new RetriedJson(words.retry(actor, of(actor, client, source)));
    }

    private Source of(Actor actor, String clientKey, long id) {
        var client = directory.client(actor, clientKey);
        var source = sources.get(actor, id);
        if (source.client() != client.id()) throw new NotFound("source", id);
        return source;
    }

    private static WordJson json(Word word) {
        return new WordJson(word.id(), word.step().name().toLowerCase(Locale.ROOT), word.ticket(), word.line(), word.about(), word.at(), word.toldAt(), word.dueAt(), word.attempts(),
                word.problem());
    }
}
