package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Finding.Related;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `model-mismatch`: the claim of `model:` held against the rules.
///
/// Under *fully managed* the activities that the catalogue keeps with the client in every model (approvals, money, law, attestations) stay
/// with it: rm-07 asks for that, and they are the client's decisions on spend and policy in the form of activities.
final class ModelClaim {

    private static final int LISTED = 4;

    private final Space space;
    private final Agreement agreement;
    private final List<Finding> findings = new ArrayList<>();

    private ModelClaim(Space space) {
        this.space = space;
        this.agreement = space.agreement();
    }

    static List<Finding> check(Space space) {
        var claim = new ModelClaim(space);
        switch (space.agreement().model()) {
            case FULLY_MANAGED -> claim.fullyManaged();
            case CO_MANAGED -> claim.coManaged();
            case INTERNAL -> claim.internal();
        }
        return claim.findings;
    }

    private void fullyManaged() {
        var clientAnswers = new ArrayList<Activity>();
        for (var ground : space.grounds())
            for (var activity : ground.activities())
                if (!clientsOwn(activity) && activity.accountable().stream().anyMatch(one -> one.party().isClient())) clientAnswers.add(activity);
        if (!clientAnswers.isEmpty())
            add(
                    "model: fully-managed, but the client is accountable for %s.".formatted(Words.activities(clientAnswers, agreement)),
                    Words.list(clientAnswers.stream().limit(LISTED).map(Activity::key).toList()) + (clientAnswers.size() > LISTED ? " …" : ""),
                    "Make a provider accountable for these, or write model: co-managed",
                    clientAnswers.stream().map(activity -> new Related(activity.accountable().getFirst().at(), "accountable: client")).toList());

        var clientWorks = cases(party -> party.isClient(), true);
        if (!clientWorks.isEmpty()) add("fully-managed", "the client's teams are responsible", clientWorks, "Give these cases to a provider's team, or write model: co-managed");

        for (var rules : agreement.decisions().values())
            for (var rule : rules)
                if (!clientMayDecide(rule.kind()) && clientDecides(rule))
                    add(
                            "model: fully-managed, but the client decides on %s: it keeps spend, policy and normal changes only.".formatted(rule.kind().written()),
                            null,
                            "Write %s: { by: responsible }, or model: co-managed".formatted(rule.kind().written()),
                            List.of(new Related(rule.at(), "decided here")));
    }

    private static boolean clientsOwn(Activity activity) {
        return Catalogue.findActivity(activity.key()).map(Catalogue.Activity::clients).orElse(false);
    }

    private static boolean clientDecides(DecisionRule rule) {
        return rule.by() != null && rule.by().party().isClient()
                || rule.then() instanceof TimeOut.Escalate escalate && escalate.to().party().isClient();
    }

    /// A vendor commitment is spend with a signature.
    private static boolean clientMayDecide(DecisionKind kind) {
        return switch (kind) {
            case SPEND, POLICY, NORMAL_CHANGE, VENDOR_COMMITMENT -> true;
            case STANDARD_CHANGE, EMERGENCY_CHANGE, ACCESS, CONTAINMENT, RESTORE -> false;
        };
    }

    private void coManaged() {
        var client = cases(Agreement.Party::isClient, false);
        var provider = cases(party -> !party.isClient(), false);
        if (!client.isEmpty() && !provider.isEmpty() || client.isEmpty() && provider.isEmpty()) return;
        var idle = client.isEmpty() ? "the client's teams are" : "no provider's team is";
        add(
                "model: co-managed, but %s responsible in %s case.".formatted(idle, client.isEmpty() ? "no" : "any"),
                (client.isEmpty() ? provider : client).witness() + ": always " + (client.isEmpty() ? "a provider" : "the client"),
                client.isEmpty() ? "Write model: fully-managed, or name a team of the client in a rule." : "Write model: internal, or name a provider's team in a rule.",
                List.of());
    }

    private void internal() {
        var provider = cases(party -> !party.isClient(), false);
        if (!provider.isEmpty()) add("internal", "a provider's teams are responsible", provider, "Give these cases to a team of the client, or write model: co-managed");
    }

    /// Cases whose responsible team belongs to such a party.
    private Cases cases(Predicate<Agreement.Party> party, boolean butClientsOwn) {
        var cases = new Cases();
        for (var ground : space.grounds()) {
            var activities = butClientsOwn ? ground.activities().stream().filter(activity -> !clientsOwn(activity)).toList() : ground.activities();
            if (activities.isEmpty()) continue;
            var some = new Space.Ground(ground.service(), activities, ground.rules(), ground.cells(), ground.shares(), ground.open());
            for (var share : ground.shares())
                if (party.test(share.rule().responsible().party())) cases.add(some, share.rule(), share.cell(), share.minutes());
        }
        return cases;
    }

    private void add(String model, String what, Cases cases, String hint) {
        var related = new ArrayList<Related>();
        related.add(new Related(cases.firstRule(), "responsible here"));
        for (var rule : cases.otherRules().stream().limit(LISTED - 1).toList()) related.add(new Related(rule, "and here"));
        add("model: %s, but %s for %s.".formatted(model, what, Words.activities(cases.activities(), agreement)), cases.witness(), hint, related);
    }

    private void add(String message, @Nullable String witness, String hint, List<Related> related) {
        findings.add(Finding.error(
                "model-mismatch", agreement.modelAt(), message, witness, hint, related.stream().distinct().limit(LISTED).toArray(Related[]::new)));
    }
}
