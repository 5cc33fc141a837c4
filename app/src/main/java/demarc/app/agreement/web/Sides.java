package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Party;
import java.util.ArrayList;
import java.util.List;

/// How the parties of an agreement look: each has a colour, a pattern and its name; nothing is told by colour alone.
public record Sides(List<Side> all) {

    /// @param css `side-client`, or `side-1` to `side-4` in the order of the text's providers
    public record Side(String key, String name, String css) {}

    static Sides of(Agreement agreement) {
        var all = new ArrayList<Side>();
        all.add(new Side(agreement.client().key(), agreement.client().name(), "side-client"));
        for (var provider : agreement.providers()) all.add(new Side(provider.key(), provider.name(), "side-" + ((all.size() - 1) % 4 + 1)));
        return new Sides(all);
    }

    Side of(Party party) {
        return all.stream().filter(side -> side.key.equals(party.key())).findFirst().orElseThrow();
    }
}
