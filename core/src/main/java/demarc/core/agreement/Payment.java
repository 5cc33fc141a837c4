package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Finding.Related;
import demarc.core.agreement.Space.Ground;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each provider's work has exactly one price. `unpaid`: no fee covers it; `paid-twice`: two do; `rm-08`: the provider that answers for it
/// is paid by none of them, so it has no contract here. Two providers that share an activity may each have a fee for it.
final class Payment {

    private final Space space;
    private final Agreement agreement;
    private final Map<String, List<Fee>> feesByKey = new HashMap<>();
    private final Map<Party, List<Activity>> unpaid = new LinkedHashMap<>();
    private final Map<List<Fee>, List<Activity>> twice = new LinkedHashMap<>();
    private final Map<Party, List<Activity>> withoutContract = new LinkedHashMap<>();

    private Payment(Space space) {
        this.space = space;
        this.agreement = space.agreement();
        for (var fee : agreement.fees()) for (var key : new LinkedHashSet<>(fee.covers())) Words.into(feesByKey, key, fee);
    }

    static List<Finding> check(Space space) {
        var payment = new Payment(space);
        for (var ground : space.grounds()) for (var activity : ground.activities()) payment.look(ground, activity);
        return payment.findings();
    }

    /// Fees that cover an activity, by its own key or its service's.
    private List<Fee> covering(Activity activity) {
        var fees = new ArrayList<>(feesByKey.getOrDefault(activity.service(), List.of()));
        for (var fee : feesByKey.getOrDefault(activity.key(), List.of())) if (!fees.contains(fee)) fees.add(fee);
        return fees;
    }

    private void look(Ground ground, Activity activity) {
        var providers = Space.providersOf(ground, activity);
        var fees = covering(activity);
        if (providers.isEmpty()) return;
        if (fees.isEmpty()) {
            Words.into(unpaid, providers.getFirst(), activity);
            return;
        }
        for (var claim : activity.accountable())
            if (!claim.party().isClient() && fees.stream().noneMatch(fee -> fee.payee().equals(claim.party())))
                Words.into(withoutContract, claim.party(), activity);
        var pair = sharedPrice(fees, working(ground));
        if (!pair.isEmpty()) Words.into(twice, pair, activity);
    }

    private static Set<Party> working(Ground ground) {
        var parties = new LinkedHashSet<Party>();
        for (var share : ground.shares()) {
            parties.add(share.rule().responsible().party());
            for (var helper : share.rule().helpers()) parties.add(helper.party());
        }
        return parties;
    }

    /// Two fees for the same work: to one payee, or to two that do not both work on it.
    private static List<Fee> sharedPrice(List<Fee> fees, Set<Party> working) {
        for (int i = 0; i < fees.size(); i++)
            for (int j = i + 1; j < fees.size(); j++) {
                var one = fees.get(i).payee();
                var other = fees.get(j).payee();
                if (one.equals(other) || !working.contains(one) || !working.contains(other)) return List.of(fees.get(i), fees.get(j));
            }
        return List.of();
    }

    private List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        unpaid.forEach((provider, activities) -> findings.add(unpaid(provider, activities)));
        twice.forEach((fees, activities) -> findings.add(Finding.error(
                "paid-twice",
                fees.get(1).at(),
                "Two fees cover %s: %s.".formatted(Words.activities(activities, agreement), Words.list(fees.stream().map(Bill::inWords).toList())),
                null,
                "Take %s out of the `covers:` of one of them.".formatted(Words.list(keys(activities))),
                new Related(fees.getFirst().at(), "the other fee"))));
        withoutContract.forEach((provider, activities) -> findings.add(Finding.error(
                "rm-08",
                activities.getFirst().accountable().getFirst().at(),
                "%s is accountable for %s, but every fee for it goes to somebody else: a third party without a contract here may do the work, not answer for it."
                        .formatted(provider.key(), Words.activities(activities, agreement)),
                null,
                "Make the party that is paid accountable, or add a fee: - { flat: 1000 USD per month, to: %s, covers: [ %s ] }"
                        .formatted(provider.key(), String.join(", ", keys(activities))),
                new Related(covering(activities.getFirst()).getFirst().at(), "the fee that covers it"))));
        return findings;
    }

    private Finding unpaid(Party provider, List<Activity> activities) {
        var keys = keys(activities);
        var first = activities.getFirst();
        var service = agreement.services().get(first.service());
        boolean whole = service != null && keys.getFirst().equals(service.key());
        return Finding.error(
                "unpaid",
                whole ? service.at() : first.at(),
                "No fee covers %s, where %s works.".formatted(Words.activities(activities, agreement), provider.key()),
                keys.size() > 1 ? "services " + Words.list(keys) : null,
                "Add it to the `covers:` of a fee, or a fee of its own: - { flat: 1000 USD per month, to: %s, covers: [ %s ] }"
                        .formatted(provider.key(), String.join(", ", keys)),
                new Related(provider.at(), "the provider"));
    }

    /// The shortest way to name these activities under `covers:`.
    private List<String> keys(List<Activity> activities) {
        var byService = new LinkedHashMap<String, List<Activity>>();
        for (var activity : activities) Words.into(byService, activity.service(), activity);
        var keys = new ArrayList<String>();
        byService.forEach((key, some) -> {
            var service = agreement.services().get(key);
            if (service != null && service.activities().size() == some.size()) keys.add(key);
            else some.forEach(activity -> keys.add(activity.key()));
        });
        return keys;
    }
}
