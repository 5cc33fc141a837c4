package demarc.app.work;

import demarc.core.agreement.Priority;

/// How many are affected (impact), or how much it hurts (urgency).
public enum Scale {
    HIGH, MEDIUM, LOW;

    /// The matrix of the trade: both high is P1, each step down one side costs one.
    static Priority priority(Scale impact, Scale urgency) {
        return Priority.values()[Math.min(impact.ordinal() + urgency.ordinal(), Priority.P4.ordinal())];
    }
}
