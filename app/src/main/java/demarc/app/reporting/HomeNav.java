package demarc.app.reporting;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import demarc.app.platform.Role;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class HomeNav implements Nav {
    @Override public List<Item> items(Actor actor) {
        return actor.role() == Role.EMPLOYEE ? List.of() : List.of(new Item(0, "/", "Home", "home"), new Item(8, "/wall", "Wall", "dashboard"));
    }
}
