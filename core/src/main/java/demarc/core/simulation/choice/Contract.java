package demarc.core.simulation.choice;

import demarc.core.simulation.Cost;
import java.util.List;

/// A plan on paper: what it costs line by line, and the agreement it comes to.
///
/// @param template the shipped one it extends
/// @param text     the agreement, which the checker accepts without errors
/// @param differs  what it cuts otherwise than the template, in words
public record Contract(String template, String text, Cost cost, List<String> differs) {

    public Contract {
        differs = List.copyOf(differs);
    }

    /// Writes the plans of one question.
    public static final class Writer {

        private final Question question;
        private final Ground ground;
        private final Pricing pricing;

        public Writer(Question question) {
            this.question = question;
            ground = new Ground(question);
            pricing = new Pricing(question);
        }

        public Contract of(Plan plan) {
            return new Contract(AgreementText.nearest(question, ground, plan), AgreementText.of(question, ground, pricing, plan), pricing.breakdown(plan), AgreementText.differences(question, ground, plan));
        }
    }
}
