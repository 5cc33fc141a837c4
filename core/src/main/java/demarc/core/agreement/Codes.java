package demarc.core.agreement;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Every code a finding can have, with what it means in a few words. The user guide has an entry for each, `examples/agreements/broken` a file.
public final class Codes {

    private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

    static {
        MEANINGS.put("gap", "Some case matches no rule, so nobody is responsible (RM-02, RM-05).");
        MEANINGS.put("shadowed", "A rule can never match.");
        MEANINGS.put("off-duty", "A team is responsible while it is off duty and the clock runs.");
        MEANINGS.put("unaccountable", "No party is accountable for an activity (RM-01).");
        MEANINGS.put("two-accountable", "More than one party is accountable for an activity (RM-01).");
        MEANINGS.put("model-mismatch", "The rules contradict the model that the agreement claims.");
        MEANINGS.put("dead-end-decision", "Nobody can take a decision in time, and nothing says what happens then.");
        MEANINGS.put("broken-promise", "A service level is tighter than what the teams behind it can give.");
        MEANINGS.put("unpaid", "No fee covers a provider's work.");
        MEANINGS.put("paid-twice", "Two fees cover the same work.");
        MEANINGS.put("unreachable-escalation", "An escalation comes too late, finds nobody, or is out of order.");
        MEANINGS.put("regulated", "A compliance framework asks for activities that nobody is responsible for.");
        MEANINGS.put("rm-03", "A party or a team has nobody who steps in.");
        MEANINGS.put("rm-04", "More than three are consulted before something is done.");
        MEANINGS.put("rm-06", "A site is reached by no rule.");
        MEANINGS.put("rm-07", "Money, risk, law or signatures have left the client's hands.");
        MEANINGS.put("rm-08", "A party without a contract here is accountable.");
        MEANINGS.put("rm-09", "A party is accountable without the means.");
        MEANINGS.put("rm-10", "The agreement is reviewed less often than every quarter.");
        MEANINGS.put("rm-11", "Two parties do one activity and nothing says who does which part.");
        MEANINGS.put("unknown-name", "A name that nothing in the agreement or the catalogue has.");
        MEANINGS.put("bad-unit", "An amount or a time that cannot be read.");
        MEANINGS.put("bad-date", "A date that is none.");
        MEANINGS.put("duplicate-key", "A name that is written twice.");
        MEANINGS.put("bad-value", "A value that does not fit its place.");
        MEANINGS.put("missing", "Something an agreement needs is not there.");
        MEANINGS.put("not-yaml", "The text is not YAML.");
        MEANINGS.put("too-large", "The text is larger than any agreement.");
    }

    private Codes() {}

    /// Meanings by code, the checker's first and plain mistakes last.
    public static Map<String, String> meanings() {
        return Collections.unmodifiableMap(MEANINGS);
    }
}
