package demarc.app.decide.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class DecideNav implements Nav {

    @Override public List<Item> items(Actor actor) {
        return actor.seesAgreements() ? List.of(new Item(25, "/decide", "Decide", "scale")) : List.of();
    }
}
