package demarc.core.agreement;

import org.jspecify.annotations.Nullable;

/// One thing that is not the same in two agreements.
///
/// @param subject  what it is about: activities, a priority, a name
/// @param when     the cases it holds for, or null for all
/// @param before   null when it is new
/// @param after    null when it is gone
/// @param note     what it amounts to ("48 h a week", "tighter"), or null
/// @param older    where the older text says so, or null
/// @param newer    where the newer text says so, or null
public record Difference(
        Kind kind,
        String subject,
        @Nullable String when,
        @Nullable String before,
        @Nullable String after,
        @Nullable String note,
        @Nullable Place older,
        @Nullable Place newer) {

    /// In the order in which a reader wants to know.
    public enum Kind {
        TERM("Terms"),
        SERVICE("Services"),
        RESPONSIBLE("Who does the work"),
        ACCOUNTABLE("Who answers for it"),
        PART("Who helps, is asked and is told"),
        ESCALATION("Escalation"),
        DECISION("Who decides"),
        PROMISE("Promises"),
        FEE("Fees"),
        PARTY("Parties"),
        TEAM("Teams"),
        PERSON("People"),
        SITE("Sites"),
        HOURS("Hours");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// `patching/servers, Saturday and Sunday: it-team → service-desk (48 h a week)`.
    public String sentence() {
        var text = new StringBuilder(subject);
        if (when != null) text.append(", ").append(when);
        text.append(": ");
        if (before == null) text.append("new, ").append(after);
        else if (after == null) text.append("gone, was ").append(before);
        else text.append(before).append(" → ").append(after);
        if (note != null) text.append(" (").append(note).append(")");
        return text.toString();
    }

    @Override
    public String toString() {
        return sentence();
    }
}
