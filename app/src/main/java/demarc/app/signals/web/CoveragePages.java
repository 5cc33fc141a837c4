package demarc.app.signals.web;

import demarc.app.directory.Directory;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.NotFound;
import demarc.app.signals.triage.Coverage;
import demarc.app.signals.web.CoveragePage.One;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// What is watched and what is not, for people.
@Controller
class CoveragePages {
    /// Whoever has more clients chooses one.
    private static final int AT_ONCE = 10;

    private final Coverage coverage;
    private final Directory directory;

    CoveragePages(Coverage coverage, Directory directory) {
        this.coverage = coverage;
        this.directory = directory;
    }

    @GetMapping("/signals/coverage")
    @Transactional(readOnly = true)
    ModelAndView coverage(Actor by, @RequestParam(defaultValue = "") String client) {
        ConditionPages.staff(by);
        var clients = directory.clientsSeenBy(by);
        if (!client.isEmpty() && clients.stream().noneMatch(each -> each.key().equals(client))) throw new NotFound("client", client);
        var reports = clients.stream().filter(each -> client.isEmpty() || each.key().equals(client)).limit(AT_ONCE).map(each -> new One(each, coverage.of(each.id()))).toList();
        return Html.page("signals/coverage", new CoveragePage(reports, clients, client));
    }
}
