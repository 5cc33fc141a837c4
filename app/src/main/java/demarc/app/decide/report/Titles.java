package demarc.app.decide.report;

import demarc.app.decide.questionnaire.Engagement;
import demarc.core.agreement.Catalogue;
import demarc.core.simulation.choice.Plan;
import demarc.core.simulation.choice.Question;
import demarc.core.simulation.choice.Split;
import demarc.core.simulation.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Plans and parameters in the words of people.
final class Titles {

    private Titles() {}

    static String service(String key) {
        return Catalogue.findService(key).map(service -> service.title().toLowerCase(Locale.ROOT)).orElse(key);
    }

    /// `2 people on call, a provider's 3 agents day and night`
    static String people(Plan plan) {
        var parts = new ArrayList<String>();
        if (plan.people() > 0) parts.add("%d of your own%s".formatted(plan.people(), switch (plan.cover()) {
            case MORNING -> "";
            case ON_CALL -> ", on call at night";
            case SEAT -> ", one seat held at night";
        }));
        if (plan.agents() > 0) parts.add("provider's %d %s".formatted(plan.agents(), plan.allHours() ? "day and night" : "in office hours"));
        return parts.isEmpty() ? "nobody" : String.join("; ", parts);
    }

    /// Who does what, those with the most services first.
    static List<Answer.Cut> cut(Question question, Plan plan) {
        Map<Split, List<String>> cut = new LinkedHashMap<>();
        for (var split : Split.values()) cut.put(split, services(question, plan, split));
        return cut.entrySet().stream().filter(each -> !each.getValue().isEmpty()).map(each -> new Answer.Cut(String.join(", ", each.getValue()), who(each.getKey()))).toList();
    }

    private static String who(Split split) {
        var words = split.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static List<String> services(Question question, Plan plan, Split split) {
        var services = new ArrayList<String>();
        for (int s = 0; s < plan.splits().size(); s++) if (plan.splits().get(s) == split) services.add(service(question.services().get(s).key()));
        return List.copyOf(services);
    }

    static List<String> shared(Question question, Plan plan) {
        var services = new ArrayList<>(services(question, plan, Split.BY_HOURS).stream().map(each -> each + " (by hours)").toList());
        services.addAll(services(question, plan, Split.BY_TIER).stream().map(each -> each + " (second line)").toList());
        return List.copyOf(services);
    }

    /// What the recommendation is called.
    static String verdict(Plan plan, String template) {
        return switch (plan.arrangement()) {
            case IN_HOUSE -> "In-house";
            case FULLY_MANAGED -> "Fully managed";
            case CO_MANAGED -> "Co-managed: " + Engagement.title(template).toLowerCase(Locale.ROOT);
        };
    }

    /// Title and unit of a parameter of the model.
    static String[] parameter(String key) {
        if (key.startsWith(Model.SHARE)) return new String[] {"Share of all tickets: " + service(key.substring(Model.SHARE.length())), "%"};
        if (key.startsWith(Model.ESCALATES)) return new String[] {"Passed to a second line: " + service(key.substring(Model.ESCALATES.length())), "%"};
        if (key.startsWith(Model.WORK)) return new String[] {"Work on a ticket against the usual: " + service(key.substring(Model.WORK.length())), "times"};
        if (key.startsWith(Model.EFFORT)) {
            var rest = key.substring(Model.EFFORT.length());
            if (rest.matches("[1-3]")) return new String[] {"Work on a ticket, line " + rest, "min"};
        }
        return switch (key) {
            case Model.VOLUME -> new String[] {"Tickets a week", "tickets"};
            case Model.GROWTH -> new String[] {"Growth of the tickets in a year", "%"};
            case Model.DRIFT -> new String[] {"How far the level wanders in a week", "%"};
            case Model.DISPERSION_WEEK -> new String[] {"Weeks differ beyond chance (variance)", ""};
            case Model.DISPERSION_DAY -> new String[] {"Days differ beyond chance (variance)", ""};
            case Model.BURSTS -> new String[] {"Bursts in a year, as in an outage", ""};
            case Model.BURST_SIZE -> new String[] {"Tickets of a burst", "tickets"};
            case Model.PACE -> new String[] {"Pace of resolving against the past", "times"};
            case Model.PACE_DRIFT -> new String[] {"How far that pace wanders", "%"};
            case Model.REOPENED -> new String[] {"Tickets that are reopened", "%"};
            case Model.PAUSED -> new String[] {"Tickets that wait on others", "%"};
            case Model.PAUSED_PART -> new String[] {"Part of their time that they wait", "%"};
            case Model.EFFORT_SPREAD -> new String[] {"Spread of the work on a ticket", "of its mean"};
            case Model.THIRD_TIER -> new String[] {"Of those passed on, to the third line", "%"};
            case Model.ENDPOINTS -> new String[] {"Machines looked after", ""};
            case Model.PROACTIVE -> new String[] {"Planned work for each machine and month", "h"};
            case Model.PEOPLE -> new String[] {"People who worked on tickets", "full time"};
            default -> new String[] {key, ""};
        };
    }

}
