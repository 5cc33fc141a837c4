package demarc.app.directory;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class DirectoryNav implements Nav {
    @Override public List<Item> items(Actor actor) {
        if (actor.worksTickets()) return List.of(new Item(30, "/directory", "Directory", "building-community"));
        return actor.mayReadAudit() ? List.of(new Item(40, "/directory/audit", "Audit log", "history")) : List.of();
    }
}
