package demarc.app.decide.questionnaire;

import demarc.core.simulation.Staff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How large the business and its teams are, by the numbers given or else by the answers.
///
/// @param known how each came about, for whoever asks why
record Sizes(double employees, double staff, double endpoints, double servers, Staff team, Staff kept, double nightSeats, double projectHours, boolean premium, List<Known> known) {

    /// @param given typed by somebody, not supposed
    public record Known(String key, String title, String value, String why, boolean given) {}

    private static final double[] FEWEST_EMPLOYEES = {1, 25, 75, 250, 750};
    private static final double[] LIKELY_EMPLOYEES = {15, 45, 150, 400, 1_000};
    private static final double[] FEWEST_STAFF = {0, 0.1, 1, 2, 6};
    private static final double[] MOST_STAFF = {0, 0.9, 1, 5, Double.POSITIVE_INFINITY};

    /// 1.14 machines a person: 182 for 160, as in the domain's worked check.
    private static final double ENDPOINTS_EACH = 1.1375;
    private static final double EMPLOYEES_EACH = 87.5;
    private static final double EMPLOYEES_EACH_REGULATED = 45;
    private static final double TICKETS_EACH = 1.2;
    /// 70 % at 20 minutes, 22 % at 45, 8 % at 120.
    private static final double HOURS_A_TICKET = 33.5 / 60;
    private static final double PROACTIVE_HOURS = 0.25;
    /// 2,080 hours a year, 88 % present, 70 % of it at work on tickets and machines.
    private static final double HOURS_A_MONTH = 2_080 * 0.88 / 12 * 0.70;

    static Sizes of(Answers answers, Numbers numbers) {
        var known = new ArrayList<Known>();
        double employees = numbers.employees() != null ? numbers.employees() : answers.is("Q02", 0) ? 100 : LIKELY_EMPLOYEES[answers.to("Q02") - 1];
        known.add(new Known("employees", "Employees", Words.number(employees), numbers.employees() != null ? "as you said" : answers.is("Q02", 0)
                ? "supposed: question 2 is open" : "a middle of %s (question 2)".formatted(text(answers, "Q02")), numbers.employees() != null));
        double endpoints = numbers.endpoints() != null ? numbers.endpoints() : Math.rint(employees * ENDPOINTS_EACH);
        known.add(new Known("endpoints", "Endpoints", Words.number(endpoints), numbers.endpoints() != null ? "as you said" : "1.14 for each employee", numbers.endpoints() != null));
        double staff = staff(answers, numbers, employees, known);
        boolean regulated = answers.is("Q21", 3);
        var team = team(numbers, employees, endpoints, staff, regulated, known);
        var kept = kept(numbers, staff, known);
        double servers = numbers.servers() == null ? 0 : numbers.servers();
        known.add(new Known("servers", "Servers billed on their own", Words.number(servers), numbers.servers() != null ? "as you said" : "none: the fee by the user includes them", numbers.servers() != null));
        double hours = numbers.projectHours() != null ? numbers.projectHours() : answers.is("Q20", 3) ? 300 : answers.is("Q20", 2) ? 120 : 0;
        known.add(new Known("project-hours", "Project hours a year from a provider", Words.number(hours), numbers.projectHours() != null ? "as you said"
                : "our estimate: 120 for one project, 300 for two or more (question 20)", numbers.projectHours() != null));
        double nights = answers.is("Q06", 3) ? 1 : 0;
        return new Sizes(employees, staff, endpoints, servers, team, kept, nights, hours, regulated, List.copyOf(known));
    }

    private static double staff(Answers answers, Numbers numbers, double employees, List<Known> known) {
        double staff = numbers.itStaff() != null ? numbers.itStaff() : switch (answers.to("Q01")) {
            case 2 -> 0.5;
            case 3 -> 1;
            case 4 -> Math.clamp(Math.rint(employees / 75), 2, 5);
            case 5 -> Math.max(6, Math.rint(employees / 75));
            default -> 0;
        };
        known.add(new Known("it-staff", "IT people now", Words.number(staff), numbers.itStaff() != null ? "as you said" : answers.is("Q01", 0) ? "supposed: question 1 is open"
                : answers.is("Q01", 4, 5) ? "one for each 75 employees, within %s (question 1)".formatted(text(answers, "Q01")) : "%s (question 1)".formatted(text(answers, "Q01")), numbers.itStaff() != null));
        return staff;
    }

    private static Staff team(Numbers numbers, double employees, double endpoints, double staff, boolean regulated, List<Known> known) {
        double each = regulated ? EMPLOYEES_EACH_REGULATED : EMPLOYEES_EACH;
        double work = (employees * TICKETS_EACH * HOURS_A_TICKET + endpoints * PROACTIVE_HOURS) / HOURS_A_MONTH;
        double needed = Math.max(Math.max(2, Math.ceil(staff)), Math.ceil(Math.max(work, employees / each) - 1e-9));
        var team = numbers.team() != null ? numbers.team() : Staff.of(needed);
        known.add(new Known("in-house-team", "A team in-house", Words.number(team.people()), numbers.team() != null ? "as you said"
                : "the most of: %s employees for each IT person%s; %s people by the work (1.2 tickets of 33.5 min a user and month, 0.25 h a machine); those there are now; two, to cover absence"
                        .formatted(Words.number(each), regulated ? " where an assessor comes" : "", String.format(Locale.ROOT, "%.1f", work)), numbers.team() != null));
        return team;
    }

    private static Staff kept(Numbers numbers, double staff, List<Known> known) {
        var kept = numbers.kept() != null ? numbers.kept() : Staff.of(staff == 0 ? 1 : staff);
        known.add(new Known("kept-team", "The team that stays beside a provider", Words.number(kept.people()),
                numbers.kept() != null ? "as you said" : staff == 0 ? "the one who would have to be hired" : "those there are now", numbers.kept() != null));
        return kept;
    }

    private static String text(Answers answers, String id) {
        var question = Questionnaire.get().question(id);
        var text = question.option(answers.to(question)).text();
        return Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    /// The option of question 2 that the number belongs to.
    static int band(double employees) {
        int band = 1;
        while (band < FEWEST_EMPLOYEES.length && employees >= FEWEST_EMPLOYEES[band]) band++;
        return band;
    }

    static boolean isStaffOf(double staff, int option) {
        return switch (option) {
            case 1 -> staff == 0;
            case 2 -> staff > 0 && staff < 1;
            case 3 -> staff >= 1 && staff < 2;
            case 4 -> staff >= 2 && staff < 6;
            default -> staff >= 6;
        };
    }

    static double fewestEmployees(int option) {
        return FEWEST_EMPLOYEES[option - 1];
    }

    static double mostEmployees(int option) {
        return option == FEWEST_EMPLOYEES.length ? Double.POSITIVE_INFINITY : FEWEST_EMPLOYEES[option] - 1;
    }

    static double fewestStaff(int option) {
        return FEWEST_STAFF[option - 1];
    }

    static double mostStaff(int option) {
        return MOST_STAFF[option - 1];
    }
}
