package demarc.app.decide.replay;

import demarc.app.agreement.Drafts;
import demarc.app.agreement.Version;
import demarc.app.agreement.Versions;
import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/// "What would it have done?", reached from the comparison of two texts.
@Controller
class ReplayPages {

    private final Replays replays;
    private final Versions versions;
    private final Drafts drafts;

    ReplayPages(Replays replays, Versions versions, Drafts drafts) {
        this.replays = replays;
        this.versions = versions;
        this.drafts = drafts;
    }

    @GetMapping("/decide/replay/{client}")
    @Transactional(readOnly = true)
    public ModelAndView page(Actor actor, @PathVariable String client, @Nullable String from, @Nullable String to, @RequestParam(defaultValue = "3") int months, @RequestParam Map<String, String> asked) {
        var result = replays.of(actor, client, from, to, months);
        return Html.page("decide/replay", ReplayPage.of(result, texts(result.client().id()),
                ReplayPage.counts(result.before().inForce().agreement(), result.after().inForce().agreement(), asked)));
    }

    private List<ReplayPage.Choice> texts(int client) {
        var choices = new ArrayList<ReplayPage.Choice>();
        if (drafts.find(client).isPresent()) choices.add(new ReplayPage.Choice("draft", "Draft"));
        for (Version version : versions.of(client)) choices.add(new ReplayPage.Choice(String.valueOf(version.number()), "Version " + version.number()));
        return choices;
    }
}
