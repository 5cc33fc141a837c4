package demarc.core.agreement;

import java.util.ArrayList;
import java.util.List;

/// Proves an agreement, or says what stands against it: every case, promise, decision and price, and the rules of a responsibility
/// matrix. All findings of one run are reported, one for each cause.
final class Checker {

    private Checker() {}

    static List<Finding> check(Agreement agreement) {
        var space = Space.of(agreement);
        var findings = new ArrayList<Finding>();
        findings.addAll(Coverage.check(space));
        findings.addAll(Accountability.check(space));
        findings.addAll(Duty.check(space));
        findings.addAll(Promises.check(space));
        findings.addAll(Escalations.check(space));
        findings.addAll(DecisionPaths.check(space));
        findings.addAll(Payment.check(space));
        findings.addAll(ClientsOwn.check(space));
        findings.addAll(Matrix.check(space));
        findings.addAll(ModelClaim.check(space));
        findings.addAll(Regulation.check(space));
        findings.sort(null);
        return List.copyOf(findings);
    }
}
