package demarc.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A place in a list that somebody carries about, and may have made up.
class CursorTest {
    @Test void whatWasGivenIsReadBack() {
        var cursor = read(Cursor.of(Instant.EPOCH, LocalDate.EPOCH, 7), 3);
        assertThat(cursor.instant(0)).isEqualTo(Instant.EPOCH);
        assertThat(cursor.date(1)).isEqualTo(LocalDate.EPOCH);
        assertThat(cursor.number(2)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z", "+999999999-01-01", "-0044-03-15", "99999999999999999999"})
    void whatWasMadeUpIsRefusedAndNotAsked(String part) {
        for (var as : java.util.List.<Function<Cursor, Object>>of(c -> c.instant(0), c -> c.date(0), c -> c.number(0)))
            assertThatThrownBy(() -> as.apply(read(Cursor.of(part), 1))).isInstanceOf(Refused.class).hasMessageContaining("Begin without one");
    }

    @Test void textThatCannotBeKeptIsNoPartOfOne() {
        assertThatThrownBy(() -> read(Cursor.of("a\0b"), 1)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> read(Cursor.of("a", "b"), 1)).isInstanceOf(Refused.class);
    }

    private static Cursor read(Cursor cursor, int parts) {
        return Objects.requireNonNull(Cursor.parse(cursor.toString(), parts));
    }
}
