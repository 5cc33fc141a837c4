package demarc.app.work.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class WorkNav implements Nav {
    @Override public List<Item> items(Actor actor) {
        if (!actor.seesAgreements()) return List.of(new Item(10, "/portal", "Help", "lifebuoy"));
        return List.of(new Item(10, "/queue", "Queue", "inbox"), new Item(12, "/decisions", "Decisions", "gavel"));
    }
}
