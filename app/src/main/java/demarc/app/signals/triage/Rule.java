package demarc.app.signals.triage;

import demarc.app.signals.Concern;
import demarc.app.signals.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client wants done with what is seen: the first rule that matches is taken, and what it does not say stays as it is.
///
/// @param source   id; null for any
/// @param thing    pattern
/// @param check    pattern
/// @param label    `name=pattern`; null for any
/// @param severity null for any
/// @param concern  whose affair it is
/// @param becomes  how bad it really is
/// @param hold     the reason why it is nobody's work
/// @param together what is called the same here and comes within the hour has one cause
public record Rule(
        @Nullable Long source, String thing, String check, @Nullable String label, @Nullable Severity severity, @Nullable Concern concern,
        @Nullable Severity becomes, @Nullable String hold, @Nullable String together) {

    /// Whatever no rule of the client's takes.
    private static final Rule USUAL = new Rule(null, "*", "*", null, null, null, null, null, null);
    static final String INFORMATION = "Only information";
    /// Low is for the log (domain 7.1), where there is as much of it as in security.
    static final String SECURITY_LOG = "Low security alerts are only logged";

    /// What it matches and does, in a line.
    String words() {
        return "%s on %s: %s".formatted(check, thing, hold != null ? "held, " + hold : together != null ? "together, " + together : becomes != null ? "becomes " + becomes
                : concern != null ? "is about " + concern : "stays as it is");
    }

    /// What a form that was shown a while ago says it is about: the list may have moved since.
    public String print() {
        return Integer.toHexString(toString().hashCode());
    }

    boolean matches(Seen seen) {
        return matches(seen.source(), seen.thing(), seen.check(), seen.severity(), seen.labels());
    }

    /// @param labels may be empty when no rule asks
    boolean matches(long source, String thing, String check, Severity severity, Map<String, String> labels) {
        return (this.source == null || this.source == source) && (this.severity == null || this.severity == severity)
                && Glob.matches(this.thing, thing) && Glob.matches(this.check, check) && (label == null || hasLabel(labels));
    }

    private boolean hasLabel(Map<String, String> labels) {
        var split = label == null ? -1 : label.indexOf('=');
        if (split < 0) return labels.containsKey(label);
        var value = labels.get(label.substring(0, split));
        return value != null && Glob.matches(label.substring(split + 1), value);
    }

    /// The condition as the first matching rule wants it.
    static Seen apply(List<Rule> rules, Seen seen) {
        for (var rule : rules) if (rule.matches(seen)) return rule.on(seen);
        return USUAL.on(seen);
    }

    private Seen on(Seen seen) {
        var severe = becomes == null ? seen.severity() : becomes;
        var about = concern == null ? seen.concern() : concern;
        // What is critical in security goes on while one waits: the decision to contain it is asked for first.
        if (concern == null && about == Concern.SECURITY && severe == Severity.CRITICAL) about = Concern.CONTAINMENT;
        var why = hold;
        if (why == null && becomes == null && about == Concern.SECURITY && severe == Severity.LOW) why = SECURITY_LOG;
        if (why == null && severe == Severity.INFO) why = INFORMATION;
        return seen.ruled(about, severe, why, together);
    }
}
