package demarc.app.estate.exposure;

import com.fasterxml.jackson.annotation.JsonProperty;
import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Needs;
import demarc.app.platform.Page;
import demarc.app.platform.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Products that CISA lists, for programs.
@RestController
@RequestMapping("/api/v1")
@Needs(Scope.ESTATE_READ)
class ProductApi {
    public record ListedProductJson(String client, String product, int ring, int assets, int flaws, LocalDate newest, String latest, @Nullable String ticket) {}

    public record ProductAnswerRequest(@Nullable String product, @Nullable Integer ring, @Nullable String answer, @Nullable String reason) {}

    /// @param ring null: everywhere
    public record ProductAnswerJson(String client, String product, @Nullable Integer ring, String answer, String reason, @JsonProperty("at") Instant at) {}

    private final ProductChecks checks;
    private final Directory directory;

    ProductApi(ProductChecks checks, Directory directory) {
        this.checks = checks;
        this.directory = directory;
    }

    @GetMapping("/listed-products")
    Page<ListedProductJson> open(@RequestParam(defaultValue = "") String client, Actor actor) {
        var clients = clients(actor, client);
        var keys = keys();
        return new Page<>(checks.open(clients).stream().map(row -> new ListedProductJson(keys.getOrDefault(row.client(), ""), row.product(), row.ring(), row.assets(), row.flaws(), row.newest(),
                row.latest(), row.ref())).toList(), null);
    }

    @GetMapping("/listed-products/answers")
    Page<ProductAnswerJson> answers(@RequestParam(defaultValue = "") String client, Actor actor) {
        var clients = clients(actor, client);
        var keys = keys();
        return new Page<>(checks.answers(clients, ProductChecks.MOST).stream().map(row -> new ProductAnswerJson(keys.getOrDefault(row.client(), ""), row.product(), row.ring(),
                row.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'), row.reason(), row.at())).toList(), null);
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/clients/{key}/listed-products")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String key, @RequestBody ProductAnswerRequest request, Actor actor) {
        checks.answer(actor, client(actor, key), new ProductChecks.Wanted(request.product, request.ring, request.answer, request.reason));
    }

    private Collection<Integer> clients(Actor actor, String key) {
        staff(actor);
        return key.isEmpty() ? actor.clients() : List.of(client(actor, key).id());
    }

    private Client client(Actor actor, String key) {
        staff(actor);
        return directory.client(actor, key);
    }

    private static void staff(Actor actor) {
        if (!actor.seesAgreements()) throw new Forbidden("Exposure is read by those who look after IT.");
    }

    private Map<Integer, String> keys() {
        return directory.clients().stream().collect(Collectors.toMap(Client::id, Client::key));
    }
}
