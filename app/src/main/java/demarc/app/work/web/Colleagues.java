package demarc.app.work.web;

import demarc.app.directory.Directory;
import demarc.app.directory.Person;
import demarc.app.platform.Actor;
import java.util.List;

/// The people of somebody's party who work tickets.
final class Colleagues {
    private Colleagues() {}

    static List<Person> of(Actor by, Directory directory) {
        if (!by.worksTickets()) return List.of();
        return directory.peopleOf(by.party().id()).stream().filter(person -> switch (person.role()) {
            case TECHNICIAN, SERVICE_MANAGER, IT_MANAGER, ADMINISTRATOR -> true;
            case EXECUTIVE, EMPLOYEE, AUDITOR -> false;
        }).toList();
    }
}
