package demarc.app.estate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// What is known of a thing besides what lists and other modules need.
///
/// @param supportedUntil LocalDate.MAX for no end known, LocalDate.MIN for an end whose day nobody wrote down
/// @param replaceWhy     a sentence
public record Detail(
        @Nullable Variant variant, @Nullable String agent, @Nullable String board, @Nullable String cpu, @Nullable Integer memoryMb, @Nullable Integer diskMb, @Nullable String firmware,
        @Nullable String build, String notes, @Nullable Long mergedInto, @Nullable String release, @Nullable LocalDate supportedUntil, @Nullable LocalDate extendedUntil,
        @Nullable String life, @Nullable LocalDate planOn, @Nullable LocalDate replaceOn, @Nullable String replaceWhy) {}
