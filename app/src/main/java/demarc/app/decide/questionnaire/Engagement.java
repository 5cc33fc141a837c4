package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A shipped template of an agreement that fits the answers.
///
/// @param template its key in `demarc.core.agreement.Templates`
public record Engagement(String template, String title, String why) {

    private static final Map<String, String> TITLES = Map.of(
            "internal", "Internal", "fully-managed", "Fully managed", "co-managed/keep-the-desk", "Keep the desk", "co-managed/keep-the-strategy", "Keep the strategy",
            "co-managed/projects-only", "Projects only", "co-managed/provider-desk", "Provider desk", "co-managed/nights", "Nights and weekends");

    private static Engagement of(String template, String why) {
        return new Engagement(template, title(template), why);
    }

    /// What a shipped template is called.
    public static String title(String template) {
        var title = TITLES.get(template);
        if (title == null) throw new IllegalArgumentException("no template (%s)".formatted(template));
        return title;
    }

    /// The templates of an arrangement that fit, the best first; never none.
    static List<Engagement> of(Arrangement model, Answers answers) {
        return switch (model) {
            case IN_HOUSE -> List.of(of("internal", "Your own people do everything; the agreement is the rule they work by."));
            case FULLY_MANAGED -> List.of(of("fully-managed", "The provider is the whole IT department; money, law and approvals stay with you."));
            case CO_MANAGED -> shared(answers);
        };
    }

    /// One person leads rather than serves, so that comes first; then what is missing decides.
    private static List<Engagement> shared(Answers a) {
        var fit = new ArrayList<Engagement>();
        if (a.is("Q01", 3)) fit.add(of("co-managed/keep-the-strategy", "One IT person leads; the provider runs desk, updates, documents and vendors."));
        if (a.is("Q07", 1, 2) || a.is("Q06", 3)) {
            var need = a.is("Q07", 1, 2) && a.is("Q06", 3) ? "Security skill and cover around the clock are" : a.is("Q06", 3) ? "Cover around the clock is" : "Security skill is";
            fit.add(of("co-managed/keep-the-desk", need + " what your team lacks; your people keep the desk and the applications."));
        }
        if (a.is("Q20", 3) && a.is("Q04", 1)) fit.add(of("co-managed/projects-only", "Daily work is under control and several projects are coming; the provider delivers those."));
        if (a.is("Q05", 3) && a.is("Q07", 3)) fit.add(of("co-managed/provider-desk", "Support takes your engineers' day and their skill is strong; the provider takes the first and second line."));
        if (a.is("Q06", 3) && a.is("Q01", 3, 4)) fit.add(of("co-managed/nights", "Days stay with your small team, nights and weekends go to the provider."));
        if (fit.isEmpty()) fit.add(of("co-managed/keep-the-desk", "Nothing in the answers asks for another; it is the most common way to share."));
        return List.copyOf(fit);
    }
}
