package demarc.app.decide.past;

import demarc.app.decide.Decision;
import demarc.app.decide.Decisions;
import demarc.app.decide.WorkingJson;
import demarc.app.decide.Jobs;
import demarc.app.platform.Needs;
import demarc.app.platform.NotFound;
import demarc.app.platform.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The history of a decision over REST.
@RestController
@RequestMapping("/api/v1/decisions/{link}/history")
class HistoryApi {

    /// @param reading how far it is
    /// @param quality what it is good for; null until it is read
    record HistoryJson(@Nullable String file, long bytes, @Nullable String zone, @Nullable WorkingJson reading, @Nullable Quality quality) {}

    private final Decisions decisions;
    private final HistoryPages pages;
    private final Pasts pasts;
    private final Jobs jobs;

    HistoryApi(Decisions decisions, HistoryPages pages, Pasts pasts, Jobs jobs) {
        this.decisions = decisions;
        this.pages = pages;
        this.pasts = pasts;
        this.jobs = jobs;
    }

    @GetMapping
    @Needs(Scope.AGREEMENTS_READ)
    HistoryJson get(@PathVariable String link, HttpServletRequest request) {
        return json(decisions.find(link, request.getRemoteAddr()));
    }

    /// The file as the body, as `application/octet-stream`, in the place of any before. It is read once it is there: ask how far it is.
    ///
    /// @param name of the file, whose ending says how it is packed
    @PutMapping
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    HistoryJson put(@PathVariable String link, @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String zone, HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > Uploads.MOST) throw Uploads.tooLarge();
        var decision = decisions.changing(link, request.getRemoteAddr(), each -> each);
        pages.take(decision, name, zone, request.getInputStream(), request.getRemoteAddr());
        return json(decision);
    }

    @DeleteMapping
    @Needs(Scope.AGREEMENTS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String link, HttpServletRequest request) {
        pasts.remove(decisions.changing(link, request.getRemoteAddr(), each -> each));
    }

    private HistoryJson json(Decision decision) {
        var past = pasts.find(decision).orElseThrow(() -> new NotFound("history", decision.link()));
        return new HistoryJson(past.fileName(), past.bytes(), past.said().zone().getId(), jobs.find(decision, Pasts.READING).map(WorkingJson::of).orElse(null), past.quality());
    }
}
