package demarc.core.simulation.choice;

import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Team;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Priority;
import demarc.core.simulation.Arrangement;
import demarc.core.simulation.choice.Question.Terms;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A plan as an agreement: the nearest shipped template, and then what differs. The checker accepts it without errors.
final class AgreementText {

    /// The provider's people, when the plan has them in office hours only.
    private static final String BY_DAY = "service-desk-by-day";
    private static final String STEPS_IN = "whoever helps steps in when the one person is away";
    private static final Set<String> CLIENTS_OWN = Set.of("leadership", "crisis-leads");

    private final Question question;
    private final Ground ground;
    private final Pricing pricing;
    private final Plan plan;
    private final String template;
    private final InForce base;
    private final LinkedHashSet<String> teams = new LinkedHashSet<>();

    private AgreementText(Question question, Ground ground, Pricing pricing, Plan plan) {
        this.question = question;
        this.ground = ground;
        this.pricing = pricing;
        this.plan = plan;
        this.template = nearest(question, ground, plan);
        this.base = ground.template(template);
    }

    static String of(Question question, Ground ground, Pricing pricing, Plan plan) {
        return new AgreementText(question, ground, pricing, plan).text();
    }

    /// The template of the plan's arrangement with the fewest services to change.
    static String nearest(Question question, Ground ground, Plan plan) {
        return switch (plan.arrangement()) {
            case IN_HOUSE -> "internal";
            case FULLY_MANAGED -> "fully-managed";
            case CO_MANAGED -> {
                String best = Ground.DEFAULT;
                int fewest = Integer.MAX_VALUE;
                for (var name : List.of("co-managed/keep-the-desk", "co-managed/keep-the-strategy", "co-managed/nights", "co-managed/provider-desk", "co-managed/projects-only")) {
                    int changes = 0;
                    for (int s = 0; s < question.services().size(); s++) if (ground.split(ground.template(name), s) != plan.splits().get(s)) changes++;
                    if (changes < fewest) {
                        fewest = changes;
                        best = name;
                    }
                }
                yield best;
            }
        };
    }

    private String text() {
        var services = new StringBuilder();
        for (int s = 0; s < question.services().size(); s++) service(services, s);
        otherServices(services);
        var text = new StringBuilder();
        text.append("# The split ").append(plan.code()).append(", as chosen by simulation.\n");
        head(text, question.terms(), template, plan.arrangement() != Arrangement.IN_HOUSE);
        teams(text);
        levels(text, question.terms());
        fees(text);
        if (!services.isEmpty()) text.append("\nservices:\n").append(services);
        return text.toString();
    }

    static void head(StringBuilder text, Terms terms, String template, boolean provider) {
        text.append("client: ").append(Texts.quoted(terms.client())).append('\n');
        text.append("effective: ").append(terms.effective()).append('\n');
        text.append("extends: ").append(template).append('\n');
        if (provider) text.append("providers: { ").append(terms.providerKey()).append(": ").append(Texts.quoted(terms.provider())).append(" }\n");
        text.append("time-zone: ").append(terms.zone().getId()).append('\n');
        text.append("holidays: ").append(terms.holidays()).append('\n');
        text.append("hours: { office: ").append(Texts.quoted(terms.office())).append(" }\n");
    }

    static void levels(StringBuilder text, Terms terms) {
        if (terms.levels().isEmpty()) return;
        text.append("service-levels:\n");
        for (var line : terms.levels()) text.append("  ").append(line).append('\n');
    }

