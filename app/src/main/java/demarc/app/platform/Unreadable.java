package demarc.app.platform;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// What is wrong with a body, in the sender's words: which field, what it holds, what it may hold.
///
/// @param field null when the body as a whole cannot be read
record Unreadable(@Nullable String field, String detail) {
    static Unreadable of(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof DatabindException bad && !bad.getPath().isEmpty()) return of(path(bad), bad);
        var deepest = failure;
        while (deepest.getCause() != null) deepest = deepest.getCause();
        if (deepest instanceof MismatchedInputException) return new Unreadable(null, "The request's body must be a JSON object.");
        var says = deepest instanceof JacksonException bad ? bad.getOriginalMessage() : deepest.getMessage();
        return new Unreadable(null, "The request's body cannot be read: " + (says == null ? "it is empty" : says.lines().findFirst().orElse("it is empty")));
    }

    private static Unreadable of(String field, DatabindException bad) {
        return new Unreadable(field, switch (bad) {
            case UnrecognizedPropertyException unknown -> "There is no field '%s'. There are: %s.".formatted(field,
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", ")));
            case InvalidFormatException wrong -> "The field '%s' cannot be '%s'; it wants %s.".formatted(field, wrong.getValue(), wanted(wrong.getTargetType()));
            case MismatchedInputException other when other.getOriginalMessage().contains("NUL") -> "The field '%s' cannot be kept: %s.".formatted(field, other.getOriginalMessage());
            case MismatchedInputException other -> "The field '%s' wants %s.".formatted(field, wanted(other.getTargetType()));
            default -> "The field '%s' cannot be read.".formatted(field);
        });
    }

    private static String path(DatabindException bad) {
        return bad.getPath().stream().map(step -> step.getPropertyName() == null ? "[%d]".formatted(step.getIndex()) : "." + step.getPropertyName())
                .collect(Collectors.joining()).replaceFirst("^\\.", "");
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) return "something else";
        if (type == String.class) return "a text";
        if (type.isEnum()) return "one of " + Arrays.stream(type.getEnumConstants()).map(each -> ((Enum<?>) each).name()).collect(Collectors.joining(", "));
        if (type == boolean.class || type == Boolean.class) return "true or false";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "a number";
        if (Temporal.class.isAssignableFrom(type)) return "a moment such as 2026-07-14T09:30:00Z";
        if (Collection.class.isAssignableFrom(type)) return "a list";
        return "an object";
    }
}
