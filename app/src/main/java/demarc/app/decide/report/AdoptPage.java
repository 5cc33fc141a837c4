package demarc.app.decide.report;

import demarc.app.decide.Decision;
import demarc.app.decide.Wizard;
import demarc.app.directory.Client;
import demarc.core.agreement.Compilation;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A plan as a draft agreement, to take along or to make a client's.
///
/// @param plan     the number of its dot, or `recommended`
/// @param text     null when there is no such plan, or no answer yet
/// @param findings what the checker says of it; errors it has none
public record AdoptPage(Wizard wizard, String address, String plan, String title, @Nullable String text, List<String> findings, List<Choice> clients) {

    /// @param seen the version of the draft it would replace, 0 for none
    public record Choice(String key, String name, int seen) {}

    static AdoptPage of(Decision decision, Wizard wizard, String plan, Answers.@Nullable Drafted drafted, List<Client> clients, ToIntFunction<Client> seen) {
        var findings = drafted == null ? List.<String>of() : Compilation.of("draft.yaml", drafted.text()).findings().stream().map(each -> each.message()).toList();
        return new AdoptPage(wizard, decision.address() + AdoptStep.PATH, plan, drafted == null ? "" : drafted.title(), drafted == null ? null : drafted.text(), findings,
                clients.stream().map(client -> new Choice(client.key(), client.name(), seen.applyAsInt(client))).toList());
    }
}
