package demarc.core.agreement;

import org.jspecify.annotations.Nullable;

/// What is promised for one priority.
///
/// @param update            how often the requester hears something, or null
/// @param clock             name of the hours the promise runs on
/// @param attainmentPercent share of tickets that must be in time
/// @param at                where the text says so; null for a level made without a text
public record ServiceLevel(
        Target respond, Target resolve, @Nullable Target update, String clock, int attainmentPercent, @Nullable Place at) {

    public ServiceLevel {
        if (attainmentPercent < 0 || attainmentPercent > 100)
            throw new IllegalArgumentException("a target of (%d%%) must lie between 0%% and 100%%".formatted(attainmentPercent));
    }

    public ServiceLevel(Target respond, Target resolve, @Nullable Target update, String clock, int attainmentPercent) {
        this(respond, resolve, update, clock, attainmentPercent, null);
    }
}
