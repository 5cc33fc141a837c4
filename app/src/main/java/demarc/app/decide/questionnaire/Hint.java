package demarc.app.decide.questionnaire;

import java.util.ArrayList;
import java.util.List;

/// What the answers suggest for one service.
///
/// @param service its key in the catalogue
public record Hint(String service, String title, String says, String question) {

    static List<Hint> in(Answers a) {
        var hints = new ArrayList<Hint>();
        if (a.is("Q07", 1)) hints.add(new Hint("cybersecurity", "Security monitoring", "a provider, as the skill is missing in-house", "Q07"));
        if (a.is("Q08", 1)) {
            hints.add(new Hint("cloud", "Cloud", "a provider, as the skill is missing in-house", "Q08"));
            hints.add(new Hint("identity", "Identity and access", "a provider, as the skill is missing in-house", "Q08"));
        }
        if (a.is("Q09", 1)) hints.add(new Hint("compliance", "Compliance", "a provider gathers the proof; you sign", "Q09"));
        if (a.is("Q10", 1)) {
            hints.add(new Hint("network-monitoring", "Network monitoring", "a provider, as the skill is missing in-house", "Q10"));
            hints.add(new Hint("backup", "Backup", "a provider, as the skill is missing in-house", "Q10"));
        }
        if (a.is("Q06", 2)) hints.add(new Hint("help-desk", "Help desk", "a provider on call outside business hours", "Q06"));
        if (a.is("Q06", 3)) hints.add(new Hint("help-desk", "Help desk", "a provider outside business hours, around the clock", "Q06"));
        if (a.is("Q05", 3)) hints.add(new Hint("help-desk", "Help desk", "a provider for the first line, as support takes most of the day", "Q05"));
        if (a.is("Q04", 3)) hints.add(new Hint("projects", "Projects", "a provider, as planned work slips", "Q04"));
        if (a.is("Q26", 3)) hints.add(new Hint("documentation", "Documentation", "a provider writes down what is in heads", "Q26"));
        return List.copyOf(hints);
    }
}
