package demarc.app.agreement.web;

import demarc.app.platform.Actor;
import demarc.app.platform.Nav;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class AgreementNav implements Nav {

    @Override public List<Item> items(Actor actor) {
        return actor.seesAgreements() ? List.of(new Item(20, "/agreements", "Agreements", "file-check")) : List.of();
    }
}
