package demarc.core.agreement;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Contact;
import demarc.core.agreement.Agreement.DecisionKind;
import demarc.core.agreement.Agreement.DecisionRule;
import demarc.core.agreement.Agreement.Party;
import demarc.core.agreement.Agreement.TimeOut;
import demarc.core.agreement.Finding.Related;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `rm-07`: spend, risk acceptance, legal and regulator notice and signed attestations stay with the client in every model. A provider may
/// decide within a limit; what lies above it, policy and contracts are the client's, and silence does not hand them over.
final class ClientsOwn {

    /// Activities of the catalogue that are such acts: notice (SEC-06), exceptions and risk (SEC-08, PAT-08, VCI-05), money and
    /// contracts (HWL-04, VEN-04, PRJ-03), attestations (CMP-09, VCI-08).
    private static final Set<String> RESERVED =
            Set.of("SEC-06", "SEC-08", "PAT-08", "VCI-05", "HWL-04", "VEN-04", "PRJ-03", "CMP-09", "VCI-08");

    private ClientsOwn() {}

    static List<Finding> check(Space space) {
        var findings = new ArrayList<Finding>();
        findings.addAll(activities(space));
        var agreement = space.agreement();
        for (var kind : List.of(DecisionKind.SPEND, DecisionKind.POLICY, DecisionKind.VENDOR_COMMITMENT)) {
            var rules = agreement.decisions().getOrDefault(kind, List.of());
            if (rules.isEmpty()) continue;
            var rule = rules.getLast();
            var finding = decision(space, kind, rule);
            if (finding != null) findings.add(finding);
        }
        return findings;
    }

    private static List<Finding> activities(Space space) {
        var byParty = new LinkedHashMap<Party, List<Activity>>();
        for (var ground : space.grounds())
            for (var activity : ground.activities())
                for (var claim : activity.accountable())
                    if (!claim.party().isClient() && RESERVED.contains(activity.code())) Words.into(byParty, claim.party(), activity);
        var findings = new ArrayList<Finding>();
        byParty.forEach((party, activities) -> findings.add(Finding.error(
                "rm-07",
                activities.getFirst().accountable().getFirst().at(),
                "%s is accountable for %s, which only the client can answer for: money, risk, law and signatures stay with the client."
                        .formatted(party.key(), Words.activities(activities, space.agreement())),
                Words.list(activities.stream().limit(3).map(Activity::title).toList()),
                "Write for it: accountable: client (%s may still do the work).".formatted(party.key()),
                new Related(activities.getFirst().at(), "the activity"))));
        return findings;
    }

    /// The last rule of a kind holds for the largest amounts.
    private static @Nullable Finding decision(Space space, DecisionKind kind, DecisionRule rule) {
        var by = rule.by();
        if (by == null) {
            var provider = space.grounds().stream()
                    .flatMap(ground -> ground.shares().stream())
                    .map(share -> share.rule().responsible())
                    .filter(team -> !team.party().isClient())
                    .findFirst();
            return provider.isEmpty() ? null : handedOver(kind, rule, "whoever does the work decides, which may be " + provider.get().key(), provider.get());
        }
        if (!by.party().isClient()) return handedOver(kind, rule, "%s of %s decides".formatted(by.key(), by.party().key()), by);
        return switch (rule.then()) {
            case TimeOut.Proceed _ -> handedOver(kind, rule, "when %s is silent it proceeds".formatted(by.key()), by);
            case TimeOut.Escalate escalate when !escalate.to().party().isClient() ->
                handedOver(kind, rule, "when %s is silent, %s of %s decides".formatted(by.key(), escalate.to().key(), escalate.to().party().key()), escalate.to());
            case TimeOut.Escalate _, TimeOut.Refuse _ -> null;
            case null -> null;
        };
    }

    private static Finding handedOver(DecisionKind kind, DecisionRule rule, String how, Contact who) {
        return Finding.error(
                "rm-07",
                rule.at(),
                "%s%s leaves the client's hands: %s."
                        .formatted(sentence(kind), kind == DecisionKind.SPEND ? rule.upTo() == null ? " of any amount" : " up to " + rule.upTo() : "", how),
                null,
                "Let a person of the client decide: by: PERSON, within: 3 working days, then: refuse",
                new Related(who.at(), who.key()));
    }

    private static String sentence(DecisionKind kind) {
        var words = kind.written().replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
