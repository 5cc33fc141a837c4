package demarc.app.signals.checks.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import demarc.app.platform.Refused;
import demarc.app.signals.checks.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    private static final Instant START = Instant.parse("2026-11-24T02:00:00Z");

    @TempDir private Path place;
    private final List<String> said = new ArrayList<>();

    /// Each look is named by its number; a capital is a change.
    private void see(Memory memory, String... looks) {
        for (var look : looks) memory.add(new Order.Look(1, START, "UP", 1, look, null, null), Character.isUpperCase(look.charAt(0)));
    }

    private static List<String> waiting(Memory memory) {
        return memory.first(1_000).looks().stream().map(Order.Look::words).toList();
    }

    private Memory memory(int most) {
        return Memory.in(place, "key", said::add, most);
    }

    @Test void theOldestRepeatGoesBeforeAnyChange() {
        try (var memory = memory(4)) {
            see(memory, "A", "b", "c", "D", "e", "f");
            assertThat(waiting(memory)).containsExactly("A", "D", "e", "f");
            see(memory, "G", "H", "I");
            assertThat(waiting(memory)).as("when there are only changes, the oldest of them").containsExactly("D", "G", "H", "I");
            assertThat(memory.lost()).isEqualTo(5);
        }
    }

    @Test void anotherStartFindsWhatWasNotToldInItsOrder() {
        try (var memory = memory(4)) {
            see(memory, "A", "b", "C", "d");
            memory.told(memory.first(1));
            see(memory, "e", "f");
        }
        try (var memory = memory(4)) {
            assertThat(waiting(memory)).containsExactly("C", "d", "e", "f");
            assertThat(memory.lost()).isEqualTo(1);
            memory.told(memory.first(100));
            assertThat(memory.lost()).isZero();
        }
        try (var memory = memory(4)) {
            assertThat(waiting(memory)).isEmpty();
        }
    }

    @Test void theFileStaysSmall() throws IOException {
        try (var memory = memory(10)) {
            for (var n = 0; n < 1_000; n++) see(memory, "a");
            assertThat(Files.readAllLines(place.resolve("looks.jsonl"))).hasSizeLessThan(25);
        }
        try (var memory = memory(10)) {
            assertThat(memory.size()).isEqualTo(10);
            assertThat(memory.lost()).isEqualTo(990);
        }
    }

    @Test void halfALineIsLeftOut() throws IOException {
        try (var memory = memory(10)) {
            see(memory, "A", "B");
        }
        Files.writeString(place.resolve("looks.jsonl"), "{\"number\":3,\"chan", StandardOpenOption.APPEND);
        try (var memory = memory(10)) {
            assertThat(waiting(memory)).containsExactly("A", "B");
            assertThat(said).anyMatch(line -> line.startsWith("1 of the looks kept"));
        }
    }

    @Test void itMovesWithTheClock() {
        try (var memory = memory(10)) {
            see(memory, "A");
            memory.move(Duration.ofHours(-1));
        }
        try (var memory = memory(10)) {
            assertThat(memory.first(1).looks().getFirst().at()).isEqualTo(START.minus(Duration.ofHours(1)));
        }
    }

    @Test void ordersOpenOnlyWithTheKey() throws IOException {
        try (var memory = memory(1)) {
            memory.orders("public/community".getBytes());
            assertThat(memory.orders()).asString().isEqualTo("public/community");
        }
        assertThat(Files.readString(place.resolve("orders"))).doesNotContain("community");
        try (var other = Memory.in(place, "other key", said::add)) {
            assertThat(other.orders()).isNull();
        }
    }

    @Test void twoProbesDoNotShareAPlace() {
        try (var _ = memory(1)) {
            assertThatThrownBy(() -> memory(1)).isInstanceOf(Refused.class).hasMessageContaining("--keep");
        }
    }

    @Test void withNowhereToWriteItRemembersWhileItRuns() throws IOException {
        var file = Files.writeString(place.resolve("file"), "");
        try (var memory = Memory.in(file.resolve("below"), "key", said::add)) {
            see(memory, "A");
            assertThat(waiting(memory)).containsExactly("A");
            assertThat(said).singleElement().asString().contains("kept only while this probe runs");
        }
    }
}
