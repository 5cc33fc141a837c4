package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Refused;
import demarc.app.platform.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// One's own tokens. Making one takes no Idempotency-Key: its answer would have to keep the secret.
@RestController
@RequestMapping("/api/v1/tokens")
class TokenApi {
    public record TokenRequest(@Nullable String name, @Nullable List<String> scopes, @Nullable Integer days) {}

    /// @param token in clear, this once
    public record Issued(String token, String name, List<String> scopes, int days) {}

    private final Tokens tokens;

    TokenApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @Needs(Scope.DIRECTORY_READ)
    @GetMapping
    Page<Tokens.Token> tokens(Actor actor) {
        return new Page<>(tokens.of(actor), null);
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Issued issue(@RequestBody TokenRequest request, Actor actor) {
        if (request.name() == null) throw new Refused("name", "The field 'name' is missing.");
        var scopes = request.scopes() == null ? actor.scopes().stream().map(Scope::key).sorted().toList() : request.scopes();
        var days = request.days() == null ? 90 : request.days();
        return new Issued(tokens.issue(actor, request.name(), scopes, days), request.name().strip(), scopes, days);
    }

    @Needs(Scope.DIRECTORY_WRITE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable int id, Actor actor) {
        tokens.revoke(actor, id);
    }
}
