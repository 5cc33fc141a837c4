package demarc.app.agreement;

import demarc.app.directory.Client;
import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Party;
import demarc.core.agreement.Agreement;
import demarc.core.agreement.Agreement.Contact;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Who holds the posts that an agreement names.
@Component
public class Holders {

    private final Directory directory;
    private final Fit fit;

    Holders(Directory directory, Fit fit) {
        this.directory = directory;
        this.fit = fit;
    }

    /// The holder's name for each contact; empty for a team, and for a post that nobody holds.
    @Transactional(readOnly = true)
    public Function<Contact, String> of(Client client, Agreement agreement) {
        var parties = fit.parties(client, agreement);
        var names = new HashMap<Contact, String>();
        var known = new HashMap<Integer, Map<String, String>>();
        for (var post : agreement.people().values())
            if (parties.of(post.party()) instanceof Party party) {
                var people = known.computeIfAbsent(party.id(), id -> directory.peopleOf(id).stream().collect(Collectors.toMap(Person::key, Person::name)));
                names.put(post, people.getOrDefault(post.key(), ""));
            }
        return contact -> names.getOrDefault(contact, "");
    }
}
