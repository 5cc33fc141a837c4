package demarc.app.decide.questionnaire;

import demarc.core.simulation.Arrangement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A rule that overrides the score.
///
/// @param says   the mark in a few words: `likely to fail`
/// @param why    what in the answers fires it, as a sentence
/// @param wayOut what would lift it
public record Gate(String id, Arrangement model, Effect effect, String says, String why, String wayOut) {

    public enum Effect { RULES_OUT, MARKS }

    public boolean rulesOut() {
        return effect == Effect.RULES_OUT;
    }

    static List<Gate> fired(Answers answers, Numbers numbers) {
        var fired = new ArrayList<Gate>();
        if (answers.is("Q01", 1) && !answers.hirePlanned())
            fired.add(new Gate("G1", Arrangement.CO_MANAGED, Effect.RULES_OUT, "nobody to share with",
                    "Nobody does IT as their job, and no hire is planned, so there is no team to share the work with.", "Plan to hire somebody for IT, and say so at question 1."));
        if (answers.is("Q28", 1))
            fired.add(new Gate("G2", Arrangement.CO_MANAGED, Effect.MARKS, "likely to fail",
                    "Nobody can give two to four hours a week to steering a provider. Shared IT without an owner on your side fails.", "Free somebody for two to four hours a week."));
        if (answers.is("Q01", 5) && answers.is("Q14", 3))
            fired.add(new Gate("G3", Arrangement.FULLY_MANAGED, Effect.RULES_OUT, "against your wish and your team",
                    "You have six IT people or more and want to keep control; a fully managed contract gives up both.", "Only a change of mind on control would lift this."));
        if (answers.is("Q06", 3) && fewerThanSix(answers, numbers))
            fired.add(new Gate("G4", Arrangement.IN_HOUSE, Effect.MARKS, "cannot cover",
                    "Support around the clock takes more than five people for one seat; you have %s.".formatted(team(answers, numbers)),
                    "Six IT people or more, or nights with a provider."));
        if (answers.is("Q07", 1) && answers.is("Q21", 2, 3))
            fired.add(new Gate("G5", Arrangement.IN_HOUSE, Effect.MARKS, "security and compliance gap",
                    "You hold regulated data and have little or no security skill of your own.", "Hire the skill, or take it from a provider."));
        return List.copyOf(fired);
    }

    private static boolean fewerThanSix(Answers answers, Numbers numbers) {
        return numbers.itStaff() != null ? numbers.itStaff() < 6 : answers.is("Q01", 1, 2, 3, 4);
    }

    private static String team(Answers answers, Numbers numbers) {
        if (numbers.itStaff() != null) return Words.number(numbers.itStaff());
        return Questionnaire.get().question("Q01").option(answers.to("Q01")).text().toLowerCase(Locale.ROOT);
    }
}
