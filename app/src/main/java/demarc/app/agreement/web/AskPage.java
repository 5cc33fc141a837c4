package demarc.app.agreement.web;

import demarc.core.agreement.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One case, asked and answered.
///
/// @param at     local time where the client is, as a form field writes it: `2026-07-04T22:10`
/// @param answer null before anything is asked, or when the question cannot be read
public record AskPage(Frame frame, Sides sides, List<Agreement.Service> services, List<Agreement.Site> sites, String activity, String priority, String site, String at, String zone, @Nullable String problem, @Nullable Answer answer) {

    /// @param next in words: "until Mon 8 Jan, 08:00; then IT team"
    public record Answer(
            String activity, String code, String when, String priority, String responsible, String party, String css, String accountable, String accountableCss, List<String> helpers, List<String> consulted, List<String> informed,
            String respondBy, String resolveBy, String clock, String next, List<Step> escalation, @Nullable Deciding decision, String line, String quote, String address) {}

    public record Step(String to, String at) {}

    public record Deciding(String kind, String by, String holder, String deadline, String then, String line, String address) {}
}
