package demarc.app.work;

import demarc.core.agreement.Agreement.DecisionKind;

/// ITIL's three kinds of change, each with its own decider.
public enum ChangeType {
    STANDARD(DecisionKind.STANDARD_CHANGE), NORMAL(DecisionKind.NORMAL_CHANGE), EMERGENCY(DecisionKind.EMERGENCY_CHANGE);

    private final DecisionKind decision;

    ChangeType(DecisionKind decision) {
        this.decision = decision;
    }

    DecisionKind decision() {
        return decision;
    }
}
