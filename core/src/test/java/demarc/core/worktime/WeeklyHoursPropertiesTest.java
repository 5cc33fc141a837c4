package demarc.core.worktime;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WeeklyHoursPropertiesTest {

    @Property(tries = 500)
    void textReadsBack(@ForAll("hours") WeeklyHours hours) {
        assertThat(WeeklyHours.parse(hours.toString())).isEqualTo(hours);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void hoursAreASetOfMinutes(@ForAll("hours") WeeklyHours a, @ForAll("hours") WeeklyHours b) {
        for (int slot = 0; slot < Week.SLOTS; slot++) {
            assertThat(a.and(b).openAt(slot)).isEqualTo(a.openAt(slot) && b.openAt(slot));
            if (slot % 97 == 0) {
                assertThat(a.or(b).openAt(slot)).isEqualTo(a.openAt(slot) || b.openAt(slot));
                assertThat(a.minus(b).openAt(slot)).isEqualTo(a.openAt(slot) && !b.openAt(slot));
            }
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void theAlgebraKeepsItsLaws(@ForAll("hours") WeeklyHours a, @ForAll("hours") WeeklyHours b, @ForAll("hours") WeeklyHours c) {
        assertThat(a.or(b).complement()).isEqualTo(a.complement().and(b.complement()));
        assertThat(a.and(b.or(c))).isEqualTo(a.and(b).or(a.and(c)));
        assertThat(a.minus(b)).isEqualTo(a.and(b.complement()));
        assertThat(a.complement().complement()).isEqualTo(a);
        assertThat(a.overlaps(b)).isEqualTo(!a.and(b).isEmpty());
        assertThat(a.minutes() + a.complement().minutes()).isEqualTo(Week.SLOTS);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void rangesCoverJustTheOpenMinutes(@ForAll("hours") WeeklyHours hours) {
        assertThat(hours.ranges().stream().mapToInt(WeeklyHours.Span::minutes).sum()).isEqualTo(hours.minutes());
        assertThat(hours.ranges()).allSatisfy(span -> assertThat(hours.openAt(span.from())).isTrue());
    }

    @Provide
    Arbitrary<WeeklyHours> hours() {
        return SomeHours.any();
    }
}
