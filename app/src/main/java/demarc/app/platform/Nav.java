package demarc.app.platform;

import java.util.List;

/// A module's entries in the main navigation. Order says the place from the left: Home 0, Wall 8, Queue 10, Signals 14, Estate 16, Agreements 20,
/// Directory 30, Administration 40.
@FunctionalInterface
public interface Nav {
    record Item(int order, String href, String label, String icon) {
        boolean leadsTo(String path) {
            return href.equals("/") ? path.equals("/") : path.equals(href) || path.startsWith(href + "/");
        }
    }

    List<Item> items(Actor actor);
}
