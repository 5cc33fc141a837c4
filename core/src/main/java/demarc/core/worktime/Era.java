package demarc.core.worktime;

import java.time.LocalDate;

/// The years that are kept in tables. Offsets outside are looked up in the zone's rules, only slower; public holidays are not known
/// outside (the Islamic calendar itself is not fixed further ahead), so there every date is its weekday.
final class Era {

    static final int FIRST_YEAR = 1970;
    static final int END_YEAR = 2150;
    static final long FIRST_DAY = LocalDate.of(FIRST_YEAR, 1, 1).toEpochDay();
    static final long END_DAY = LocalDate.of(END_YEAR, 1, 1).toEpochDay();
    static final long FIRST_SECOND = FIRST_DAY * 86_400;
    static final long END_SECOND = END_DAY * 86_400;

    private Era() {}
}
