package demarc.app.work.history;

import demarc.app.platform.Actor;
import demarc.app.platform.Needs;
import demarc.app.platform.Scope;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Histories over REST. A batch may be sent again at any time: a ticket comes in once by its number at the source.
@RestController
@RequestMapping("/api/v1/clients/{key}/imports")
@Needs(Scope.TICKETS_WRITE)
class ImportsApi {
    private final Imports imports;

    ImportsApi(Imports imports) {
        this.imports = imports;
    }

    /// What an import has to know: the agreement under which the history will be replayed.
    @GetMapping
    Remote.Ground ground(Actor by, @PathVariable String key) {
        var client = imports.client(by, key);
        var inForce = imports.inForce(by, client);
        return new Remote.Ground(client.name(), inForce.map(each -> each.agreement().file()).orElse(null), inForce.map(each -> each.agreement().text()).orElse(null));
    }

    @PostMapping
    Batch.Answer store(Actor by, @PathVariable String key, @RequestBody Batch batch) {
        return imports.store(by, imports.client(by, key), batch);
    }
}