    private void teams(StringBuilder text) {
        text.append("teams:\n");
        if (plan.people() > 0) text.append("  it-team: { party: client, hours: office, people: ").append(plan.people()).append(" }\n");
        if (teams.contains("it-on-call") || base.agreement().teams().containsKey("it-on-call") && plan.cover() != Cover.MORNING) {
            text.append("  it-on-call: { party: client, hours: always, people: ").append(plan.cover() == Cover.SEAT ? 6 : Math.max(1, plan.people()));
            text.append(", title: ").append(plan.cover() == Cover.SEAT ? "Night seat" : "IT on call").append(" }\n");
        }
        for (var key : teams) {
            if (key.startsWith("it-") || base.agreement().teams().containsKey(key)) continue;
            var usual = ground.template("fully-managed").agreement().teams().get(key.equals(BY_DAY) ? "service-desk" : key);
            text.append("  ").append(key).append(": { party: provider, hours: ").append(key.equals(BY_DAY) ? "office" : usual.hours().name()).append(", people: ").append(usual.people()).append(" }\n");
        }
        if (teams.stream().anyMatch(key -> !key.startsWith("it-")) && base.agreement().people().values().stream().allMatch(each -> each.party().isClient()))
            text.append("people:\n  service-manager: { party: provider, reachable: office, deputy: duty-manager }\n  duty-manager: { party: provider, reachable: always }\n");
    }

    private void fees(StringBuilder text) {
        var monthly = pricing.feePerUser(plan);
        var hourly = pricing.hourly(plan);
        if (plan.arrangement() == Arrangement.IN_HOUSE) return;
        text.append("fees:\n");
        if (monthly.cents() > 0) {
            text.append("  - { per: user, amount: ").append(monthly).append(" per month, covers: ");
            text.append(hourly == null ? "all" : "[ " + String.join(", ", Texts.SERVICES.keySet().stream().filter(key -> !key.equals("projects")).toList()) + " ]").append(" }\n");
        }
        if (hourly != null) text.append("  - { hours: 0 per month included, then: ").append(hourly).append(" per hour, covers: ").append(monthly.cents() > 0 ? "[ projects ]" : "all").append(" }\n");
        else if (monthly.cents() == 0) text.append("  - { flat: ").append(monthly).append(" per month, covers: all }\n");
    }

    // --- what differs

    private void service(StringBuilder text, int s) {
        var service = question.services().get(s);
        var split = plan.splits().get(s);
        var unpromised = unpromised(s, split);
        var activities = new StringBuilder();
        for (var activity : base.agreement().services().get(service.key()).activities().values()) activity(activities, s, split, activity);
        if (activities.isEmpty() && unpromised.isEmpty()) return;
        text.append("  ").append(service.key()).append(": # ").append(split.words()).append('\n');
        if (!unpromised.isEmpty()) {
            text.append("    service-levels: { ");
            text.append(String.join(", ", unpromised.stream().map(priority -> priority + ": { clock: office }").toList())).append(" } # nobody is there at night\n");
        }
        if (!activities.isEmpty()) text.append("    activities:\n").append(activities);
    }

    /// Priorities that are promised for the night, when nobody is there.
    private List<String> unpromised(int s, Split split) {
        boolean somebody = split.isNightsInternal() ? plan.cover() != Cover.MORNING : plan.allHours();
        return somebody ? List.of() : ground.urgent(s).stream().map(Enum::name).toList();
    }

    private void activity(StringBuilder text, int s, Split split, Activity activity) {
        var managed = ground.template("fully-managed").activity(activity.key());
        var team = managed.rules().getFirst().responsible();
        var inside = ground.template("internal").activity(activity.key()).rules().getFirst().responsible();
        if (CLIENTS_OWN.contains(team.key()) || CLIENTS_OWN.contains(inside.key())) {
            if (plan.people() == 1 && isAlone(activity)) steppingIn(text, activity);
            return;
        }
        boolean providers = split == Split.PROVIDER && !managed.accountable().getFirst().party().isClient();
        boolean asTemplate = ground.hands(base, activity.key()).equals(ground.hands(s, split, plan.cover())) && activity.accountable().getFirst().party().isClient() != providers;
        if (asTemplate && !isAlone(split) && (plan.allHours() || !split.needsProvider())) return;
        var parts = new ArrayList<String>();
        parts.add("accountable: " + (providers ? "provider" : "client"));
        if (isAlone(split)) {
            parts.add("helpers: [ %s ]".formatted(standIn(team)));
            parts.add("split: " + STEPS_IN);
        } else if (activity.rules().stream().anyMatch(rule -> !rule.helpers().isEmpty())) parts.add("helpers: []");
        if (activity.rules().stream().anyMatch(rule -> !rule.escalation().isEmpty())) parts.add("escalate: []");
        parts.add(switch (split) {
            case PROVIDER -> "responsible: " + used(plan.allHours() ? team.key() : BY_DAY);
            case INTERNAL -> "rules: [ %s ]".formatted(internal(s, ""));
            case BY_TIER -> "rules: [ %s ]".formatted(internal(s, ", escalate: [ %s after 2h ]".formatted(used(night(team)))));
            case BY_HOURS -> "rules: [ { when: office, responsible: it-team }, { otherwise: , responsible: %s } ]".formatted(used(night(team)));
        });
        text.append("      ").append(activity.name()).append(": { ").append(String.join(", ", parts)).append(" }\n");
    }

