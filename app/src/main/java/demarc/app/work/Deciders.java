package demarc.app.work;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import demarc.app.platform.Role;
import demarc.app.work.Fact.Decider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The people behind a decider of the agreement: the holder of the post, then the deputies; the party's managers while nobody holds it.
/// Nobody decides what they asked for themselves, not as a deputy either.
@Component
class Deciders {
    private static final Set<Role> MANAGERS = Set.of(Role.SERVICE_MANAGER, Role.IT_MANAGER, Role.EXECUTIVE);

    private final Directory directory;
    private final Known known;

    Deciders(Directory directory, Known known) {
        this.directory = directory;
        this.known = known;
    }

    /// In the order in which they are asked.
    List<Person> of(Decider decider) {
        var team = decider.team();
        if (team != null) return directory.membersOf(team);
        var holder = directory.findPerson(decider.party(), decider.post()).filter(Person::active).orElse(null);
        if (holder == null) return directory.peopleOf(decider.party()).stream().filter(person -> MANAGERS.contains(person.role())).toList();
        var people = new ArrayList<Person>(List.of(holder));
        var deputyPost = decider.deputy();
        if (deputyPost != null) directory.findPerson(decider.party(), deputyPost).ifPresent(people::add);
        var deputy = holder.deputy();
        if (deputy != null) directory.findPerson(deputy).ifPresent(people::add);
        return people.stream().filter(Person::active).distinct().toList();
    }

    boolean anyBut(@Nullable Integer asker, Decider decider) {
        return of(decider).stream().anyMatch(person -> asker == null || person.id() != asker);
    }

    boolean isOne(Actor actor, Decider decider) {
        var team = decider.team();
        if (team != null) return actor.isIn(team);
        return actor.party().id() == decider.party() && of(decider).stream().anyMatch(person -> person.id() == actor.personId());
    }

    /// Stands in for somebody else.
    boolean isDeputy(Actor actor, Decider decider) {
        return decider.team() == null && of(decider).stream().findFirst().filter(person -> person.id() != actor.personId()).isPresent();
    }

    /// `Ines Duarte or Tom Reyes (it-manager of Ridgeline)`.
    String words(Decider decider) {
        if (decider.team() != null) return "%s of %s".formatted(known.teamName(decider.team()), known.partyName(decider.party()));
        var people = of(decider).stream().map(Person::name).collect(Collectors.joining(" or "));
        return "%s (%s of %s)".formatted(people.isEmpty() ? "nobody yet" : people, decider.post(), known.partyName(decider.party()));
    }
}
