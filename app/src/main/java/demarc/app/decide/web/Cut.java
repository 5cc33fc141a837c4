package demarc.app.decide.web;

import demarc.app.decide.questionnaire.Engagement;
import demarc.app.platform.NotFound;
import demarc.core.agreement.Agreement.Activity;
import demarc.core.agreement.Agreement.Rule;
import demarc.core.agreement.Compilation;
import demarc.core.agreement.InForce;
import demarc.core.agreement.Templates;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// How a shipped template cuts the work: service by service, what you do and answer for and what a provider does.
public record Cut(String template, String title, String fits, List<Part> services, int yours, int providers, int shared) {

    /// @param yours     activities only your own people do; likewise the others
    public record Part(String key, String title, int yours, int shared, int providers, List<Line> activities) {}

    /// @param who      `yours`, `shared`, `provider`
    /// @param does     in words
    /// @param answers  who is accountable
    public record Line(String code, String title, String who, String does, String answers) {}

    public record Page(Cut cut, List<Choice> others) {}

    public record Choice(String template, String title, boolean current) {}

    private static final Map<String, String> FITS = Map.of(
            "internal", "Your own people do everything, with their own people on call for nights.",
            "fully-managed", "The provider is the whole IT department; money, law and approvals stay with you.",
            "co-managed/keep-the-desk", "Your people serve users and applications; the provider runs security, monitoring, patching, backup and nights.",
            "co-managed/keep-the-strategy", "One IT manager leads; the provider runs the desk, patching, documents and vendors.",
            "co-managed/projects-only", "A busy but complete team hands migrations and roll-outs to a provider.",
            "co-managed/provider-desk", "Engineers engineer; the provider takes first and second line, joiners and leavers.",
            "co-managed/nights", "Days are yours; nights, weekends and security are the provider's.");
    private static final Map<String, Cut> KNOWN = new ConcurrentHashMap<>();

    static Cut of(String template) {
        if (!Templates.names().contains(template)) throw new NotFound("template", template);
        return KNOWN.computeIfAbsent(template, Cut::read);
    }

    static Page page(String template) {
        var cut = of(template);
        return new Page(cut, Templates.names().stream().map(name -> new Choice(name, Engagement.title(name), name.equals(template))).toList());
    }

    private static Cut read(String template) {
        var inForce = compiled(template);
        var services = inForce.agreement().services().values().stream().map(service -> {
            var lines = service.activities().values().stream().map(Cut::line).toList();
            return new Part(service.key(), service.title(), count(lines, "yours"), count(lines, "shared"), count(lines, "provider"), lines);
        }).toList();
        return new Cut(template, Engagement.title(template), String.valueOf(FITS.get(template)), services, services.stream().mapToInt(Part::yours).sum(),
                services.stream().mapToInt(Part::providers).sum(), services.stream().mapToInt(Part::shared).sum());
    }

    private static InForce compiled(String template) {
        return Compilation.of("template", """
                agreement: example
                client: You
                %s
                time-zone: UTC
                effective: 2026-01-01
                extends: %s
                """.formatted(template.equals("internal") ? "" : "providers: { provider: Your provider }", template)).inForce();
    }

    private static Line line(Activity activity) {
        boolean yours = activity.rules().stream().anyMatch(rule -> rule.responsible().party().isClient());
        boolean providers = activity.rules().stream().anyMatch(rule -> !rule.responsible().party().isClient());
        var who = yours && providers ? "shared" : yours ? "yours" : "provider";
        var does = activity.rules().stream().map(rule -> rule.responsible().title() + when(activity, rule)).distinct().collect(Collectors.joining("; "));
        var answers = activity.accountable().getFirst().party().isClient() ? "You" : "Provider";
        return new Line(activity.code(), activity.title(), who, does, answers);
    }

    /// In which hours; the priorities only where the same team has other hours for the others.
    private static String when(Activity activity, Rule rule) {
        if (activity.rules().size() == 1) return "";
        boolean alike = activity.rules().stream().anyMatch(other -> other != rule && other.responsible().equals(rule.responsible()) && other.whenText().equals(rule.whenText()));
        var priorities = alike || rule.priorities().isEmpty() ? "" : rule.priorities().stream().sorted().map(Enum::name).collect(Collectors.joining(", ")) + " ";
        return " (" + priorities + rule.whenText() + ")";
    }

    private static int count(List<Line> lines, String who) {
        return (int) lines.stream().filter(line -> line.who().equals(who)).count();
    }
}
