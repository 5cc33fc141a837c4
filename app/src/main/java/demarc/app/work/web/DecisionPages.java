package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Forbidden;
import demarc.app.platform.Html;
import demarc.app.work.Docket;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
class DecisionPages {
    private final Docket docket;

    DecisionPages(Docket docket) {
        this.docket = docket;
    }

    @GetMapping("/decisions")
    ModelAndView decisions(Actor by) {
        if (!by.seesAgreements()) throw new Forbidden("Decisions are for those who look after IT. Ask for help on your own page.");
        return Html.page("work/decisions", DecisionsPage.of(docket.of(by)));
    }
}
