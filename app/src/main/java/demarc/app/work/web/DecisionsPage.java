package demarc.app.work.web;

import demarc.app.platform.Shell;
import demarc.app.work.Docket;
import demarc.app.work.TicketView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What awaits a decision.
///
/// @param others waits for colleagues of the viewer's party
public record DecisionsPage(List<Docket.Case> mine, List<Docket.Case> reviews, List<Docket.Case> others) {

    static DecisionsPage of(List<Docket.Case> cases) {
        return new DecisionsPage(cases.stream().filter(each -> each.decision().mine()).toList(), cases.stream().filter(each -> each.decision().reviewMine()).toList(),
                cases.stream().filter(each -> !each.decision().mine() && !each.decision().reviewMine()).toList());
    }

    public static String kind(TicketView.Decision decision) {
        return Words.capital(Words.of(decision.kind()));
    }

    /// Where the line is that says whose decision it is; null when there is none.
    public static @Nullable String address(Docket.Case each) {
        return Words.address(each.decision().because(), each.client().key());
    }

    /// By when, and what happens then.
    public static String then(TicketView.Decision decision, Shell shell) {
        var deadline = decision.deadline();
        if (deadline == null) return "No deadline: it waits until somebody decides.";
        return "Without an answer by %s the agreement %s.".formatted(shell.when(deadline), switch (decision.then()) {
            case WAIT -> "lets it go on waiting";
            case PROCEED -> "lets it proceed";
            case REFUSE -> "refuses it";
            case ESCALATE -> "asks the next";
        });
    }
}
