package demarc.app.decide.questionnaire;

import java.util.ArrayList;
import java.util.List;

/// Answers that cannot all be true, and what can be said all the same.
///
/// @param questions the ones that contradict each other
/// @param says      what does not fit, as a sentence
/// @param still     whether the result stands on either of them
public record Contradiction(List<String> questions, String says, String still) {

    private record Clash(List<String> questions, String says) {}

    static List<Contradiction> in(Answers answers, Numbers numbers) {
        return clashes(answers, numbers).stream().map(clash -> new Contradiction(clash.questions, clash.says, still(answers, numbers, clash.questions))).toList();
    }

    private static List<Clash> clashes(Answers a, Numbers numbers) {
        var found = new ArrayList<Clash>();
        if (a.is("Q01", 1) && a.is("Q15", 3)) add(found, "You want to keep your own IT people in the work, and nobody does IT.", "Q01", "Q15");
        if (a.is("Q01", 3, 4, 5) && a.is("Q15", 1)) add(found, "There are IT people, and no team to keep.", "Q01", "Q15");
        if (a.is("Q01", 1) && a.is("Q03", 2, 3, 4)) add(found, "Nobody does IT, and yet an IT person looks after so many employees.", "Q01", "Q03");
        if (a.is("Q01", 3, 4, 5) && a.is("Q03", 1)) add(found, "There are IT people, and yet no IT person looks after anybody.", "Q01", "Q03");
        if (a.is("Q01", 3, 4, 5) && a.answers(question("Q02")) && a.is("Q03", 2, 3, 4) && !fits(a))
            add(found, "So many employees for so many IT people is another number for each: %s.".formatted(ratio(a)), "Q01", "Q02", "Q03");
        for (var skill : List.of("Q07", "Q08", "Q09", "Q10"))
            if (a.is("Q01", 1) && a.is(skill, 3)) add(found, "Nobody does IT, and yet this skill is strong in-house.", "Q01", skill);
        if (a.is("Q11", 3) && a.is("Q07", 1)) add(found, "All tools run well, endpoint security among them, with little or no security skill.", "Q07", "Q11");
        if (a.is("Q11", 1) && a.is("Q25", 1)) add(found, "There are no tools for backup and updates, and yet restores are tested and the updates known.", "Q11", "Q25");
        if (a.is("Q12", 3) && a.is("Q26", 3)) add(found, "What IT knows is in people's heads, and nothing would stall if one of them left.", "Q12", "Q26");
        if (a.is("Q12", 3) && a.is("Q01", 3)) add(found, "One person does IT, and nothing would stall without them.", "Q01", "Q12");
        if (a.is("Q14", 3) && a.is("Q28", 1)) add(found, "You want to keep control, and nobody can give it two hours a week.", "Q14", "Q28");
        if (a.is("Q17", 3) && a.is("Q18", 1)) add(found, "You prefer your own payroll, and the budget is less than one person with tools.", "Q17", "Q18");
        if (a.is("Q01", 4, 5) && a.is("Q18", 1)) add(found, "The budget is less than one person with tools, and yet it pays two or more.", "Q01", "Q18");
        if (a.is("Q06", 1) && a.is("Q23", 3)) add(found, "Four hours without the main system are too many, and nobody is needed when it stops at night.", "Q06", "Q23");
        if (a.is("Q21", 1) && a.is("Q22", 2)) add(found, "Somebody signs for compliance, and there is nothing to comply with.", "Q21", "Q22");
        if (numbers.employees() != null && a.answers(question("Q02")) && Sizes.band(numbers.employees()) != a.to("Q02"))
            add(found, "The number of employees (%s) lies outside the answer to question 2. Costs use the number, scores the answer.".formatted(Words.number(numbers.employees())), "Q02");
        if (numbers.itStaff() != null && a.answers(question("Q01")) && !Sizes.isStaffOf(numbers.itStaff(), a.to("Q01")))
            add(found, "The number of IT people (%s) lies outside the answer to question 1. Costs use the number, scores the answer.".formatted(Words.number(numbers.itStaff())), "Q01");
        return found;
    }

    private static Question question(String id) {
        return Questionnaire.get().question(id);
    }

    private static void add(List<Clash> found, String says, String... questions) {
        found.add(new Clash(List.of(questions), says));
    }

    /// Is any pair of numbers in both bands in the third?
    private static boolean fits(Answers answers) {
        double least = Sizes.fewestEmployees(answers.to("Q02")) / Sizes.mostStaff(answers.to("Q01"));
        double most = Sizes.mostEmployees(answers.to("Q02")) / Sizes.fewestStaff(answers.to("Q01"));
        return switch (answers.to("Q03")) {
            case 2 -> most > 150;
            case 3 -> least <= 150 && most > 75;
            default -> least <= 75;
        };
    }

    private static String ratio(Answers answers) {
        double least = Sizes.fewestEmployees(answers.to("Q02")) / Sizes.mostStaff(answers.to("Q01"));
        double most = Sizes.mostEmployees(answers.to("Q02")) / Sizes.fewestStaff(answers.to("Q01"));
        if (Double.isInfinite(most)) return "%.0f or more".formatted(least);
        return least < 1 ? "%.0f at most".formatted(most) : "from %.0f to %.0f".formatted(least, most);
    }

    /// Leaves each of them out in turn and looks whether the same arrangement is named.
    private static String still(Answers answers, Numbers numbers, List<String> questions) {
        var named = Ruling.of(answers, numbers).model();
        var others = new ArrayList<String>();
        for (var id : questions) {
            var without = Ruling.of(answers.with(question(id), 0), numbers).model();
            if (without != named) others.add("without the answer to %s it would be %s".formatted(id, Words.lower(without)));
        }
        if (!others.isEmpty()) return "The result depends on which is right: %s. Correct one of them.".formatted(Words.list(others));
        return questions.size() == 1 ? "The result is %s with or without that answer.".formatted(Words.lower(named))
                : "The result is %s whichever of them is right.".formatted(Words.lower(named));
    }
}
