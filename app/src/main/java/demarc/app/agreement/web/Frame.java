package demarc.app.agreement.web;

import demarc.app.directory.Client;
import demarc.core.agreement.Agreement.Model;
import demarc.core.agreement.InForce;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What surrounds each tab of a client's agreement: which text is shown, and what else there is.
///
/// @param tab     `matrix`, `week`, …
/// @param shown   what is being looked at; null when the client has no version and no readable draft
/// @param choices every text that could be shown
/// @param notice  what waits for somebody, or null
public record Frame(Client client, String tab, @Nullable Shown shown, List<Choice> choices, boolean mayDraft, boolean hasDraft, @Nullable Notice notice) {

    /// @param number null for the draft
    /// @param state  in words: "in force since 1 Jul 2026"
    public record Shown(@Nullable Integer number, String name, String state, String tone, String model, InForce inForce) {
        Lines lines(Client client) {
            return new Lines(client.key(), number, inForce.agreement());
        }
    }

    /// @param value of the parameter `version`
    public record Choice(String value, String name, boolean chosen) {}

    public record Notice(String text, String href, String action) {}

    public record Tab(String key, String label, String icon) {}

    public static final List<Tab> TABS = List.of(
            new Tab("matrix", "Matrix", "table"),
            new Tab("week", "Week", "calendar"),
            new Tab("promises", "Promises and decisions", "gavel"),
            new Tab("fees", "Fees", "coin"),
            new Tab("text", "Text", "file-text"),
            new Tab("versions", "Versions", "history"),
            new Tab("ask", "Ask", "help-circle"));

    public List<Tab> tabs() {
        return TABS;
    }

    public String path() {
        return "/agreements/" + client.key();
    }

    /// The same text on another tab.
    public String to(String other) {
        var chosen = choices.stream().filter(Choice::chosen).findFirst();
        return path() + "/" + other + (chosen.isPresent() ? "?version=" + chosen.get().value() : "");
    }

    public String chosen() {
        return choices.stream().filter(Choice::chosen).map(Choice::value).findFirst().orElse("");
    }

    /// On the very page that the notice would lead to.
    Frame withoutNotice() {
        return new Frame(client, tab, shown, choices, mayDraft, hasDraft, null);
    }

    public InForce inForce() {
        return Objects.requireNonNull(shown).inForce();
    }

    static String inWords(Model model) {
        return switch (model) {
            case FULLY_MANAGED -> "Fully managed";
            case CO_MANAGED -> "Co-managed";
            case INTERNAL -> "Internal";
        };
    }
}