    /// One person alone needs somebody who steps in.
    private boolean isAlone(Split split) {
        return plan.people() == 1 && split.needsPeople();
    }

    private String standIn(Team provider) {
        return plan.arrangement() == Arrangement.IN_HOUSE ? "leadership" : used(night(provider));
    }

    private String used(String team) {
        teams.add(team);
        return team;
    }

    /// Whoever of the provider is there at night, if it works then: teams with office hours hand over to the desk.
    private String night(Team team) {
        if (!plan.allHours()) return BY_DAY;
        return team.hours().weekly().isAlways() ? team.key() : "service-desk";
    }

    private String internal(int s, String passing) {
        var urgent = ground.urgent(s);
        // A provider with office hours can be passed nothing at night.
        var atNight = plan.allHours() ? passing : "";
        boolean nights = plan.cover() == Cover.SEAT || plan.cover() == Cover.ON_CALL && !urgent.isEmpty();
        if (!nights && atNight.equals(passing)) return "{ otherwise: , responsible: it-team%s }".formatted(passing);
        var office = "{ when: office, responsible: it-team%s }, ".formatted(passing);
        if (nights && !atNight.equals(passing) && !urgent.isEmpty())
            office = "{ when: office, priority: [ %s ], responsible: it-team }, ".formatted(names(urgent)) + office; // what is passed on late would reach nobody
        if (!nights) return office + "{ otherwise: , responsible: it-team }";
        teams.add("it-on-call");
        if (plan.cover() == Cover.SEAT) return office + "{ otherwise: , responsible: it-on-call%s }".formatted(atNight);
        return office + "{ priority: [ %s ], responsible: it-on-call%s }, { otherwise: , responsible: it-team%s }".formatted(
                names(urgent), atNight, atNight);
    }

    private static String names(List<Priority> priorities) {
        return String.join(", ", priorities.stream().map(Enum::name).toList());
    }

    /// Services that were not asked about follow the template, except that one person alone needs somebody to step in there, too.
    private void otherServices(StringBuilder text) {
        if (plan.people() != 1) return;
        var asked = question.services().stream().map(Question.Service::key).toList();
        for (var service : base.agreement().services().values()) {
            var alone = asked.contains(service.key()) ? List.<Activity>of() : service.activities().values().stream().filter(AgreementText::isAlone).toList();
            if (alone.isEmpty()) continue;
            text.append("  ").append(service.key()).append(":\n    activities:\n");
            for (var each : alone) steppingIn(text, each);
        }
    }

    private static boolean isAlone(Activity activity) {
        return activity.rules().stream().anyMatch(rule -> rule.responsible().key().equals("it-team") && rule.helpers().isEmpty() && rule.escalation().isEmpty());
    }

    private void steppingIn(StringBuilder text, Activity activity) {
        var helper = plan.arrangement() == Arrangement.IN_HOUSE || !base.agreement().teams().containsKey("service-desk") ? "leadership" : "service-desk";
        text.append("      ").append(activity.name()).append(": { helpers: [ ").append(helper).append(" ], split: ").append(STEPS_IN).append(" }\n");
    }

    /// The services that the plan cuts otherwise than its template, for people to read.
    static List<String> differences(Question question, Ground ground, Plan plan) {
        var base = ground.template(nearest(question, ground, plan));
        var all = new ArrayList<String>();
        for (int s = 0; s < question.services().size(); s++)
            if (ground.split(base, s) != plan.splits().get(s)) all.add("%s: %s".formatted(question.services().get(s).key(), plan.splits().get(s).words()));
        return all;
    }
}
