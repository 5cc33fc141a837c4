package demarc.app.estate;

import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Needs;
import demarc.app.platform.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/// Runbooks of an asset, for programs and for its page.
@Controller
class RunbookApi {
    /// @param ofKind it stands at every asset of the kind
    public record RunbookJson(int number, String title, String address, boolean ofKind, String setBy) {}

    public record RunbooksJson(List<RunbookJson> items) {}

    /// @param ofKind for all of the client's assets of the kind
    public record RunbookRequest(@Nullable String title, @Nullable String address, @Nullable Boolean ofKind) {}

    private final Runbooks runbooks;
    private final Assets assets;

    RunbookApi(Runbooks runbooks, Assets assets) {
        this.runbooks = runbooks;
        this.assets = assets;
    }

    @Needs(Scope.ESTATE_READ)
    @GetMapping("/api/v1/assets/{id}/runbooks")
    @ResponseBody
    @Transactional(readOnly = true)
    RunbooksJson runbooks(Actor by, @PathVariable long id) {
        AssetPages.staff(by);
        return new RunbooksJson(runbooks.of(assets.get(by, id)).stream().map(RunbookApi::json).toList());
    }

    @Needs(Scope.ESTATE_WRITE)
    @PostMapping("/api/v1/assets/{id}/runbooks")
    @ResponseBody
    ResponseEntity<RunbookJson> add(Actor by, @PathVariable long id, @RequestBody RunbookRequest request) {
        return ResponseEntity.status(HttpStatus.CREATED).body(json(runbooks.add(by, id, request.title, request.address, Boolean.TRUE.equals(request.ofKind))));
    }

    @Needs(Scope.ESTATE_WRITE)
    @DeleteMapping("/api/v1/assets/{id}/runbooks/{number}")
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Actor by, @PathVariable long id, @PathVariable int number) {
        runbooks.remove(by, id, number);
    }

    @PostMapping("/estate/assets/{id}/runbooks")
    ModelAndView addFromPage(Actor by, @PathVariable long id, @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String address, @RequestParam(defaultValue = "false") boolean ofKind) {
        return Html.seeOther("/estate/assets/" + id, runbooks.add(by, id, title, address, ofKind).title() + " stands here now.");
    }

    @PostMapping("/estate/assets/{id}/runbooks/{number}/removal")
    ModelAndView removeFromPage(Actor by, @PathVariable long id, @PathVariable int number) {
        runbooks.remove(by, id, number);
        return Html.seeOther("/estate/assets/" + id, "Taken away.");
    }

    private static RunbookJson json(Runbooks.Runbook one) {
        return new RunbookJson(one.number(), one.title(), one.address(), one.ofKind(), one.setBy());
    }
}
