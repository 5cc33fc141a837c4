package demarc.app.directory;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/// What differs between two states of a record, for the audit log: `title: CFO → CEO, phone: none → 555-0100`.
final class Changed {
    private Changed() {}

    static <R extends Record> String between(R before, R after) {
        return Arrays.stream(before.getClass().getRecordComponents()).filter(part -> !Objects.equals(of(part, before), of(part, after)))
                .map(part -> "%s: %s → %s".formatted(part.getName(), words(of(part, before)), words(of(part, after)))).collect(Collectors.joining(", "));
    }

    private static Object words(Object value) {
        return value == NONE ? "none" : value;
    }

    private static final Object NONE = new Object();

    private static Object of(RecordComponent part, Record record) {
        try {
            return Objects.requireNonNullElse(part.getAccessor().invoke(record), NONE);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("component (%s) of (%s)".formatted(part, record), e);
        }
    }
}
