package demarc.app.signals;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class SignalsNav implements Nav {
    @Override public List<Item> items(Actor actor) {
        return actor.seesAgreements() ? List.of(new Item(14, "/signals", "Signals", "activity")) : List.of();
    }
}
