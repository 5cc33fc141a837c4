package demarc.app.agreement.web;

import demarc.core.agreement.Templates;
import java.util.List;

/// A shipped engagement template, to read and to link to.
public record TemplatePage(String name, List<TextPage.Line> lines, List<Card> others) {

    /// @param fits whom it suits, in a sentence
    public record Card(String name, String title, String fits, String provider, String client) {}

    static final List<Card> CARDS = List.of(
            new Card("fully-managed", "Fully managed", "No IT staff of your own. The provider is the whole IT department; money, law and approvals stay with you.", "Does and answers for nearly everything", "Decides on spend and policy"),
            new Card("co-managed/keep-the-desk", "Keep the desk", "Two to five IT people who know your users and applications and cannot watch the night.", "Security, monitoring, patching, backup, nights", "Help desk, applications, hardware"),
            new Card("co-managed/keep-the-strategy", "Keep the strategy", "One IT manager who leads, and needs hands.", "Desk, patching, documents, vendors", "Strategy, budget, approvals"),
            new Card("co-managed/projects-only", "Projects only", "A busy but complete IT team that wants migrations and roll-outs done by somebody else.", "Delivers projects", "Runs everything else"),
            new Card("co-managed/provider-desk", "Provider desk", "Engineers who should engineer instead of resetting passwords.", "First and second line, joiners and leavers", "Third line, infrastructure, security"),
            new Card("co-managed/nights", "Nights and weekends", "Round-the-clock need, small team: days are yours, nights the provider's.", "Nights, weekends, holidays, security", "Desk and alerts by day"),
            new Card("internal", "Internal", "A full IT team. A baseline to compare the others with, and to run by.", "None", "Does and answers for everything"));

    static TemplatePage of(String name) {
        return new TemplatePage(name, TextPage.lines(Templates.text(name)), CARDS);
    }
}
