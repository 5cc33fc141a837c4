package demarc.core.agreement;

import demarc.core.agreement.Agreement.Contact;
import demarc.core.worktime.WeeklyHours;

/// When somebody can be reached: a person's deputy stands in, so the hours of both count.
final class Reach {

    private Reach() {}

    static WeeklyHours of(Contact contact, Agreement agreement) {
        return switch (contact) {
            case Agreement.Team team -> team.hours().weekly();
            case Agreement.Person person -> {
                var deputy = person.deputy() == null ? null : agreement.people().get(person.deputy());
                yield deputy == null ? person.hours().weekly() : person.hours().weekly().or(deputy.hours().weekly());
            }
        };
    }
}
