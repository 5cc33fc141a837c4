package demarc.core.simulation.choice;

import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.InForce;
import demarc.core.simulation.Arrangement;
import java.util.List;

/// How many of the decisions stay inside, by the agreement's own rules: each activity waits for one kind of decision, each band of amounts counts
/// alike, and what is decided by whoever does the work follows the work.
final class Decisions {

    private final double[] fixed;
    private final double[] following;
    private final double[] managedFixed;

    Decisions(Question question, Ground ground) {
        int services = question.services().size();
        fixed = new double[services];
        following = new double[services];
        managedFixed = new double[services];
        double all = 0;
        for (int s = 0; s < services; s++) {
            var key = question.services().get(s).key();
            all += count(ground.base(), key, s, fixed, following);
            count(ground.template("fully-managed"), key, s, managedFixed, new double[services]);
        }
        for (int s = 0; s < services; s++) {
            fixed[s] /= all;
            following[s] /= all;
            managedFixed[s] /= all;
        }
    }

    private static int count(InForce agreement, String service, int s, double[] fixed, double[] following) {
        var activities = agreement.agreement().services().get(service).activities().values();
        for (var activity : activities) {
            var team = activity.rules().getFirst().responsible().key();
            boolean own = team.equals("leadership") || team.equals("crisis-leads");
            var kind = activity.decision() == null ? DecisionKind.STANDARD_CHANGE : activity.decision();
            var rules = agreement.agreement().decisions().getOrDefault(kind, List.of());
            if (rules.isEmpty()) following[s]++;
            for (var rule : rules) {
                double weight = 1.0 / rules.size();
                if (rule.by() == null) {
                    if (own) fixed[s] += weight;
                    else following[s] += weight;
                } else if (rule.by().party().isClient()) fixed[s] += weight;
            }
        }
        return activities.size();
    }

    /// @param inside share of the service's work that the internal team does
    double share(int service, double inside, Arrangement arrangement) {
        return arrangement == Arrangement.FULLY_MANAGED ? managedFixed[service] : fixed[service] + following[service] * inside;
    }
}
