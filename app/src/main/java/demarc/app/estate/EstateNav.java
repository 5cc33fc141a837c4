package demarc.app.estate;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class EstateNav implements Nav {
    @Override public List<Item> items(Actor actor) {
        return actor.seesAgreements() ? List.of(new Item(16, "/estate", "Estate", "server")) : List.of();
    }
}
