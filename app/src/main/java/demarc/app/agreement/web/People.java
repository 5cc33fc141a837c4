package demarc.app.agreement.web;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Names for ids, as far as the reader may know them.
@Component
@Transactional(readOnly = true)
class People {

    private final Directory directory;

    People(Directory directory) {
        this.directory = directory;
    }

    public Map<Integer, String> names(Collection<Integer> ids) {
        return directory.people(ids).stream().collect(Collectors.toMap(Person::id, Person::name));
    }

    public Map<Integer, String> parties() {
        return directory.parties().stream().collect(Collectors.toMap(party -> party.id(), party -> party.name()));
    }
}
