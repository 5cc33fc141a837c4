package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Html;
import demarc.app.platform.Party;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

@Controller
public class StartPage {
    public record DirectoryPage(List<Party> parties) {}

    private final Directory directory;

    StartPage(Directory directory) {
        this.directory = directory;
    }

    @GetMapping("/directory")
    ModelAndView parties(Actor actor) {
        return Html.page("directory/start", new DirectoryPage(directory.parties()));
    }
}
